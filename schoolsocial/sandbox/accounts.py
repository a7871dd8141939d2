"""Accounts on the sandbox and their tokens."""

import secrets
import time
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from schoolsocial.sandbox.crowds import Crowds
from schoolsocial.sandbox.snowflakes import Snowflakes

TOKEN_LIFE_SECONDS = 7200
CODE_LIFE_SECONDS = 30


@dataclass
class Account:
    """Somebody with a handle (without @). People of the outside world have no token.

    ``link`` and ``picture`` are addresses; the numbers are what X shows of it to everybody.
    """

    id: str
    handle: str
    name: str
    bio: str = ""
    protected: bool = False
    pinned_id: str = ""
    link: str = ""
    picture: str = ""
    verified: bool = False
    followers: int = 0
    following: int = 0
    posts: int = 0


@dataclass(frozen=True)
class Code:
    """What a person's yes on the authorise page is worth, once (``made_at`` in unix seconds)."""

    account_id: str
    client_id: str
    redirect_uri: str
    challenge: str
    scope: str
    made_at: float


@dataclass
class Grant:
    """An access token (``expires_at`` in unix seconds) and its single-use refresh token."""

    account_id: str
    access_token: str
    refresh_token: str
    expires_at: float


@dataclass
class Accounts:
    """All accounts and all living grants. Of a crowd only who was spoken of by name is kept."""

    snowflakes: Snowflakes
    crowds: Crowds = field(default_factory=Crowds)
    by_id: dict[str, Account] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)

    def add(
        self, handle: str, name: str = "", bio: str = "", at: datetime | None = None
    ) -> Account:
        """The account of this handle, made (``at`` a moment of the past) or renamed as asked."""
        account = self.by_handle(handle)
        if account is None:
            account = Account(self.snowflakes.next(at=at), handle, handle)
        account.name = name or account.name
        account.bio = bio or account.bio
        self.by_id[account.id] = account
        return account

    def by_handle(self, handle: str) -> Account | None:
        """An account by its handle, in any case."""
        wanted = handle.lower()
        kept = next((a for a in self.by_id.values() if a.handle.lower() == wanted), None)
        person_id = None if kept else self.crowds.id_by_handle(handle)
        return self.keep(person_id) if person_id else kept

    def find(self, person_id: str) -> Account | None:
        """An account by its id."""
        facts = None if person_id in self.by_id else self.crowds.facts(person_id)
        return Account(**facts) if facts else self.by_id.get(person_id)

    def keep(self, person_id: str) -> Account | None:
        """The same, and remembered from now on if it is one of a crowd."""
        account = self.find(person_id)
        if account is not None:
            self.by_id[person_id] = account
        return account

    def grant(
        self,
        account: Account,
        *,
        access_token: str = "",
        refresh_token: str = "",
        expires_in: float = TOKEN_LIFE_SECONDS,
    ) -> Grant:
        """Issue a pair of tokens, given or random."""
        grant = Grant(
            account_id=account.id,
            access_token=access_token or secrets.token_urlsafe(48),
            refresh_token=refresh_token or secrets.token_urlsafe(48),
            expires_at=time.time() + expires_in,
        )
        self.grants = [g for g in self.grants if g.access_token != grant.access_token]
        self.grants.append(grant)
        return grant

    def signed_in(self, access_token: str) -> Account | None:
        """Whose access token this is, while it lives."""
        for grant in self.grants:
            if grant.access_token == access_token and grant.expires_at > time.time():
                return self.by_id[grant.account_id]
        return None

    def rotate(self, refresh_token: str) -> Grant | None:
        """Use a refresh token up; None when it never was one or has been used."""
        old = next((g for g in self.grants if g.refresh_token == refresh_token), None)
        if old is None or not refresh_token:
            return None
        old.refresh_token = ""
        return self.grant(self.by_id[old.account_id])

    def authorise(self, code: Code) -> str:
        """A code for an app that a person said yes to."""
        key = secrets.token_urlsafe(32)
        self.codes[key] = code
        return key

    def redeem(self, key: str) -> Code | None:
        """Use a code up; None when it never was one, has been used or is too old."""
        code = self.codes.pop(key, None)
        return code if code and time.time() - code.made_at <= CODE_LIFE_SECONDS else None

    def revoke(self, token: str) -> None:
        """End the grant that a token belongs to; a token nobody knows is no error."""
        self.grants = [g for g in self.grants if token not in {g.access_token, g.refresh_token}]

    def expire_access(self, handle: str) -> None:
        """Make every access token of an account invalid, as time or X would."""
        account = self.by_handle(handle)
        for grant in self.grants:
            if account is not None and grant.account_id == account.id:
                grant.expires_at = 0.0

    def dump(self) -> dict[str, Any]:
        return {
            "accounts": [asdict(account) for account in self.by_id.values()],
            "grants": [asdict(grant) for grant in self.grants],
        }

    def load(self, data: dict[str, Any]) -> None:
        self.by_id = {row["id"]: Account(**row) for row in data["accounts"]}
        self.grants = [Grant(**row) for row in data["grants"]]
