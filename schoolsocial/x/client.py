"""The one door to X: everything this product asks of X goes through here, over tweepy."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Literal, Protocol

import requests
import tweepy

from schoolsocial.x import errors, people, responses, timeline
from schoolsocial.x.conversations import Conversations
from schoolsocial.x.credentials import Credentials, OAuth1User, OAuth2User
from schoolsocial.x.transport import TWEEPY_HOST, X_HOSTS, Fence, Timeouts, XSession

ReplySettings = Literal["following", "mentionedUsers", "subscribers", "verified"]

# X's August 2026 description renames the parameter; older servers know only the first.
FieldsName = Literal["tweet.fields", "post.fields"]

MAX_PHOTO_BYTES = 5 * 1024 * 1024
_METRICS = "public_metrics"
_MEDIA_FIELDS = "alt_text,height,media_key,preview_image_url,type,url,width"
MOST_PAGES = 32  # X tells the last 3,200 posts, 100 a page
_CATEGORIES = {
    "image/jpeg": "tweet_image",
    "image/png": "tweet_image",
    "image/webp": "tweet_image",
    "image/gif": "tweet_gif",
}


class SignatureCoversHost(ValueError):
    """An OAuth 1.0a request is signed for X's host and cannot be sent to a stand-in."""


@dataclass(frozen=True, slots=True)
class MediaReceipt:
    """An uploaded picture: the id to attach it by, and the key it is seen under later.

    ``media_key`` is empty where X did not tell it.
    """

    media_id: str
    media_key: str


