"""Archives as X makes them, and as nobody should: bytes of a ZIP, made in one line each."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

OWNER, HANDLE = "2244994945", "StCathsofSiena"
EPOCH_MS = 1288834974657

Members = dict[str, str | bytes]


def id_at(moment: datetime) -> str:
    """The id of a post that X made then."""
    return str(int(moment.timestamp() * 1000) - EPOCH_MS << 22)


def tweet(tweet_id: str, text: str = "Our garden club met.", **more: Any) -> dict[str, Any]:
    """An element of ``tweets.js``; ``photos=["a.jpg"]`` names its pictures."""
    photos = more.pop("photos", [])
    media = [
        {
            "type": "photo",
            "url": "https://t.co/pic",
            "media_url_https": f"https://pbs.twimg.com/media/{name}",
        }
        for name in photos
    ]
    if media:
        more["extended_entities"] = {"media": media}
        text = f"{text} https://t.co/pic"
    return {"tweet": {"id": tweet_id, "id_str": tweet_id, "full_text": text, **more}}


def listed(name: str, rows: list[Any], part: int = 0) -> str:
    """A list as a file of the archive."""
    return f"window.YTD.{name}.part{part} = {json.dumps(rows, indent=2)}"


def notes(files: dict[str, list[str]], owner: str = OWNER, **more: Any) -> str:
    """``manifest.js`` naming these files of each kind."""
    types = {
        kind: {"files": [{"fileName": name, "globalName": "", "count": "0"} for name in names]}
        for kind, names in files.items()
    }
    body = {
        "userInfo": {"accountId": owner, "userName": HANDLE},
        "archiveInfo": {"generationDate": "2026-11-01T12:00:00.000Z"},
        "dataTypes": types,
        **more,
    }
    return f"window.__THAR_CONFIG = {json.dumps(body, indent=2)}"


def members(
    tweets: list[Any] | None = None, *, owner: str = OWNER, handle: str = HANDLE, **more: Any
) -> Members:
    """The members of a small archive; ``follower=[…]`` and the like add lists of ids."""
    account = {"account": {"accountId": owner, "username": handle, "email": "x@school.example"}}
    keys = {"block": "blocking", "mute": "muting"}
    lists: dict[str, list[Any]] = {
        kind: [{keys.get(kind, kind): {"accountId": one}} for one in ids]
        for kind, ids in more.items()
    }
    lists = {"account": [account], "tweets": tweets or [], **lists}
    return {
        "data/manifest.js": notes({kind: [f"data/{kind}.js"] for kind in lists}, owner),
        **{f"data/{kind}.js": listed(kind, rows) for kind, rows in lists.items()},
    }


def zipped(contents: Members, *, folder: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(folder + name, content)
    return packed.getvalue()


def archive_of(tweets: list[Any] | None = None, **more: Any) -> bytes:
    """A small archive, packed."""
    return zipped(members(tweets, **more))
