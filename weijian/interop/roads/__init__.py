"""Roads, people and sites from outside: plain tables (tables.py) and OpenStreetMap files (osm.py) into arrays."""
