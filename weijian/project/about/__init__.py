"""What this product is made of, for those who use it: the systems it covers, the rules it decides by, the words it uses."""
