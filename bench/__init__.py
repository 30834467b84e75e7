"""Measurements: each engine and each heavy deed beside its peers."""
