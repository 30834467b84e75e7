"""What people do in planning: one verb, one function, one transaction, one happening."""
