"""Bounds a fact declares with its type: a count is not negative, a day has 1440 minutes.

They bind what comes from outside (`weijian rule ask`) and stand in the schema of the facts; inside the house the types are plain numbers.
A number a rule itself turns down (a point outside the country, a year to come) declares none: its refusal says more.
"""

from typing import Annotated

from annotated_types import Ge, Le

Count = Annotated[int, Ge(0)]
Days = Annotated[int, Ge(0)]
Weekday = Annotated[int, Ge(1), Le(7)]  # Monday is 1
MinuteOfDay = Annotated[int, Ge(0), Le(1440)]
