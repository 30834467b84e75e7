"""Planning: the 15-minute circle, siting, capacity and capital projects on the map."""
