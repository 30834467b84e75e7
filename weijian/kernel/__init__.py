"""Words everybody shares: pure Python, no Django, no clock, no file."""
