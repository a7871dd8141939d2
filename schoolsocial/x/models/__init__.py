"""A school's accounts on X, what they cost, how much X still takes of them, how they look."""

from schoolsocial.x.models.accounts import Account, AccountQuerySet
from schoolsocial.x.models.limits import RateLimit
from schoolsocial.x.models.profiles import Aspect, Drift, Expectation
from schoolsocial.x.models.spending import Budget, Charge

__all__ = [
    "Account",
    "AccountQuerySet",
    "Aspect",
    "Budget",
    "Charge",
    "Drift",
    "Expectation",
    "RateLimit",
]
