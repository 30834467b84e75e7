"""Kernels as machine code: compiled for given types when their module is first imported, and kept on disk.

`make install` compiles them (`python -m weijian.engines.accessibility`, `… .siting`), so that no person ever waits for a compiler. The
code is kept beside the sources; a service that may read there but not write uses what the installation left. Where nothing
may be written and nothing was left, kernels are compiled in memory at each start: slower to start, never a failure.
`NUMBA_CACHE_DIR` moves the place. Kept code is stale once its file, or one of the same
package that it takes parts from, has changed.
"""

import ast
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba import types
from numba.core import caching, config

Function = TypeVar("Function", bound=Callable[..., Any])

_njit: Any = numba.njit  # its hints know neither records nor `_nrt`
_record: Any = types.NamedTuple
_record_alike: Any = types.NamedUniTuple
_settings: Any = config

BOOLS, INTS, LONGS, FLOATS = types.boolean[::1], types.int32[::1], types.int64[::1], types.float64[::1]
TABLE, INT_TABLE = types.float64[:, ::1], types.int32[:, ::1]
INT, FLOAT = types.int64, types.float64


def compiled(*arguments: Any) -> Callable[[Function], Function]:
    """A function as machine code for these argument types (or one signature in numba's words), kept on disk where that is allowed; it runs
    without the GIL."""
    signature = arguments[0] if isinstance(arguments[0], str) else arguments

    def decorate(function: Function) -> Function:
        try:
            kernel: Function = _njit(signature, cache=True, nogil=True)(function)
        except (RuntimeError, OSError):  # nowhere to keep it, or what is kept is stale and may not be replaced
            kernel = _njit(signature, nogil=True)(function)
        return kernel

    return decorate


def part(function: Function) -> Function:
    """A piece of kernels, compiled into those that call it."""
    piece: Function = _njit(nogil=True)(function)
    return piece


def bare(function: Function) -> Function:
    """A piece of kernels that makes no arrays, so that nothing need be counted: small pieces called millions of times."""
    piece: Function = _njit(nogil=True, _nrt=False)(function)
    return piece


def record_type(record: type, *fields: Any) -> Any:
    """The type a NamedTuple of arrays has inside kernels."""
    alike = len(set(fields)) == 1
    return _record_alike(fields[0], len(fields), record) if alike else _record(fields, record)


@lru_cache
def _stamp(source: Path) -> str:
    """Of a kernel's file and of those of its package that it takes parts from, near and far."""
    digest = hashlib.sha256()
    for path in (Path(__file__), *sorted(_needed(source))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@lru_cache
def _needed(source: Path) -> frozenset[Path]:
    imported = [node.module for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.ImportFrom) and node.module]
    neighbours = [source.with_name(f"{name.rpartition('.')[2]}.py") for name in imported if name.split(".")[-2:-1] == [source.parent.name]]
    return frozenset({source}).union(*(_needed(path) for path in neighbours if path.exists()))


class ByParts:
    """What is kept is as fresh as all the files it was compiled from: the stamp is part of its name, so that nothing stale is opened."""

    _py_file: str

    def get_source_stamp(self) -> str:
        return _stamp(Path(self._py_file))

    def get_disambiguator(self) -> str:
        return self.get_source_stamp()[:16]


class Given(ByParts, caching.UserProvidedCacheLocator):
    """In NUMBA_CACHE_DIR."""


class Beside(ByParts, caching.InTreeCacheLocator):
    """Beside the sources, when one may write there."""


class Installed(ByParts, caching.InTreeCacheLocator):
    """Beside the sources, when the installation left code there: to read."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Any:
        source = Path(py_file)
        kept = (source.parent / "__pycache__").glob(f"{source.stem}.{py_func.__qualname__}-{_stamp(source)[:16]}*.nbi")
        return cls(py_func, py_file) if any(kept) else None


class OfUser(ByParts, caching.UserWideCacheLocator):
    """In the user's own cache."""


if not _settings.CACHE_LOCATOR_CLASSES:
    _settings.CACHE_LOCATOR_CLASSES = ",".join(f"{__name__}.{place.__name__}" for place in (Given, Beside, Installed, OfUser))
