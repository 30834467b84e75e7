"""Reading in governance, named by the question."""
