"""What others write to an account: posts that name it, and answers to its own."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from schoolsocial.sandbox import wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.world import World

MOST_MENTIONS = 800  # X tells no older ones


def mentioning(world: World, account: Account) -> Iterator[Post]:
    """Posts of others that name the account or answer a post of its own, newest first."""
    name = re.compile(rf"@{re.escape(account.handle)}\b", re.IGNORECASE)
    for post in world.posts.newest_first():
        if post.author_id == account.id:
            continue
        parent = world.posts.by_id.get(post.in_reply_to)
        if name.search(post.text) or (parent is not None and parent.author_id == account.id):
            yield post


def includes(world: World, posts: Sequence[Post], request: wire.Asked) -> dict[str, Any]:
    """Pictures, who wrote the posts and what they answer, where an expansion asked for it."""
    asked = request.expansions
    found: dict[str, Any] = {}
    ids = [post.author_id for post in posts] if "author_id" in asked else []
    parents = [world.posts.by_id[one] for one in _parents(world, posts)]
    if "in_reply_to_user_id" in asked:
        ids += [parent.author_id for parent in parents]
    if ids:
        found["users"] = [wire.user(world.accounts.by_id[one]) for one in dict.fromkeys(ids)]
    if asked & {"referenced_tweets.id", "referenced_posts"} and parents:
        found["tweets"] = [wire.post(world, one, frozenset()) for one in parents]
    shown = posts if "attachments.media_keys" in asked else ()
    pictures = [
        wire.picture(world.media.by_id[key], request) for one in shown for key in one.media_ids
    ]
    if pictures:
        found["media"] = pictures
    return {"includes": found} if found else {}


def _parents(world: World, posts: Sequence[Post]) -> dict[str, None]:
    return dict.fromkeys(one.in_reply_to for one in posts if one.in_reply_to in world.posts.by_id)
