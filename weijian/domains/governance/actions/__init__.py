"""What people do in governance: one verb, one function, one transaction, one happening."""
