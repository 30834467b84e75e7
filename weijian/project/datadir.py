"""What a data directory holds, and how settings are read from it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weijian.kernel.refusal import Refusal, Wording

ADDRESS_WRONG = Wording(
    "SRV-08", "WEIJIAN_DATABASE 不是 PostgreSQL 的地址。", "形如 postgresql://用户:密码@主机:端口/库名；密码里的特殊字符按网址转写。不设这个变量，就用自带的数据库。",
)
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"


def secret_key(data: Path) -> str:
    """The installation's signing key, made once and readable by its owner only."""
    path = data / "keys" / "django.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def database_settings(data: Path) -> dict[str, Any]:
    url = os.environ.get("WEIJIAN_DATABASE", "")
    return _postgresql(url) if url else _embedded(data)


def _embedded(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "weijian.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise Refusal(ADDRESS_WRONG)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def oidc_provider() -> dict[str, Any]:
    """The region's identity provider, when the environment names one."""
    issuer = os.environ.get("WEIJIAN_OIDC_ISSUER", "")
    if not issuer:
        return {}
    app = {
        "provider_id": "sso", "name": "统一身份认证", "client_id": os.environ.get("WEIJIAN_OIDC_CLIENT", ""),
        "secret": os.environ.get("WEIJIAN_OIDC_SECRET", ""), "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
