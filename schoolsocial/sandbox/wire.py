"""Posts, people and pictures as X's API writes them in JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schoolsocial.sandbox import texts
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.media import Media
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.snowflakes import made_at
from schoolsocial.sandbox.world import World

_NO_PICTURE = "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ``expansions`` and fields of ``media`` a request asked for, and under which address of
    the sandbox, where its pictures are served as well.
    """

    expansions: frozenset[str]
    media: frozenset[str]
    address: str


USER_FIELDS = frozenset(
    {
        "connection_status",
        "created_at",
        "description",
        "entities",
        "id",
        "location",
        "name",
        "pinned_tweet_id",
        "profile_image_url",
        "protected",
        "public_metrics",
        "url",
        "username",
        "verified",
        "verified_type",
        "withheld",
    }
)


def user(account: Account, fields: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Somebody with the default fields and those asked for."""
    more = {
        "description": account.bio,
        "protected": account.protected,
        "pinned_tweet_id": account.pinned_id or None,
        "pinned_post_id": account.pinned_id or None,
        "created_at": _written(made_at(account.id)),
        "public_metrics": _metrics(account),
        "profile_image_url": account.picture or _NO_PICTURE,
        "url": account.link,
        "verified": account.verified,
    }
    asked = {name: value for name, value in more.items() if name in fields}
    wanted = {name: value for name, value in asked.items() if value is not None}
    return {"id": account.id, "name": account.name, "username": account.handle} | wanted


def picture(media: Media, asked: Asked) -> dict[str, Any]:
    """A picture with the default fields and those asked for; of a film its preview."""
    lies_at = f"{asked.address}/media/{media.key}"
    more = {
        "alt_text": media.alt_text or None,
        "width": media.width,
        "height": media.height,
        "url": lies_at if media.kind == "photo" else None,
        "preview_image_url": None if media.kind == "photo" else lies_at,
    }
    wanted = {name: value for name, value in more.items() if name in asked.media and value}
    return {"media_key": media.key, "type": media.kind} | wanted


def text_of(post: Post) -> str:
    """The text as served: addresses wrapped, escapes made, the pictures' own link at the end."""
    parts = [
        texts.escape(part) if isinstance(part, str) else part.short
        for part in texts.segments(post.text, post.links)
    ]
    return f"{''.join(parts)} {post.picture_link}".strip()


def post(world: World, post: Post, fields: frozenset[str]) -> dict[str, Any]:
    """A post with the default fields and those asked for."""
    body: dict[str, Any] = {
        "id": post.id,
        "text": text_of(post),
        "edit_history_tweet_ids": [post.id],
    }
    more = {
        "created_at": _written(post.created_at),
        "author_id": post.author_id,
        "conversation_id": post.conversation_id,
        "attachments": {"media_keys": [world.media.by_id[one].key for one in post.media_ids]},
        "entities": {"urls": _url_entities(world, post)},
        "reply_settings": post.reply_settings or "everyone",
        "public_metrics": _received(world, post),
        **_answered(world, post),
    }
    wanted = {name: value for name, value in more.items() if name in fields}
    if not post.media_ids:
        wanted.pop("attachments", None)
    if not (post.links or post.media_ids):
        wanted.pop("entities", None)
    return body | wanted


def page(
    world: World, posts: Sequence[Post], *, fields: frozenset[str], next_token: str = ""
) -> dict[str, Any]:
    """A page of posts with its meta."""
    meta: dict[str, Any] = {"result_count": len(posts)}
    if posts:
        meta |= {"newest_id": posts[0].id, "oldest_id": posts[-1].id}
    if next_token:
        meta["next_token"] = next_token
    body: dict[str, Any] = {"meta": meta}
    if posts:
        body["data"] = [post(world, one, fields) for one in posts]
    return body


def _answered(world: World, post: Post) -> dict[str, Any]:
    """Which post it answers and whose that is, where it answers one that is still there."""
    parent = world.posts.by_id.get(post.in_reply_to)
    if parent is None:
        return {}
    pointing = [{"type": "replied_to", "id": parent.id}]
    return {
        "in_reply_to_user_id": parent.author_id,
        "referenced_tweets": pointing,
        "referenced_posts": pointing,
    }


def _url_entities(world: World, post: Post) -> list[dict[str, Any]]:
    served = text_of(post)
    entities = [
        {
            "url": link.short,
            "expanded_url": link.expanded,
            "display_url": link.display,
            **_place(served, link.short),
        }
        for link in post.links
    ]
    handle = world.accounts.by_id[post.author_id].handle
    entities += [
        {
            "url": post.picture_link,
            "expanded_url": f"https://x.com/{handle}/status/{post.id}/photo/1",
            "display_url": f"pic.x.com/{post.picture_link.rpartition('/')[2]}",
            "media_key": world.media.by_id[media_id].key,
            **_place(served, post.picture_link),
        }
        for media_id in post.media_ids
    ]
    return entities


def _place(text: str, part: str) -> dict[str, int]:
    start = text.find(part)
    return {"start": start, "end": start + len(part)}


def _received(world: World, post: Post) -> dict[str, int]:
    """What a post met with: the same for a post whenever it is asked, and its replies counted.
    Reposts go by their older name and their newer one.
    """
    seed = int(post.id) >> 22
    likes = seed % 19
    return {
        "retweet_count": seed % 4,
        "repost_count": seed % 4,
        "reply_count": sum(one.in_reply_to == post.id for one in world.posts.by_id.values()),
        "like_count": likes,
        "quote_count": seed % 2,
        "bookmark_count": 0,
        "impression_count": 60 + likes * 11,
    }


def _metrics(account: Account) -> dict[str, int]:
    return {
        "followers_count": account.followers,
        "following_count": account.following,
        "tweet_count": account.posts,
        "listed_count": 0,
        "like_count": 0,
        "media_count": 0,
    }


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
