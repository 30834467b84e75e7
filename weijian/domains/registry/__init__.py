"""Registry: places, institutions, residents and their identity, households, population denominators.

Nouns: Place, Grid, Institution, Campus, Consortium, Resident, IdentityDocument, Household, PopulationDenominator, HealthCard.
Regulation: GB/T 2260, GB/T 10114, 统计用区划代码, GB 11643, GB 32100, 国卫基层发〔2017〕13号, WS/T 543.
"""
