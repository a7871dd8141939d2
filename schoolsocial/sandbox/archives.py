"""The archive of an account as X hands it out, so that reading one can be tried."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from schoolsocial.sandbox import wire
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.pages import known
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.world import World

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


def download(world: World, _request: Request, handle: str) -> Reply:
    """“Download an archive of your data”."""
    account = known(world, handle)
    name = f'attachment; filename="twitter-{account.handle}.zip"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Reply(200, build(world, account), "application/zip", headers)


def build(world: World, account: Account) -> bytes:
    """The whole ZIP, with members that nobody has any business in."""
    posts = list(world.posts.newest_first(account.id))
    lists: dict[str, list[dict[str, Any]]] = {
        "account": [{"account": _account(account)}],
        "tweets": [{"tweet": _tweet(world, post)} for post in posts],
        "follower": _people("follower", world.ties.followers(account.id)),
        "following": _people("following", world.ties.following(account.id)),
        "block": _people("blocking", world.ties.blocked(account.id)),
        "mute": [],
        "direct-messages": [],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        notes = _json(_notes(account, lists))
        archive.writestr("data/manifest.js", f"window.__THAR_CONFIG = {notes}")
        for kind, rows in lists.items():
            part = kind.replace("-", "_")
            archive.writestr(f"data/{kind}.js", f"window.YTD.{part}.part0 = {_json(rows)}")
        for post in posts:
            for media_id in post.media_ids:
                media = world.media.by_id[media_id]
                name = f"data/tweets_media/{post.id}-{_file(media.key, media.content_type)}"
                archive.writestr(name, world.media.read(media))
    return packed.getvalue()


def _notes(account: Account, lists: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    types: dict[str, Any] = {
        kind: {
            "files": [
                {
                    "fileName": f"data/{kind}.js",
                    "globalName": f"YTD.{kind.replace('-', '_')}.part0",
                    "count": str(len(rows)),
                }
            ]
        }
        for kind, rows in lists.items()
    }
    types["tweets"]["mediaDirectory"] = "data/tweets_media"
    return {
        "userInfo": {
            "accountId": account.id,
            "userName": account.handle,
            "displayName": account.name,
        },
        "archiveInfo": {
            "generationDate": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "isPartialArchive": False,
        },
        "dataTypes": types,
    }


def _account(account: Account) -> dict[str, str]:
    return {
        "email": "office@school.example",
        "username": account.handle,
        "accountId": account.id,
        "accountDisplayName": account.name,
    }


def _tweet(world: World, post: Post) -> dict[str, Any]:
    media = [_media(world, post, media_id) for media_id in post.media_ids]
    tweet: dict[str, Any] = {
        "id": post.id,
        "id_str": post.id,
        "full_text": wire.text_of(post),
        "created_at": post.created_at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "entities": {
            "urls": [{"url": one.short, "expanded_url": one.expanded} for one in post.links],
            "media": media[:1],
        },
    }
    if media:
        tweet["extended_entities"] = {"media": media}
    if post.in_reply_to:
        tweet["in_reply_to_status_id_str"] = post.in_reply_to
    return tweet


def _media(world: World, post: Post, media_id: str) -> dict[str, str]:
    media = world.media.by_id[media_id]
    name = _file(media.key, media.content_type)
    return {
        "type": "photo",
        "url": post.picture_link,
        "media_url_https": f"https://pbs.twimg.com/media/{name}",
    }


def _people(key: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {key: {"accountId": one, "userLink": f"https://twitter.com/intent/user?user_id={one}"}}
        for one in sorted(ids)
    ]


def _file(key: str, content_type: str) -> str:
    return f"{key}.{_SUFFIXES.get(content_type, 'jpg')}"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
