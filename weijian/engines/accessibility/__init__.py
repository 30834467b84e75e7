"""Who reaches what, in how long: a road network, points bound to it, travel times, coverage, shares of what is offered.

    network = network_of_edges(...) or network_of_roads(...);  network.turned(seconds=, shut=) for a season
    cells, sites = snap(network, ...), snap(network, ...)
    nearest_from_cells, nearest_sites(k, qualifying), travel_matrix           seconds, exact
    coverage(ids, people, found.seconds, minutes=15)                          who is inside the line
    pairs = reached_pairs(network, cells, sites, limit_seconds=1800)          sparse rows, used again and again:
        floating_catchment(pairs, people, capacity, E2SFCA), gini             what falls to each person, how evenly
        time_coverage(pairs, hours, people, minutes)                          clinics with hours
    now = serve(network, cells, sites); now.if_opened(site), now.if_closed(k) what a change would do
    isochrone(network, site, minutes).area()                                  a shape for the map
"""
