"""Reading in planning, named by the question."""
