"""The ground floor: Django, and no medicine."""
