"""How a request travels to X: time-outs, no redirects, no retries, and the fence.

The fence is a callback that runs when the connection is open (TLS included) and the next thing
to happen is the first byte of the request. It is the last moment at which not sending is certain.
Everything that fails before it is ``NotSent``; everything after it is ``OutcomeUnknown``.
"""

import ipaddress
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from schoolsocial import measures
from schoolsocial.x import endpoints, errors, responses

# tweepy writes this host into every address itself.
TWEEPY_HOST = "https://api.twitter.com"
X_HOSTS = frozenset({TWEEPY_HOST, "https://api.x.com"})

Fence = Callable[[], None]
Watch = Callable[[str, Mapping[str, str], errors.XError | None], None]
"""Told of each answer: method and path, headers, and the error it stands for, if any."""

# These loggers print bearer tokens or signed headers at DEBUG.
_CHATTY_LOGGERS = ("tweepy", "tweepy.client", "oauthlib", "requests_oauthlib")


class UntrustedAddress(ValueError):
    """Tokens may go to X and to a stand-in on this machine, nowhere else."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for the connection, and for the next byte of the answer."""

    connect: float = 5.0
    read: float = 30.0


class Gate:
    """Stands between an open connection and the first byte; knows whether one went out."""

    def __init__(self, fence: Fence | None) -> None:
        self._fence = fence
        self._guarded = False
        self.passed = False

    def close(self, *, guarded: bool) -> None:
        """Get ready for the next request; only a guarded one runs the fence."""
        self._guarded = guarded
        self.passed = False

    def pass_through(self) -> None:
        """Run the fence; whatever it raises stops the request with nothing sent."""
        if self._guarded and self._fence is not None:
            self._fence()
        self.passed = True


class _GatedConnection(HTTPConnection):
    def __init__(self, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate = gate

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.is_closed:
            self.connect()
        self._gate.pass_through()
        super().request(*args, **kwargs)


class _GatedTLSConnection(_GatedConnection, HTTPSConnection):
    pass


class _XAdapter(HTTPAdapter):
    """Carries requests written for tweepy's host to ``base``, without a retry."""

    def __init__(self, *, gate: Gate, timeouts: Timeouts, base: str) -> None:
        super().__init__(max_retries=0)
        self._gate = gate
        self._timeouts = timeouts
        self._base = base

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        if not isinstance(pool, HTTPConnectionPool):
            raise TypeError("This way of connecting has no place for the fence.")
        over_tls = isinstance(pool, HTTPSConnectionPool)
        pool.ConnectionCls = _GatedTLSConnection if over_tls else _GatedConnection
        pool.conn_kw["gate"] = self._gate
        return pool

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        request.url = self._base + (request.url or "").removeprefix(TWEEPY_HOST)
        kwargs["timeout"] = (self._timeouts.connect, self._timeouts.read)
        return super().send(request, *args, **kwargs)


class XSession(requests.Session):
    """A session that reaches X, or its stand-in, and nothing else; raises our named errors."""

    def __init__(
        self,
        *,
        api_url: str,
        fence: Fence | None = None,
        timeouts: Timeouts | None = None,
        secrets: tuple[str, ...] = (),
        watch: Watch | None = None,
    ) -> None:
        super().__init__()
        pin_loggers()
        self._watch = watch
        self._gate = Gate(fence)
        self._secrets = secrets
        base = trusted_base(api_url)
        # A ~/.netrc entry would silently replace the account's own token.
        self.trust_env = False
        self.headers["Connection"] = "close"
        self.adapters.clear()
        adapter = _XAdapter(gate=self._gate, timeouts=timeouts or Timeouts(), base=base)
        self.mount(f"{TWEEPY_HOST}/", adapter)
        if base in X_HOSTS:
            self.proxies.update(get_environ_proxies(base))

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Write the request out; raises NotSent where a header cannot be written."""
        try:
            prepared = super().prepare_request(request)
            str(prepared.headers.get("Authorization", "")).encode("ascii")
        except (requests.RequestException, ValueError):
            # The original's words would quote the token.
            raise errors.NotSent(
                "The request to X could not be written. Is the access token whole?"
            ) from None
        return prepared

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send once; return only a 2xx, raise a named error for everything else."""
        endpoint = f"{request.method} {urlsplit(str(request.url)).path}"
        # Following a redirect would post a second time.
        kwargs["allow_redirects"] = False
        self._gate.close(guarded=request.method != "GET")
        outcome: requests.Response | str
        try:
            outcome = super().send(request, **kwargs)
        except (requests.RequestException, HTTPError, OSError) as error:
            # Only its kind is kept: the error holds the request, and the request the token.
            outcome = type(error).__name__
        finally:
            # A kept connection may be closing as the next request enters it: never use one twice.
            self.close()
        return self._judged(outcome, endpoint)

    def _judged(self, outcome: requests.Response | str, endpoint: str) -> requests.Response:
        if isinstance(outcome, str):
            broken = self._broken(outcome, endpoint)
            sent = isinstance(broken, errors.OutcomeUnknown)
            measures.x_call(endpoints.counted_as(endpoint), "no answer" if sent else "not sent")
            raise broken
        told = measures.class_of(outcome.status_code)
        measures.x_call(endpoints.counted_as(endpoint), told)
        problem = responses.error_for(
            outcome,
            endpoint=endpoint,
            excerpt=responses.excerpt_of(outcome, self._secrets),
            now=datetime.now(UTC),
        )
        if self._watch is not None:
            self._watch(endpoint, outcome.headers, problem)
        if problem is not None:
            raise problem
        return outcome

    def _broken(self, kind: str, endpoint: str) -> errors.XError:
        if self._gate.passed:
            return errors.OutcomeUnknown(
                f"The connection to X broke before it answered ({kind}).", endpoint=endpoint
            )
        return errors.NotSent(f"X could not be reached ({kind}).", endpoint=endpoint)


def trusted_base(url: str) -> str:
    """``url`` without its trailing slash; raises UntrustedAddress unless it is X or loopback."""
    base = url.rstrip("/")
    parts = urlsplit(base)
    bare = f"{parts.scheme}://{parts.netloc}" == base and parts.scheme in {"http", "https"}
    if base in X_HOSTS or (bare and _is_loopback(parts.hostname or "")):
        return base
    raise UntrustedAddress(
        f"{url!r} is neither X (https://api.x.com) nor an address on this machine such as "
        "http://127.0.0.1:8090. A token must not travel anywhere else."
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pin_loggers() -> None:
    """Keep the libraries that print tokens at DEBUG from doing so."""
    for name in _CHATTY_LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
