"""What may be done in planning, and what follows from the facts: pure."""
