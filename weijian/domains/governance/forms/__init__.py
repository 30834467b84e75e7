"""What is typed about reports, figures, targets."""
