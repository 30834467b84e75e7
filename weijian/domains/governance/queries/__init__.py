"""What is asked of reports, figures, targets."""