@dataclass(frozen=True, slots=True)
class Me:
    """The account that the credentials speak for; ``handle`` without the @."""

    user_id: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What everybody sees of the account; ``pinned_id`` is empty where no post is pinned."""

    name: str
    bio: str
    protected: bool
    pinned_id: str


class Notes(Protocol):
    """Who writes down what calls cost and what X says of its limits."""

    def charge(self, call: str, count: int) -> None:
        """X charges for so many of this call, a name in the price table."""

    def watch(
        self, endpoint: str, headers: Mapping[str, str], problem: errors.XError | None
    ) -> None:
        """An answer came, good where there is no ``problem``; ``endpoint`` is method and path."""


class XClient(Conversations):
    """Calls X as one account. Every method raises the classes of ``x.errors`` and nothing else.

    ``api_url`` is X itself or a stand-in on loopback. ``fence`` runs before the first byte of each
    call that changes something; raise ``errors.FenceLost`` in it to hold the call back. Anything
    else it raises passes through untouched, and nothing was sent then either. ``notes`` hears of
    every call that costs, except of a post itself: whoever sends it books it with its outcome.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        api_url: str,
        fence: Fence | None = None,
        timeouts: Timeouts | None = None,
        fields_name: FieldsName = "tweet.fields",
        notes: Notes | None = None,
    ) -> None:
        self._notes = notes
        self._signs = isinstance(credentials, OAuth1User)
        if self._signs:
            api_url = _signed_address(api_url)
        self._fields_name = fields_name
        self._api = _tweepy_client(credentials)
        self._secrets = credentials.secrets()
        self._api.session = XSession(
            api_url=api_url,
            fence=fence,
            timeouts=timeouts,
            secrets=self._secrets,
            watch=notes.watch if notes else None,
        )

    def create_post(
        self,
        text: str,
        media_ids: Sequence[str] = (),
        reply_settings: ReplySettings | None = None,
        in_reply_to: str | None = None,
    ) -> str:
        """Publish now, as a reply to a post of one's own where its id is given; return the new
        post's id. Never repeated by itself.
        """
        response = self._api.create_tweet(
            text=text,
            media_ids=list(media_ids) or None,
            reply_settings=reply_settings,
            in_reply_to_tweet_id=in_reply_to,
            user_auth=self._signs,
        )
        return self._read(response).id()

    def upload_photo(self, content: bytes, media_type: str) -> MediaReceipt:
        """Send one picture (JPEG, PNG, WebP or GIF, at most 5 MB). Repeating it is harmless."""
        body = {
            "media": base64.b64encode(content).decode("ascii"),
            "media_category": _category(content, media_type),
        }
        answer = self._ask("POST", "/2/media/upload", json=body)
        self._charge("media_upload")
        key = answer.data().get("media_key")
        return MediaReceipt(media_id=answer.id(), media_key=key if isinstance(key, str) else "")

    def describe_photo(self, media_id: str, alt_text: str) -> None:
        """Give an uploaded picture its alternative text (at most 1,000 characters)."""
        body = {"id": media_id, "metadata": {"alt_text": {"text": alt_text}}}
        self._ask("POST", "/2/media/metadata", json=body).id()
        self._charge("media_metadata")

    def delete_post(self, tweet_id: str) -> bool:
        """Take a post down. True when X deleted it now, False when X knows no such post."""
        try:
            response = self._api.delete_tweet(tweet_id, user_auth=self._signs)
        except errors.Rejected as refusal:
            if refusal.status == HTTPStatus.NOT_FOUND:
                return False
            raise
        answer = self._read(response)
        self._charge("delete")
        if answer.data().get("deleted") is not True:
            raise answer.unreadable()
        return True

    def own_posts(
        self,
        user_id: str,
        *,
        since_id: str | None = None,
        start_time: datetime | None = None,
    ) -> list[timeline.TimelinePost]:
        """The account's posts, newest first, all pages X will tell.

        ``since_id`` is excluded; ``start_time`` (aware) is included, its fraction dropped.
        """
        filters: dict[str, str] = {}
        if since_id is not None:
            filters["since_id"] = since_id
        if start_time is not None:
            filters["start_time"] = start_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return [post for page in self._timeline_pages(user_id, filters) for post in page.posts]

    def own_page(
        self, user_id: str, *, since_id: str = "", page_token: str = "", metrics: bool = False
    ) -> timeline.Page:
        """One page of the account's posts made after ``since_id``, newest first, with where their
        pictures lie and how they are described; with ``metrics`` what they met with, which costs
        no more.

        ``page_token`` is the ``next_token`` of the page before; both empty: the newest page.
        """
        params = {**self._timeline_params(), "since_id": since_id, "pagination_token": page_token}
        if metrics:
            params[self._fields_name] += f",{_METRICS}"
        params["media.fields"] = _MEDIA_FIELDS
        given = {name: value for name, value in params.items() if value}
        return self._page(user_id, given)

    def lookup(self, tweet_ids: Sequence[str], *, metrics: bool = False) -> timeline.Presence:
        """Which of these posts (at most 100) X has, and which it says it does not have; with
        ``metrics`` what they met with, which costs no more.
        """
        params = {"ids": ",".join(tweet_ids)}
        if metrics:
            params[self._fields_name] = _METRICS
        answer = self._ask("GET", "/2/tweets", params=params)
        presence = timeline.read_presence(answer.json(), tweet_ids)
        if presence is None:
            raise answer.unreadable()
        self._charge("read_post", len(presence.there))
        return presence

    def me(self) -> Me:
        """The account behind the credentials."""
        answer = self._read(self._api.get_me(user_auth=self._signs))
        self._charge("read_user")
        handle = answer.data().get("username")
        if not isinstance(handle, str):
            raise answer.unreadable()
        return Me(user_id=answer.id(), handle=handle, name=str(answer.data().get("name", "")))

    def profile(self) -> Profile:
        """How the account presents itself now."""
        asked = {"user_fields": ["description", "protected"]}
        if self._fields_name == "post.fields":  # X's newest description has another way to it
            asked["expansions"] = ["pinned_post_id"]
        else:
            asked["user_fields"].append("pinned_tweet_id")
        answer = self._read(self._api.get_me(user_auth=self._signs, **asked))
        self._charge("read_user")
        data = answer.data()
        if not isinstance(data.get("protected"), bool):
            raise answer.unreadable()
        return Profile(
            name=str(data.get("name", "")),
            bio=str(data.get("description", "")),
            protected=data["protected"],
            pinned_id=str(data.get("pinned_tweet_id") or data.get("pinned_post_id") or ""),
        )

    def usual_replies(self, user_id: str) -> str:
        """Who may reply to the account's newest five posts, in X's word; "mixed" where they
        differ, empty where there is no post.
        """
        params = {"max_results": "5", self._fields_name: "reply_settings"}
        answer = self._ask("GET", f"/2/users/{user_id}/tweets", params=params)
        rows = answer.json().get("data", [])
        if not isinstance(rows, list):
            raise answer.unreadable()
        self._charge("read_post", len(rows))
        found = {str(row.get("reply_settings", "")) for row in rows if isinstance(row, dict)}
        return found.pop() if len(found) == 1 else "mixed" if found else ""

    def follower_count(self) -> int:
        """How many follow the account, as X counts them now."""
        answer = self._read(self._api.get_me(user_auth=self._signs, user_fields="public_metrics"))
        self._charge("read_user")
        metrics = answer.data().get("public_metrics")
        count = metrics.get("followers_count") if isinstance(metrics, dict) else None
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise answer.unreadable()
        return count

    def followers_page(self, user_id: str, *, page_token: str = "") -> people.Page:
        """A page of who follows the account, with facts; up to 1,000 in no promised order.

        ``page_token`` is the ``next_token`` of the page before, empty for the first.
        """
        return self._people_page(user_id, "followers", page_token, "read_follower")

    def following_page(self, user_id: str, *, page_token: str = "") -> people.Page:
        """A page of whom the account follows; see ``followers_page``."""
        return self._people_page(user_id, "following", page_token, "read_follower")

    def blocking_page(self, user_id: str, *, page_token: str = "") -> people.Page:
        """A page of whom the account blocked; see ``followers_page``."""
        return self._people_page(user_id, "blocking", page_token, "read_block")

    def block(self, user_id: str, target_id: str) -> None:
        """Block somebody as the account (Enterprise only, else ``errors.NotEnrolled``). Repeating
        it is harmless.
        """
        body = {"target_user_id": target_id}
        answer = self._ask("POST", f"/2/users/{user_id}/blocking", json=body)
        if answer.data().get("blocking") is not True:
            raise answer.unreadable()

    def unblock(self, user_id: str, target_id: str) -> None:
        """Take a block back; see ``block``."""
        answer = self._ask("DELETE", f"/2/users/{user_id}/blocking/{target_id}")
        if answer.data().get("blocking") is not False:
            raise answer.unreadable()

    def _timeline_pages(self, user_id: str, filters: dict[str, str]) -> Iterator[timeline.Page]:
        params = {**self._timeline_params(), **filters}
        for _ in range(MOST_PAGES):
            page = self._page(user_id, params)
            yield page
            if not page.next_token:
                return
            params["pagination_token"] = page.next_token

    def _charge(self, call: str, count: int = 1) -> None:
        if self._notes is not None:
            self._notes.charge(call, count)

    def _timeline_params(self) -> dict[str, str]:
        return {
            "max_results": "100",
            self._fields_name: "created_at,entities,attachments",
            "expansions": "attachments.media_keys",
        }

    def _page(self, user_id: str, params: dict[str, str]) -> timeline.Page:
        answer = self._ask("GET", f"/2/users/{user_id}/tweets", params=params)
        page = timeline.read_page(answer.json())
        if page is None:
            raise answer.unreadable()
        self._charge("read_post", len(page.posts))
        return page

    def _people_page(self, user_id: str, kind: str, page_token: str, call: str) -> people.Page:
        params = {"max_results": str(people.MOST_A_PAGE), "user.fields": people.FIELDS}
        if page_token:
            params["pagination_token"] = page_token
        answer = self._ask("GET", f"/2/users/{user_id}/{kind}", params=params)
        page = people.read_page(answer.json())
        if page is None:
            raise answer.unreadable()
        self._charge(call, len(page.users))
        return page

    def _ask(self, method: str, route: str, **kwargs: Any) -> responses.Answer:
        return self._read(self._api.request(method, route, user_auth=self._signs, **kwargs))

    def _read(self, response: requests.Response) -> responses.Answer:
        path = response.request.path_url.partition("?")[0]
        return responses.Answer(
            endpoint=f"{response.request.method} {path}",
            status=response.status_code,
            excerpt=responses.excerpt_of(response, self._secrets),
            content=response.content,
        )


def _signed_address(api_url: str) -> str:
    if api_url.rstrip("/") not in X_HOSTS:
        raise SignatureCoversHost(
            "OAuth 1.0a signs the host of each request, so it works with X itself only. "
            "Use an OAuth 2.0 token with a stand-in."
        )
    return TWEEPY_HOST


def _tweepy_client(credentials: Credentials) -> Any:
    # The raw response comes back, so that no reading of a body happens out of our sight.
    if isinstance(credentials, OAuth2User):
        return tweepy.Client(credentials.access_token, return_type=requests.Response)
    return tweepy.Client(
        consumer_key=credentials.consumer_key,
        consumer_secret=credentials.consumer_secret,
        access_token=credentials.access_token,
        access_token_secret=credentials.access_token_secret,
        return_type=requests.Response,
    )


def _category(content: bytes, media_type: str) -> str:
    category = _CATEGORIES.get(media_type)
    if category is None:
        raise errors.Rejected(f"X takes JPEG, PNG, WebP and GIF pictures, not {media_type}.")
    if len(content) > MAX_PHOTO_BYTES:
        size = len(content) / 1024 / 1024
        raise errors.Rejected(f"X takes pictures of at most 5 MB; this one has {size:.1f} MB.")
    return category
