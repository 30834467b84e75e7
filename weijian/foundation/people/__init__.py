"""Accounts, roles, grants: who may come in, as what, where, and until when."""
