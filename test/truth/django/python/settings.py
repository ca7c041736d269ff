"""Settings of the truth programs; TRUTH_DATABASE holds the database's settings as JSON."""

import json
import os

SECRET_KEY = "truth"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.admin",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.redirects",
    "shop",
    "library",
]
DATABASES = {"default": json.loads(os.environ["TRUTH_DATABASE"])}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PAGES = {"numbers.txt": "{% for order in orders %}{{ order.number }} {% endfor %}"}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", PAGES)]},
    }
]
# Tables are made as the models are; nothing migrates.
MIGRATION_MODULES = {label.rpartition(".")[2]: None for label in INSTALLED_APPS}
SITE_ID = 1
