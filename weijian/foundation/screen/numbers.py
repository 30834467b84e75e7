"""Exact numbers as people read them."""

from decimal import Decimal


def number(value: Decimal | int | None) -> str:
    """409000.00000000 → 409,000; 53.64000000 → 53.64; nothing → —."""
    if value is None:
        return "—"
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return f"{exact:,.0f}"
    return f"{exact.normalize():,f}"
