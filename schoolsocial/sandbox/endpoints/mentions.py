"""The switch under /_sandbox/ that lets an account be written to."""

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World

MOST_AT_ONCE = 2000


def grow(world: World, request: Request) -> Reply:
    """Let ``number`` posts of ``from`` name ``to``, or answer its post ``in_reply_to``.

    ``{"from": handle, "to": handle, "text": …, "in_reply_to": id, "number": 1}``; the answer holds
    their ids, the oldest first. Whoever writes is made where nobody has that handle.
    """
    body = request.json()
    author, named = str(body.get("from", "")), world.accounts.by_handle(str(body.get("to", "")))
    number, answered = body.get("number", 1), str(body.get("in_reply_to", ""))
    if named is None or not author:
        raise problems.invalid("to", "", "Say who writes (from) and to which account (to).")
    if not isinstance(number, int) or not 1 <= number <= MOST_AT_ONCE:
        raise problems.invalid("number", str(number), f"number is 1 to {MOST_AT_ONCE}.")
    if answered and answered not in world.posts.by_id:
        raise problems.not_found("tweet", answered)
    writer = world.accounts.by_handle(author) or world.accounts.add(author)
    text = str(body.get("text") or "Hello")
    said = text if f"@{named.handle}".lower() in text.lower() else f"@{named.handle} {text}"
    ids = [
        world.posts.post_by_hand(
            writer.id, said if number == 1 else f"{said} {one}", in_reply_to=answered
        ).id
        for one in range(1, number + 1)
    ]
    return json_reply({"ids": ids}, 201)
