"""Who calls X: the school's account, and the developer app that speaks for it."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class OAuth2User:
    """An account connected by OAuth 2.0; the access token lives about two hours."""

    access_token: str = field(repr=False)

    def secrets(self) -> tuple[str, ...]:
        return (self.access_token,)


@dataclass(frozen=True, slots=True)
class OAuth1User:
    """An account connected by OAuth 1.0a; each request is signed, host included."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)

    def secrets(self) -> tuple[str, ...]:
        return (
            self.consumer_key,
            self.consumer_secret,
            self.access_token,
            self.access_token_secret,
        )


Credentials = OAuth2User | OAuth1User


@dataclass(frozen=True, slots=True)
class App:
    """The developer app registered with X. A public client has an empty secret."""

    client_id: str
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A fresh access token and the single-use refresh token that follows it."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: timedelta
    scopes: tuple[str, ...]
