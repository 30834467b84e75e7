"""A program that has loaded what it works with says so."""

import gc


def settle() -> None:
    """What is loaded now stays for good: the cycle collector walks it no more, at no question and not at the end. Once, at the start."""
    gc.freeze()
