"""Our tables ↔ what programs and sheets read."""
