"""Numbers and lists an official may change: dated, regional, sourced, proposed by one person and approved by another."""
