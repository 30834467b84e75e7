"""Numpy arrays kept in the data directory under the SHA-256 of what they hold, so the same arrays are kept once."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def keep(folder: str, arrays: Arrays) -> str:
    """Write the arrays (no object dtype) and return their digest; a crash leaves either the whole file or none."""
    digest = digest_of(arrays)
    target = path_of(folder, digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".npz", delete=False) as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]  # its stubs take every keyword for allow_pickle
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(target)
    return digest


def kept(folder: str, digest: str) -> dict[str, NDArray[Any]]:
    with np.load(path_of(folder, digest), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def path_of(folder: str, digest: str) -> Path:
    return Path(settings.WEIJIAN_DATA) / folder / f"{digest}.npz"


def digest_of(arrays: Arrays) -> str:
    whole = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        whole.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        whole.update(array.tobytes())
    return whole.hexdigest()
