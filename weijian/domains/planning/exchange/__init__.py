"""How planning crosses a border: GeoJSON and plain JSON out, a region's folder in."""
