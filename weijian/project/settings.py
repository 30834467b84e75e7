"""Settings of one installation. Everything that differs between installations comes from its data directory or the environment.

| variable | meaning | default |
|---|---|---|
| WEIJIAN_DATA | the data directory (embedded database, keys, files, progress) | ./weijian-data |
| WEIJIAN_DATABASE | `postgresql://user:password@host:port/name`; absent means the embedded SQLite database | |
| WEIJIAN_HOSTS | host names served, comma separated | 127.0.0.1,localhost |
| WEIJIAN_HTTPS | `1` when served behind TLS: secure cookies, HSTS | 0 |
| WEIJIAN_ENGINE | where indicators are computed: `duckdb://` in the process, or a cluster, `spark://host:port` | duckdb:// |
| WEIJIAN_OIDC_ISSUER, WEIJIAN_OIDC_CLIENT, WEIJIAN_OIDC_SECRET | optional sign-in by OpenID Connect | |
"""

import os
from pathlib import Path

from weijian.project.datadir import database_settings, oidc_provider, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
WEIJIAN_DATA = Path(os.environ.get("WEIJIAN_DATA", "weijian-data")).absolute()
WEIJIAN_ENGINE = os.environ.get("WEIJIAN_ENGINE") or "duckdb://"
HTTPS = os.environ.get("WEIJIAN_HTTPS") == "1"

SECRET_KEY = secret_key(WEIJIAN_DATA)
DEBUG = False
ALLOWED_HOSTS = [h for h in os.environ.get("WEIJIAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "weijian.foundation.happenings",
    "weijian.foundation.people",  # before allauth: its templates stand in for theirs
    "weijian.foundation.parameters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "weijian.foundation.jobs",
    "weijian.foundation.catalogue",
    "weijian.foundation.lake",
    "weijian.shell",
    "weijian.domains.registry",
    "weijian.domains.workforce",
    "weijian.domains.emergency",
    "weijian.domains.planning",
    "weijian.domains.governance",
]

MIDDLEWARE = [
    "weijian.foundation.incidents.IncidentMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "weijian.foundation.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "weijian.foundation.people.middleware.StandingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "weijian.foundation.refusal_pages.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "weijian.project.urls"
WSGI_APPLICATION = "weijian.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "shell" / "templates", PACKAGE / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "weijian.project.frame.frame",
            ]
        },
    }
]

DATABASES = {"default": database_settings(WEIJIAN_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "weijian.foundation.people.passwords.LengthByParameter"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False  # StandingMiddleware keeps a session alive once a minute
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

WEIJIAN_DIRECTORY = "weijian.project.directory.Registry"
ACCOUNT_ADAPTER = "weijian.foundation.people.door.Door"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # no “remember me” box: the session lasts as long as people.session_minutes says
ACCOUNT_FORMS = {"login": "weijian.foundation.people.forms.SignInForm", "reauthenticate": "weijian.foundation.people.forms.ConfirmForm"}
# Failures are counted per account by ourselves; a county's people may all come from one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "weijian.foundation.people.door.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp"]
MFA_TOTP_ISSUER = "Weijian"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "weijian.foundation.people.forms.CodeForm",
    "reauthenticate": "weijian.foundation.people.forms.ConfirmByCodeForm",
    "activate_totp": "weijian.foundation.people.forms.AddCodeForm",
}
SOCIALACCOUNT_ADAPTER = "weijian.foundation.people.door.IdentityProvider"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another site (form-action 'self')
SOCIALACCOUNT_PROVIDERS = oidc_provider()

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "shell" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_HANDLERS = [
    "weijian.foundation.files.receiving.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a standard of some hundred clauses is filled in on one form, four fields a clause
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
FILE_UPLOAD_TEMP_DIR = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"only_where_it_broke": {"()": "weijian.foundation.logs.OnlyWhereItBroke"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["only_where_it_broke"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("WEIJIAN_LOG", "WARNING")},
}
