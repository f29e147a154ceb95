"""Every setting, in one file. What differs between installations comes from the environment."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from bsc.environment import (
    Environment,
    check_base_url,
    check_demo,
    check_hosts,
    database,
    folder,
    log_level,
    redis_cache,
    whole_number,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
if (BASE_DIR / ".env").is_file() and not env.bool("BSC_IGNORE_DOTENV", False):
    env.read_env(str(BASE_DIR / ".env"))

# --- What kind of installation this is -------------------------------------------------------------------
DEMO: bool = env.bool("BSC_DEMO", False)
HTTPS: bool = env.bool("BSC_HTTPS", not DEMO)
BASE_URL: str = check_base_url(env.str("BASE_URL", "http://localhost:8000" if DEMO else ""), HTTPS)
DATA_DIR = folder("BSC_DATA_DIR", env.str("BSC_DATA_DIR", "") or str(BASE_DIR / "var"))
SECRET_KEY: str = env.str("SECRET_KEY", "demo-" * 12 if DEMO else "")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be set to 50 random characters or more (see .env.example).")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", []) or [
    *dict.fromkeys([urlsplit(BASE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"])
]
check_hosts(ALLOWED_HOSTS, BASE_URL)
if DEMO:
    check_demo(ALLOWED_HOSTS, BASE_URL)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
BIND: str = env.str("BIND", "") or f"127.0.0.1:{env.int('PORT', 8000)}"
WEB_PROCESSES: int = whole_number("WEB_PROCESSES", env.int("WEB_PROCESSES", 1), 1)
WEB_THREADS: int = whole_number("WEB_THREADS", env.int("WEB_THREADS", 8), 1)
# Not ready, says /health/ready/, when a chart has waited longer than this to be rebuilt.
READY_MARK_MINUTES: int = whole_number("READY_MARK_MINUTES", env.int("READY_MARK_MINUTES", 15), 1)

# --- Services --------------------------------------------------------------------------------------------
DATABASES = {"default": database(env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'bsc.sqlite3'}")}
if "TEST_DATABASE_NAME" in os.environ:
    DATABASES["default"].setdefault("TEST", {})["NAME"] = os.environ["TEST_DATABASE_NAME"]
REDIS_URL: str = env.str("REDIS_URL", "")  # empty: jobs run in the process, after the commit
SCHEDULE_THREAD: bool = env.bool("BSC_SCHEDULE_THREAD", False)
ROOMY = {"MAX_ENTRIES": 100_000}  # a small cache would forget who tried to sign in too often
CACHES: dict[str, dict[str, Any]] = {
    "default": redis_cache(REDIS_URL)
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "bsc_cache", "OPTIONS": ROOMY}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "visibility_timeout": 600,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celery-beat")

EMAIL_HOST: str = env.str("EMAIL_HOST", "")
EMAIL_PORT: int = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER: str = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD: str = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS: bool = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("EMAIL_FROM", "bsc@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

# --- The application -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "bsc.apps.BscConfig",
    "meetings.apps.MeetingsConfig",
    "pdsa.apps.PdsaConfig",
    "metrics.apps.MetricsConfig",
    "teams.apps.TeamsConfig",
    "bsc.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bsc.middleware.LoopbackOnlyInDemo",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "teams.middleware.DeviceIsKnown",
    "teams.middleware.LanguageOfPerson",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "teams.middleware.AccessOfRequest",
    "bsc.middleware.SecondFactorWhereNeeded",
    "bsc.middleware.NoStore",
    "bsc.typed.NothingTypedIsLost",
]
ROOT_URLCONF = "bsc.urls"
WSGI_APPLICATION = "bsc.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bsc.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "bsc.templatetags.ui"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor", BASE_DIR / "vendor" / "static")]
ICONS_DIR = BASE_DIR / "vendor" / "icons"
FONTS_DIR = BASE_DIR / "vendor" / "fonts"  # for pictures made on the server; pages use the reader's own
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "uploads"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Language and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["bsc.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # people see the zone of their center or collaborative, never this one

# --- Signing in ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "teams.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email"]}},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "teams.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from an invitation, which proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# A whole center sits behind one address, so an address may try often; one account may not.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "200/m/ip,5/300s/key",
    "request_login_code": "200/m/ip,3/m/key",
    "reset_password": "100/m/ip,5/m/key",
}
# Wrong codes of cards; who types a right one is not counted. The second holds for all addresses together.
CARD_RATE_LIMITS: dict[str, str] = {"card": "30/300s/ip,1000/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "bsc"
MFA_FORMS = {  # the same forms, but what no browser sends is refused and breaks nothing
    "add_webauthn": "teams.forms.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "teams.forms.passkeys.AuthenticateForm",
    "login_webauthn": "teams.forms.passkeys.LoginForm",
    "reauthenticate_webauthn": "teams.forms.passkeys.ReauthenticateForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers allow it for http://localhost only
USERSESSIONS_TRACK_ACTIVITY = True
ALLAUTH_TRUSTED_PROXY_COUNT: int = whole_number("TRUSTED_PROXIES", env.int("TRUSTED_PROXIES", 0), 0)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# --- Security --------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the marks inside Bootstrap's form controls, and the QR code
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"no_secrets": {"()": "bsc.logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_secrets"]}
    },
    "root": {"handlers": ["console"], "level": log_level(env.str("LOG_LEVEL", "WARNING"))},
}
