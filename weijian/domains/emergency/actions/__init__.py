"""What is done in the emergency room, by subject."""
