"""Supply: drugs, procurement, shortages, vaccine lots, blood."""
