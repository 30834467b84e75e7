"""Files an installation keeps beside its database, named by their content."""
