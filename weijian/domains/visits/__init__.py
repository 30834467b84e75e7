"""Visits: slots, appointments, registration, queue, beds, admission, bills."""
