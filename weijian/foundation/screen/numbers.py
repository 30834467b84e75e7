"""Exact numbers as people read them."""

from decimal import Decimal

FEN_PER_WAN = 1_000_000  # 万元: ten thousand yuan


def number(value: Decimal | int | None) -> str:
    """409000.00000000 → 409,000; 53.64000000 → 53.64; nothing → —."""
    if value is None:
        return "—"
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return f"{exact:,.0f}"
    return f"{exact.normalize():,f}"


def wan(fen: int | None) -> str:
    """An amount in whole fen as ten thousands of yuan, with exactly as many decimals as it needs."""
    return "—" if fen is None else number(Decimal(fen) / FEN_PER_WAN)
