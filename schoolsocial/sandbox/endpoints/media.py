"""POST /2/media/upload and /2/media/metadata."""

import base64
import binascii
from typing import Any

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World

SESSION_SECONDS = 86400
_CATEGORIES = frozenset({"tweet_image", "tweet_gif"})


def upload(world: World, account: Account, request: Request) -> Reply:
    """Keep a picture sent as base64 in JSON."""
    body = request.json()
    unknown = sorted(body.keys() - {"media", "media_category", "additional_owners"})
    if unknown:
        raise problems.invalid(unknown[0], "", f"{unknown} are not defined in the schema.")
    category = str(body.get("media_category", ""))
    if category not in _CATEGORIES:
        raise problems.invalid("media_category", category, "Not a category for pictures.")
    media = world.media.add(decoded(body.get("media")), owner_id=account.id)
    data = {
        "id": media.id,
        "media_key": media.key,
        "size": media.size,
        "expires_after_secs": SESSION_SECONDS,
        "image": {"image_type": media.content_type, "w": media.width, "h": media.height},
    }
    return json_reply({"data": data}, media=media.id)


def metadata(world: World, account: Account, request: Request) -> Reply:
    """Give a picture its alt text."""
    body = request.json()
    media = world.media.describe(str(body.get("id", "")), _alt_text(body), owner_id=account.id)
    associated = {"alt_text": {"text": media.alt_text}}
    data = {"id": media.id, "associated_metadata": associated}
    return json_reply({"data": data}, described=media.id)


def decoded(value: object) -> bytes:
    """Bytes from base64; raises the 400 for anything else."""
    try:
        return base64.b64decode(str(value or ""), validate=True)
    except binascii.Error:
        raise problems.invalid("media", "", "media is not base64.") from None


def _alt_text(body: dict[str, Any]) -> str:
    metadata = body.get("metadata")
    alt_text = metadata.get("alt_text") if isinstance(metadata, dict) else None
    text = alt_text.get("text") if isinstance(alt_text, dict) else None
    return text if isinstance(text, str) else ""
