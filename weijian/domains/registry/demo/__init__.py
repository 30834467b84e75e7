"""The demo county 青禾县: one pure generator (`county.generate`, the same seed makes the same county to the last digit) and the
registry's part of storing it (`storing.add`). Other rooms add their parts from the same `County` in their own `demo.py`.
Everything in it is invented; codes beginning with 4299 are assigned to nobody.
"""
