"""The key ring of one installation, kept in `DATA/keys/` (mode 0600), never in the database.

A sealed value is: 1 byte key number, 12 bytes nonce, ciphertext with its 16-byte tag. A blind index is the first
16 bytes of HMAC-SHA256 over the kind and the canonical text, under a key of its own.
"""

import hashlib
import hmac
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES, INDEX_BYTES, KEY_BYTES = 12, 16, 32


class Box:
    """Seals and opens short texts. `key_number` selects the current key; older ones still open."""

    def __init__(self, keys: dict[int, bytes], index_key: bytes) -> None:
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self._current = max(keys)
        self._index_key = index_key

    def seal(self, text: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return bytes([self._current]) + nonce + self._ciphers[self._current].encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        sealed = bytes(sealed)
        if sealed[0] not in self._ciphers:
            raise ValueError(f"sealed with key {sealed[0]}, which this installation does not hold")
        return self._ciphers[sealed[0]].decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], None).decode()

    def blind_index(self, kind: str, text: str) -> bytes:
        return hmac.digest(self._index_key, f"{kind}\0{text}".encode(), hashlib.sha256)[:INDEX_BYTES]


@cache
def box() -> Box:
    """The installation's box; its keys are made on first use."""
    folder = Path(settings.WEIJIAN_DATA) / "keys"
    return Box({1: _key(folder / "seal-1.key")}, _key(folder / "index.key"))


def _key(path: Path) -> bytes:
    """Read the key, or make it once; two processes starting together end with the same one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(os.urandom(KEY_BYTES))
        try:
            os.link(fresh, path)
        except FileExistsError:  # another process was first: its key is the key
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
