"""How is an indicator computed? Definitions written once, fused into one scan per table, run on DuckDB or on Spark.

    contract_rate = Indicator(code=…, numerator=lambda r, p: r[SIGNED], denominator=lambda r, p: r.permanent, subject=RESIDENTS, …)
    cells = compute([contract_rate, …], tables, period, by=("township",))
    months = series([contract_rate, …], tables, year_to_date_months(…), by=("township",))
    behind = people(contract_rate, tables, period, Part.MISSING, stratum=("360731101",), by=("township",))

`tables` is any mapping from a lake table's name to an Ibis table; whichever engine those tables live on does the work. Numerators and
denominators are counts of whole things or sums of whole numbers, so that every engine agrees to the last digit and parts add up.
Nouns: `Subject`, `Indicator`, `Feature`, `Period`, `Cell`.
"""
