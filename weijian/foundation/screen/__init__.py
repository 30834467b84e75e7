"""What a page is made of: plain values that views hand over and the shell draws."""
