"""Words everybody shares: pure Python, no Django, no clock, no file (`compiled`, the door to machine code, keeps its own)."""
