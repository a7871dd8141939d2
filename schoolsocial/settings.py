"""Every setting, read from the environment. A bad value stops the start with one clear line.

A secret may be given as a file: ``SECRET_KEY_FILE=/run/secrets/secret_key``.
"""

import os
import socket
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from environs import FileAwareEnv, validate

from schoolsocial import beat, log_lines
from schoolsocial.accounts import single_sign_on
from schoolsocial.web_push import known
from schoolsocial.x import cost

ROOT = Path(__file__).resolve().parent.parent

env = FileAwareEnv()

# The ground
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
SECURE = env.bool("SECURE", default=BASE_URL.startswith("https://"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.usersessions",
    "csp",
    "django_celery_beat",
    "django_htmx",
    "template_partials",
    "schoolsocial.tenancy",
    "schoolsocial.audit",
    "schoolsocial.accounts",
    "schoolsocial.operations",
    "schoolsocial.x",
    "moderation.blocks",
    "consent",
    "policy",
    "moderation.drafts",
    "moderation.catalogue",
    "moderation.replay",
    "moderation.incidents",
    "moderation.following",
    "moderation.contacts",
    "moderation.followers",
    "moderation.mentions",
    "schoolsocial.api",
    "schoolsocial.governance",
    "schoolsocial.demo",
]

MIDDLEWARE = [
    "schoolsocial.request_ids.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "schoolsocial.api.middleware.NoPlainCalls",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schoolsocial.measures.Measured",
    "django.middleware.gzip.GZipMiddleware",
    "schoolsocial.bodies.Utf8Only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "schoolsocial.accounts.middleware.NothingKept",
    "schoolsocial.accounts.middleware.KeyForEachProof",
    "schoolsocial.accounts.middleware.SessionLimits",
    "schoolsocial.accounts.middleware.NotToldHere",
    "schoolsocial.today.middleware.TellOfSilence",
]

ROOT_URLCONF = "schoolsocial.urls"
WSGI_APPLICATION = "schoolsocial.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "schoolsocial.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schoolsocial.accounts.context.navigation",
                "schoolsocial.accounts.context.theme",
                "schoolsocial.accounts.told_here.told_here",
                "schoolsocial.menu.menu",
                "schoolsocial.today.silence.silence",
                "moderation.drafts.context.waiting",
                "schoolsocial.help.page_help.page_help",
            ],
        },
    },
]

PAGE_HELP = (
    "schoolsocial.today.page_help",
    "schoolsocial.governance.page_help",
    "moderation.drafts.page_help",
    "schoolsocial.x.page_help",
    "moderation.incidents.page_help",
    "moderation.following.page_help",
    "moderation.blocks.page_help",
    "moderation.contacts.page_help",
    "moderation.followers.page_help",
    "moderation.mentions.page_help",
    "moderation.catalogue.page_help",
    "consent.page_help",
    "policy.page_help",
)

QUEUES = (
    "moderation.drafts.queries.waiting_since.posts",
    "schoolsocial.operations.queries.letters",
    "schoolsocial.operations.queries.pushes",
    "schoolsocial.api.queries.waiting_since.deliveries",
)
"""What the page of the installation's health asks how long its oldest has waited."""

STANDING = (
    "moderation.drafts.queries.waiting_since.standing",
    "schoolsocial.x.queries.accounts.standing",
)
"""What the figures for a watcher ask how many of something there are."""

FORM_RENDERER = "schoolsocial.form_rendering.FormRenderer"

# PostgreSQL: pages and workers act under a role that owns nothing; migrations run as the owner
APP_ROLE = "schoolsocial_app"
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", conn_max_age=60),
    "owner": env.dj_db_url("DATABASE_OWNER_URL", default=env.str("DATABASE_URL"), conn_max_age=0),
}
DATABASES["default"]["OPTIONS"] = {"assume_role": APP_ROLE}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["owner"]["OPTIONS"] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How often somebody tried is counted across web processes, and while Redis is away
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_limit",
    }
}

# Redis protocol and Celery: the doorbell, never the queue
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "max_retries": 0,  # kombu would try for six seconds while a person's page waits
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "schoolsocial.operations.scheduler:Scheduler"
CELERY_BEAT_SCHEDULE = beat.SCHEDULE

# People, sign-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "schoolsocial.accounts.passwords.BreachedPasswordValidator"},
]
BREACH_CHECK_URL = env.str("BREACH_CHECK_URL", default="")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "schoolsocial.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # a shared computer forgets when its browser closes
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {
    "login": "100/m/ip",  # a whole staff signs in from one address at 8.30
    "family_open": "120/h/ip",  # as many parents do from the school's hall on an open evening
    "family_check": "20/h/key,120/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SOCIALACCOUNT_ADAPTER = "schoolsocial.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", default="")
GOOGLE_CLIENT_SECRET = env.str("GOOGLE_CLIENT_SECRET", default="")
GOOGLE_HOSTED_DOMAIN = env.str("GOOGLE_HOSTED_DOMAIN", default="")
MICROSOFT_CLIENT_ID = env.str("MICROSOFT_CLIENT_ID", default="")
MICROSOFT_CLIENT_SECRET = env.str("MICROSOFT_CLIENT_SECRET", default="")
MICROSOFT_TENANT = env.str("MICROSOFT_TENANT", default="")
SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(
    google=(GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_HOSTED_DOMAIN),
    microsoft=(MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET, MICROSOFT_TENANT),
)
MFA_FORMS = {"authenticate": "schoolsocial.accounts.forms.second_factors.AuthenticateForm"}
MFA_ADAPTER = "schoolsocial.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "School Social"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_ABSOLUTE_HOURS = env.int("SESSION_ABSOLUTE_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
PASSWORD_RESET_TIMEOUT = 3600  # seconds a link for a new password works
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)
FAMILY_SESSION_MINUTES = env.int("FAMILY_SESSION_MINUTES", default=45)

