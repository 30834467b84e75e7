"""What does this report say? Repairs the text, finds its figures, checks the arithmetic between them.

Pure: text in, values out. Nouns: `Cleaned`, `Figure`, `Check`. Sources: the five public work reports whose damage and figures
the tests are made of; rulebook 00 (how figures are stated).
"""
