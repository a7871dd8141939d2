"""Tokens and webhooks as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import School
from schoolsocial.api.forms import SinceForm, TokenForm, WebhookForm
from schoolsocial.api.models import Delivery, Happening, Scope, Token, Webhook
from schoolsocial.api.models.webhooks import PING
from schoolsocial.api.presenters.resources import absolute
from schoolsocial.api.queries import tokens as token_queries
from schoolsocial.api.queries import webhooks as queries
from schoolsocial.words import Words

TROUBLES: dict[str, Words] = {
    "": "",
    "not-allowed": _("The name leads to an address that is not a public one. Nothing was sent."),
    "no-such-name": _("There is no server of that name."),
    "certificate": _("Its certificate is not one that can be trusted."),
    "too-slow": _("It did not answer within 10 seconds."),
    "no-answer": _("It could not be reached."),
    "redirect": _("It sent us elsewhere, which we do not follow."),
    "refused": _("It answered with an error."),
}


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token in the list; ``may`` in words."""

    token: Token
    may: list[str]
    expired: bool


@dataclass(frozen=True, slots=True)
class WebhookLine:
    webhook: Webhook
    events: list[str]


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A message; ``happened`` and ``trouble`` in words."""

    delivery: Delivery
    happened: str
    trouble: Words
    sending: bool


def home(
    school: School,
    now: datetime,
    *,
    token_form: TokenForm | None = None,
    webhook_form: WebhookForm | None = None,
) -> dict[str, object]:
    """The page with what may read and what is told, and what was typed still there."""
    return {
        "tokens": [_token(token, now) for token in token_queries.of(school)],
        "webhooks": [WebhookLine(one, _events(one.events)) for one in queries.of(school)],
        "token_form": token_form or TokenForm(authors=token_queries.authors(school)),
        "webhook_form": webhook_form or WebhookForm(),
        "address": absolute("/api/v1/"),
    }


def webhook(found: Webhook, now: datetime, form: SinceForm | None = None) -> dict[str, object]:
    """The page of one address."""
    lines = [_delivery(delivery, now) for delivery in queries.latest(found)]
    return {
        "webhook": found,
        "events": _events(found.events),
        "deliveries": lines,
        "under_way": any(line.delivery.state == Delivery.State.WAITING for line in lines),
        "form": form or SinceForm(),
    }


def _token(token: Token, now: datetime) -> TokenLine:
    may = [str(Scope(scope).label) for scope in token.scopes]
    return TokenLine(token, may, token.expires_at <= now)


def _events(events: Iterable[str]) -> list[str]:
    return [str(Happening(event).label) for event in events]


def _delivery(delivery: Delivery, now: datetime) -> DeliveryLine:
    named = gettext("A test") if delivery.event == PING else str(Happening(delivery.event).label)
    sending = delivery.claimed_until is not None and delivery.claimed_until > now
    return DeliveryLine(delivery, named, TROUBLES[delivery.trouble], sending)
