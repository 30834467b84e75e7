"""Surveillance: case reports, signals, investigations, vectors."""
