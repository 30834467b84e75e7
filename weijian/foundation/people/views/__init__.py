"""The door, one's own page, and the pages of those who look after accounts."""
