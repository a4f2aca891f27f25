"""Django settings of one peer."""
import os

SECRET_KEY = "none"
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["PEER_DB"], "OPTIONS": {"timeout": 60}}}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "mptt", "morango", "school"]
ROOT_URLCONF = "morango.urls"
AUTH_USER_MODEL = "school.Member"
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
ALLOW_CERTIFICATE_PUSHING = True
MORANGO_DISALLOW_ASYNC_OPERATIONS = bool(os.environ.get("PEER_NO_ASYNC"))
MORANGO_DISABLE_FSIC_V2_FORMAT = bool(os.environ.get("PEER_NO_FSIC_V2"))
MORANGO_DISABLE_GZIP_BUFFER_POST = bool(os.environ.get("PEER_NO_GZIP"))
