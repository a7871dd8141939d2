"""School Social: social-media governance for schools."""

from schoolsocial.celery import app as celery_app

__all__ = ["celery_app"]
