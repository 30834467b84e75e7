"""Outreach: every counted activity, from talks to free clinics and surveys."""
