"""Residents by the sheet: a file is looked through first, then written whole, or not at all.

`sheet` the columns; `lines` one row as its facts (pure but for the keys); `pool` rows through as many processes as pay;
`standing` what is already on file; `checking` the first pass; `writing` the second; `residents` the deed itself.
"""
