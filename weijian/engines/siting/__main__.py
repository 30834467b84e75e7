"""Compiles the engine's kernels, so that no person waits for it: `python -m weijian.engines.siting`, run by `make install`."""

import weijian.engines.siting.ascent
import weijian.engines.siting.exhaustion
import weijian.engines.siting.kernels  # noqa: F401  # importing compiles
