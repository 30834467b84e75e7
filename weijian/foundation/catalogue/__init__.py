"""Registers: said once in a line, given list, search, filters, add, correct, retire, history, sheets in and out."""
