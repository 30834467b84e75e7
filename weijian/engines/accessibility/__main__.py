"""Compiles the engine's kernels, so that no person waits for it: `python -m weijian.engines.accessibility`, run by `make install`."""

import importlib
import pkgutil

from weijian.engines.accessibility import kernels

for module in pkgutil.iter_modules(kernels.__path__):
    importlib.import_module(f"{kernels.__name__}.{module.name}")
