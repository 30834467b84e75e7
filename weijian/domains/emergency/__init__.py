"""Emergency: 120 calls, dispatch, stations and the five centres."""
