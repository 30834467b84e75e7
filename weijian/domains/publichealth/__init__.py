"""Public health: contracts, colours, programmes, follow-up, vaccination, screening."""
