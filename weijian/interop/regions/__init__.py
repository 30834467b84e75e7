"""A region's own files: a folder of divisions, population, institutions and roads, recognised by what is in them."""
