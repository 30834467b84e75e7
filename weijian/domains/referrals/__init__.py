"""Referrals: one institution asks another."""
