"""Connecting an account, connecting it again, and letting go of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, School
from schoolsocial.audit import actions as audit
from schoolsocial.x import errors, ledger, oauth, vault
from schoolsocial.x.client import Me, SignatureCoversHost, XClient
from schoolsocial.x.credentials import Credentials, OAuth1User, OAuth2User, TokenPair
from schoolsocial.x.jobs import keeping
from schoolsocial.x.jobs.tokens import app
from schoolsocial.x.models import Account

NEEDED_SCOPES = frozenset({"tweet.write", "offline.access"})


class NotTaken(Refusal):
    """X did not go along; the sentence says how."""

    def __init__(self, why: str) -> None:
        self.sentence = gettext("Nothing was connected. {why}").format(why=why)
        super().__init__()


class NotAllowed(Refusal):
    sentence = _(
        "Nothing was connected. X was not asked, or did not agree, to let this app "
        "post and stay connected. Begin again and agree to everything it asks for."
    )


class NotForStandIns(Refusal):
    sentence = _(
        "Keys are signed for X itself, and this installation speaks with a stand-in. "
        "Connect by signing in instead."
    )


class BelongsElsewhere(Refusal):
    sentence = _(
        "This account is connected elsewhere in School Social, so it was not "
        "connected here. If it is yours, ask whoever runs this installation."
    )


class AlreadyHere(Refusal):
    sentence = _("The school has this account already. To renew its connection, open it there.")


class AnotherAccount(Refusal):
    """Somebody was signed in at X as another account."""

    def __init__(self, found: Me, wanted: Account) -> None:
        self.sentence = gettext(
            "This is @{handle}, and {wanted} was to be connected again. Sign in at X "
            "as {wanted}, then begin again."
        ).format(handle=found.handle, wanted=wanted)
        super().__init__()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who connects an account and as what; ``again`` is the account to connect once more."""

    school: School
    by: Membership
    kind: Account.Kind
    again: Account | None = None


def with_code(
    wanted: Wanted, *, code: str, verifier: str, redirect_uri: str, now: datetime
) -> Account:
    """Connect the account that said yes at X. Tokens of one that is refused are given up."""
    try:
        pair = oauth.exchange_code(
            app(), code, verifier, redirect_uri=redirect_uri, api_url=settings.X_API_URL
        )
    except errors.XError as error:
        raise NotTaken(gettext("{reason} Begin again.").format(reason=error.reason)) from None
    try:
        if not NEEDED_SCOPES.issubset(pair.scopes):
            raise NotAllowed
        found = _who_is(OAuth2User(pair.access_token))
        return _keep(
            wanted,
            found,
            lambda account: vault.store_tokens(account=account, tokens=pair, now=now),
            now,
        )
    except Refusal:
        _give_up(pair)
        raise


def with_keys(wanted: Wanted, *, keys: OAuth1User, now: datetime) -> Account:
    """Connect the account whose four keys somebody typed, once X has taken them."""
    found = _who_is(keys)
    return _keep(wanted, found, lambda account: vault.store_keys(account=account, keys=keys), now)


def disconnect(*, account: Account, by: Membership, now: datetime) -> bool:
    """Destroy the account's tokens, at once and for good; whether X was told of it, too.

    Posts and what they cost stay on record. What is scheduled for the account waits and expires.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        token = keeping.revocable(account)
        vault.destroy_tokens(account=account, now=now)
        _note(account, by, "account.disconnected", now)
    return not token or keeping.revoke(token)


def _who_is(credentials: Credentials) -> Me:
    try:
        return XClient(credentials, api_url=settings.X_API_URL).me()
    except SignatureCoversHost:
        raise NotForStandIns from None
    except errors.XError as error:
        raise NotTaken(error.reason) from None


def _keep(wanted: Wanted, found: Me, seal: Callable[[Account], None], now: datetime) -> Account:
    if wanted.again is not None and not _is_same(wanted.again, found):
        raise AnotherAccount(found, wanted.again)
    try:
        with transaction.atomic():
            account = _row_for(wanted, found)
            account.handle, account.name = found.handle, found.name[:50]
            account.connected_at, account.disconnected_at = now, None
            account.save()
            seal(account)
            ledger.book(account=account, call="read_user", now=now)
            _note(account, wanted.by, "account.connected", now)
    except IntegrityError:
        raise BelongsElsewhere from None
    return account


def _is_same(account: Account, found: Me) -> bool:
    if account.x_user_id:
        return account.x_user_id == found.user_id
    return account.handle.lower() == found.handle.lower()


def _row_for(wanted: Wanted, found: Me) -> Account:
    """The row to fill: the one to connect again, one posted to by hand so far, or a new one."""
    if wanted.again is not None:
        account = Account.objects.select_for_update().get(pk=wanted.again.pk)
    else:
        account = _known(wanted, found) or Account(school=wanted.school)
        account.kind = wanted.kind
        account.owner = wanted.by.person if wanted.kind == Account.Kind.STAFF else None
    account.posts_by, account.x_user_id = Account.PostsBy.API, found.user_id
    return account


def _known(wanted: Wanted, found: Me) -> Account | None:
    """What the school has of this account by now. Raises ``AlreadyHere`` where it is in use, or
    somebody else's own.
    """
    rows = wanted.school.accounts.select_for_update()
    account = rows.filter(x_user_id=found.user_id).first()
    if account is not None and account.disconnected_at is not None:
        return account
    account = account or rows.present().filter(x_user_id="", handle__iexact=found.handle).first()
    if account is None:
        return None
    in_care = wanted.school.accounts.in_the_care_of(wanted.by).filter(pk=account.pk).exists()
    if not in_care or (account.connected and account.needs_reconnecting_at is None):
        raise AlreadyHere
    return account


def _give_up(pair: TokenPair) -> None:
    """Nobody keeps tokens of an account that was not connected."""
    keeping.revoke(pair.refresh_token)


def _note(account: Account, by: Membership, verb: str, now: datetime) -> None:
    audit.record(
        school_id=account.school_id,
        by=by.person_id,
        verb=verb,
        subject=account,
        details={"kind": account.kind, "signing": account.signing},
        at=now,
    )
