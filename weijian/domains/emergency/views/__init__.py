"""Pages of the emergency room."""
