"""The rooms. A higher one calls a lower one through its `api`; a lower one publishes events."""
