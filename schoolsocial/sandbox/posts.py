"""Posts on the sandbox and the rules under which they come to be."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from schoolsocial.sandbox import problems, texts
from schoolsocial.sandbox.media import Media
from schoolsocial.sandbox.snowflakes import Snowflakes, made_at

MOST_PICTURES = 4
# X does not publish its window; half a day is long enough for every test of ours.
DUPLICATE_WINDOW = timedelta(hours=12)


@dataclass
class Post:
    """One live post. ``text`` is as typed; ``picture_link`` is the t.co of its pictures."""

    id: str
    author_id: str
    text: str
    links: list[texts.Wrapped]
    media_ids: list[str]
    picture_link: str = ""
    in_reply_to: str = ""
    conversation_id: str = ""
    reply_settings: str = ""
    by_hand: bool = False
    hidden: bool = False

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)


@dataclass
class Posts:
    """Live posts by id, and the ids of deleted ones."""

    snowflakes: Snowflakes
    refuse_duplicates: bool = True
    by_id: dict[str, Post] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)

    def create(
        self,
        author_id: str,
        text: str,
        media: Sequence[Media],
        *,
        in_reply_to: str = "",
        reply_settings: str = "",
    ) -> Post:
        """Publish through the API; raises the refusals X would give."""
        text = texts.measured(text)
        if len(media) > MOST_PICTURES:
            raise problems.invalid("media.media_ids", "", "At most 4 media IDs.")
        if not text and not media:
            raise problems.invalid("text", "", "A post needs text or media.")
        if self.refuse_duplicates and self._is_duplicate(author_id, text):
            raise problems.duplicate()
        return self._publish(
            author_id, text, media, in_reply_to=in_reply_to, reply_settings=reply_settings
        )

    def post_by_hand(
        self,
        author_id: str,
        text: str,
        media: Sequence[Media] = (),
        *,
        at: datetime | None = None,
        in_reply_to: str = "",
    ) -> Post:
        """Publish as a person on the website would; no refusal, and any moment of the past."""
        post = self._publish(author_id, text, media, at=at, in_reply_to=in_reply_to)
        post.by_hand = True
        return post

    def _publish(
        self,
        author_id: str,
        text: str,
        media: Sequence[Media],
        *,
        at: datetime | None = None,
        in_reply_to: str = "",
        reply_settings: str = "",
    ) -> Post:
        post = Post(
            id=self.snowflakes.next(at=at),
            author_id=author_id,
            text=text,
            links=texts.wrap_addresses(text),
            media_ids=[one.id for one in media],
            picture_link=texts.new_short() if media else "",
            in_reply_to=in_reply_to,
            reply_settings=reply_settings,
        )
        parent = self.by_id.get(in_reply_to)
        post.conversation_id = parent.conversation_id if parent else post.id
        self.by_id[post.id] = post
        return post

    def delete(self, post_id: str, *, author_id: str) -> None:
        """Take a post down; only its author may."""
        post = self.by_id.get(post_id)
        if post is None:
            raise problems.not_found("tweet", post_id)
        if post.author_id != author_id:
            raise problems.forbidden("You are not authorized to delete this Tweet.")
        del self.by_id[post_id]
        self.deleted.append(post_id)

    def newest_first(self, author_id: str | None = None) -> Iterator[Post]:
        """Live posts, of one author if named."""
        for post in sorted(self.by_id.values(), key=lambda post: int(post.id), reverse=True):
            if author_id in {None, post.author_id}:
                yield post

    def replies_to(self, post_id: str) -> list[Post]:
        """Live posts that reply to that one, the oldest first."""
        return [post for post in self.by_id.values() if post.in_reply_to == post_id]

    def showing(self, media_id: str) -> bool:
        """Whether a live post carries the picture."""
        return any(media_id in post.media_ids for post in self.by_id.values())

    def _is_duplicate(self, author_id: str, text: str) -> bool:
        since = datetime.now(UTC) - DUPLICATE_WINDOW
        return bool(text) and any(
            post.text == text and post.created_at >= since for post in self.newest_first(author_id)
        )

    def dump(self) -> dict[str, Any]:
        return {"live": [asdict(post) for post in self.by_id.values()], "deleted": self.deleted}

    def load(self, data: dict[str, Any]) -> None:
        self.deleted = list(data["deleted"])
        self.by_id = {}
        for row in data["live"]:
            links = [texts.Wrapped(**link) for link in row["links"]]
            self.by_id[row["id"]] = Post(**row | {"links": links})
