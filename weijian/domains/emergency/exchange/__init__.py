"""The emergency room's tables for a program."""
