"""Documents people write and receive: reports out, in the layout of official documents."""
