"""What is typed and asked in the emergency room."""
