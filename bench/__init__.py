"""Measured against peers, side by side, in one run. A benchmark is not a test."""
