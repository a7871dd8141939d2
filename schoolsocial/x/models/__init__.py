"""A school's accounts on X."""

from schoolsocial.x.models.accounts import Account, AccountQuerySet

__all__ = ["Account", "AccountQuerySet"]
