"""Pages of reports, figures, targets."""
