"""Mentions and replies: what others wrote to an account, and hiding a reply from everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from schoolsocial.x import errors, responses, timeline
from schoolsocial.x.timeline import Link

MOST_MENTIONS = 800  # X tells no older ones
MENTIONS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class MentionSeen:
    """A post of somebody else that names the account; ``text`` as X stores it, ``handle`` without
    the @ and empty where X did not tell it. ``conversation_id`` is the post that opened the
    conversation: the mention itself where it answers none.
    """

    id: str
    text: str
    posted_at: datetime
    author_id: str
    handle: str
    conversation_id: str
    answers: str
    pictures: int = 0
    links: tuple[Link, ...] = ()

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a conversation that another post opened."""
        return self.conversation_id != self.id


@dataclass(frozen=True, slots=True)
class MentionPage:
    """One page, newest first; ``next_token`` is empty on the last."""

    mentions: tuple[MentionSeen, ...]
    next_token: str


class Asks(Protocol):
    """What of the client is needed here."""

    def _ask(self, method: str, route: str, **kwargs: Any) -> responses.Answer: ...

    def _charge(self, call: str, count: int = 1) -> None: ...

    def _timeline_params(self) -> dict[str, str]: ...


class Conversations:
    """The part of the client that reads mentions and hides replies."""

    def mentions_page(
        self: Asks, user_id: str, *, since_id: str = "", page_token: str = ""
    ) -> MentionPage:
        """One page of what names the account and was posted after ``since_id``, newest first.

        ``page_token`` is the ``next_token`` of the page before. X tells the latest 800. Posts that
        were answered are not asked for besides: X would charge for each.
        """
        expansions = "author_id,attachments.media_keys,in_reply_to_user_id"
        params = self._timeline_params()
        fields = next(name for name in params if name.endswith(".fields"))
        params[fields] += ",conversation_id"
        params |= {"expansions": expansions, "since_id": since_id, "pagination_token": page_token}
        given = {name: value for name, value in params.items() if value}
        answer = self._ask("GET", f"/2/users/{user_id}/mentions", params=given)
        page = read_mentions(answer.json())
        if page is None:
            raise answer.unreadable()
        self._charge("read_mention", len(page.mentions))
        return page

    def hide_reply(self: Asks, tweet_id: str, *, hidden: bool = True) -> None:
        """Hide a reply under a post of the account's own, or show it again.

        It says how things shall be, so asking twice does no more than asking once.
        """
        answer = self._ask("PUT", f"/2/tweets/{tweet_id}/hidden", json={"hidden": hidden})
        self._charge("hide_reply")
        if answer.data().get("hidden") is not hidden:
            raise errors.OutcomeUnknown(
                "X did not say whether the reply is hidden.",
                endpoint=answer.endpoint,
                status=answer.status,
            )


def read_mentions(body: Mapping[str, Any]) -> MentionPage | None:
    """A page from X's JSON; None where it is no whole page, or a row does not say who wrote it."""
    page = timeline.read_page(body)
    rows = body.get("data", [])
    if page is None:
        return None
    handles = _handles(body)
    mentions = [_read(row, post, handles) for row, post in zip(rows, page.posts, strict=True)]
    if None in mentions:
        return None
    return MentionPage(
        mentions=tuple(one for one in mentions if one is not None), next_token=page.next_token
    )


def _read(
    row: Mapping[str, Any], post: timeline.TimelinePost, handles: Mapping[str, str]
) -> MentionSeen | None:
    author = row.get("author_id")
    if not isinstance(author, str) or not author.isdecimal():
        return None
    return MentionSeen(
        id=post.id,
        text=post.text,
        posted_at=post.created_at,
        author_id=author,
        handle=handles.get(author, ""),
        conversation_id=str(row.get("conversation_id") or post.id),
        answers=str(row.get("in_reply_to_user_id") or ""),
        pictures=len(post.media_keys),
        links=post.links,
    )


def _handles(body: Mapping[str, Any]) -> dict[str, str]:
    includes = body.get("includes")
    users = includes.get("users", []) if isinstance(includes, dict) else []
    return {
        str(user.get("id")): str(user.get("username", ""))[:15]
        for user in users
        if isinstance(user, dict)
    }
