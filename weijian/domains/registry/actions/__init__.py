"""What can be done in the registry: one verb, one function, one transaction, one happening."""
