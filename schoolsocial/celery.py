"""The Celery application. A task carries an id and means "look now"; PostgreSQL is the queue."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")

app = Celery("schoolsocial")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
