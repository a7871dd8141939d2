"""Renewing tokens, for those on other floors."""

from schoolsocial.x.jobs.tokens import refresh

__all__ = ["refresh"]
