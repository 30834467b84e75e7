"""Reading the registry, by subject. A neighbour reaches these through `api`."""
