"""The look: frame, components, charts and maps as specs built in Python."""