# Words, days and hours
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=ROOT / "var" / "static")
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "schoolsocial.assets.NodeFinder",
]
NODE_MODULES = env.path("NODE_MODULES", default=ROOT / "node_modules")
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", default=not DEBUG)
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=ROOT / "var" / "private")
WITNESS_ROOT = env.path("WITNESS_ROOT", default=Path(PRIVATE_ROOT).parent / "witness")
BACKUP_KEYS: dict[str, str] = env.dict("BACKUP_KEYS", default={}, key_value_delimiter=":")
BACKUP_HOURS = env.int("BACKUP_HOURS", default=26)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "schoolsocial.assets.HashedFiles"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "schoolsocial.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = env.str("UPLOADS_ROOT", default="") or None
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Mail
vars().update(env.dj_email_url("EMAIL_URL", default="console:"))
if backend := env.str("EMAIL_BACKEND", default=""):  # a mail service, through django-anymail
    EMAIL_BACKEND = backend
ANYMAIL = env.json("ANYMAIL", default={})
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="School Social <no-reply@localhost>")

# Telling people on their own devices
PUSH_KEY = env.str("PUSH_KEY", default="")
PUSH_CONTACT = env.str("PUSH_CONTACT", default=BASE_URL)
PUSH_SERVICES: list[str] = env.list(
    "PUSH_SERVICES",
    default=list(known.HOSTS),
    subcast=str.lower,
    validate=validate.ContainsNoneOf(
        ["", "*", "."], error="PUSH_SERVICES lists names of hosts, separated by commas."
    ),
)

# After how many minutes without a sign of life pages say that posts do not go out; 0: never
SILENCE_MINUTES = env.int("SILENCE_MINUTES", default=5)

# X
X_API_URL = env.str("X_API_URL", default="https://api.x.com")
X_PUBLIC_URL = env.str("X_PUBLIC_URL", default="https://x.com")
X_CLIENT_ID = env.str("X_CLIENT_ID", default="")
X_CLIENT_SECRET = env.str("X_CLIENT_SECRET", default="")
X_SCOPES = env.str(
    "X_SCOPES",
    default="tweet.read tweet.write tweet.moderate.write users.read follows.read block.read "
    "media.write offline.access",
)
PRICES: cost.PriceTable = cost.load_prices(env.path("PRICES_FILE", default=None))
X_FIELDS_NAME = env.str(
    "X_FIELDS_NAME",
    default="tweet.fields",
    validate=validate.OneOf(
        ["tweet.fields", "post.fields"], error="X_FIELDS_NAME is tweet.fields or post.fields."
    ),
)
X_MEDIA_HOSTS: list[str] = env.list(
    "X_MEDIA_HOSTS",
    default=["pbs.twimg.com"],
    subcast=str.lower,
    validate=validate.ContainsNoneOf(
        ["", "*"], error="X_MEDIA_HOSTS lists names of hosts, separated by commas."
    ),
)
X_READ_MINUTES = env.int("X_READ_MINUTES", default=15)
X_MENTION_MINUTES = env.int("X_MENTION_MINUTES", default=30)
X_PRESENCE_DAYS = env.int("X_PRESENCE_DAYS", default=7)
X_MAY_BLOCK = env.bool("X_MAY_BLOCK", default=False)
TOKEN_KEYS: dict[str, str] = env.dict("TOKEN_KEYS", default={}, key_value_delimiter=":")

# What a school's website may read and is told
API_CALLS_A_MINUTE = env.int("API_CALLS_A_MINUTE", default=120)
WEBHOOKS_MAY_BE_LOCAL = env.bool("WEBHOOKS_MAY_BE_LOCAL", default=False)

# What a browser may do here
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:  # a browser takes a cookie of such a name from this very host alone, over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
MESSAGE_STORAGE = "schoolsocial.cookies.Messages"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^live$", r"^ready$", r"^api/v1/"]  # asked inside; refused instead
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, X_PUBLIC_URL, *single_sign_on.hosts(SOCIALACCOUNT_PROVIDERS)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "secondary"}

# Figures for a watcher, on a port of their own
METRICS_PORT = env.int("METRICS_PORT", default=0)
METRICS_HOST = env.str("METRICS_HOST", default="127.0.0.1")
METRICS_MAY_BE_PUBLIC = env.bool("METRICS_MAY_BE_PUBLIC", default=False)
METRICS_ROOT = env.path("METRICS_ROOT", default=ROOT / "var" / "metrics")
METRICS_FOLDER = Path(METRICS_ROOT) / socket.gethostname()  # numbers of processes are a host's own
if METRICS_PORT:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_FOLDER)  # see OperationsConfig.ready

LOG_FORMAT = env.str(
    "LOG_FORMAT",
    default="text",
    validate=validate.OneOf(["text", "json"], error="LOG_FORMAT is text or json."),
)
LOGGING = log_lines.configured(as_json=LOG_FORMAT == "json")
