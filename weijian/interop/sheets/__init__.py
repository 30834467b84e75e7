"""Sheets: tables people keep in .xlsx and .csv, read row by row and written without holding them whole."""
