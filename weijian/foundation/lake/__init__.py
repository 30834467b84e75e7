"""The analytic lake: flat tables that rooms lend, kept as Parquet (base) and laid over with the rows changed since (delta)."""
