"""Documents people hand in, read to plain text, and reports written in the layout of official documents: bytes in and out, no Django, no network."""
