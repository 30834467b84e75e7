"""Conditions made of other conditions and of features, as definitions use them."""

import ibis

from weijian.engines.indicators.features import Condition, Exists


def both(*conditions: Condition) -> Condition:
    """All of them hold."""
    return lambda row, period: ibis.and_(*(c(row, period) for c in conditions))


def has(feature: Exists) -> Condition:
    """The feature's answer is yes."""
    return lambda row, _: row[feature]
