"""Reports as they come in: files made text, text read, large ones in the background; and periods as they are frozen, also there."""
