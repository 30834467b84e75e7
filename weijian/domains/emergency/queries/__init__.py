"""Reading: which vehicles are ready, which calls wait, how long things took."""
