"""Encryption at rest: AES-256-GCM for what must be read again, a keyed blind index for equality."""
