"""Weijian (卫健): the platform on which a county or a city runs its health service."""

__version__ = "0.1.0"
