"""Tokens of the API and what was sent with them; webhooks and what was delivered to them."""

from schoolsocial.api.models.tokens import Answer, Scope, Token
from schoolsocial.api.models.webhooks import Delivery, Happening, Webhook

__all__ = ["Answer", "Delivery", "Happening", "Scope", "Token", "Webhook"]
