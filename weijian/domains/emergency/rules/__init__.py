"""What may be done to vehicles, calls and missions, and how long things took. Pure."""
