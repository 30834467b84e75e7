"""Wire formats, pure: bytes to dataclasses or arrays and back."""
