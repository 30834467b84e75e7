"""What people do with reports, figures, targets."""
