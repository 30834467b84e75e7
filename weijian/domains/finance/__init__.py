"""Finance: per-capita public-health funds and hospital finance."""
