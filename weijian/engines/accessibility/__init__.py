"""Who reaches what, in how long: a road network, points bound to it, travel times to the nearest sites, coverage.

    network = network_of_edges(...) or network_of_roads(...)
    cells, sites = snap(network, ...), snap(network, ...)
    found = nearest_from_cells(network, cells, sites)
    coverage(ids, people, found.seconds, minutes=15)
"""
