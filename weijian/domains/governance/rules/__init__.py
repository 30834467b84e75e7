"""What may be done in governance, and what does not agree: pure."""
