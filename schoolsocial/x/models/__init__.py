"""A school's accounts on X, what they cost, and how much X still takes of them."""

from schoolsocial.x.models.accounts import Account, AccountQuerySet
from schoolsocial.x.models.limits import RateLimit
from schoolsocial.x.models.spending import Budget, Charge

__all__ = ["Account", "AccountQuerySet", "Budget", "Charge", "RateLimit"]
