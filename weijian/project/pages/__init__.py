"""Pages that know every room: home, search, about, healthz."""
