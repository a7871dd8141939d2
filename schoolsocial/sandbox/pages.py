"""The public-looking side: a timeline as a visitor would see it, plainly marked as a sandbox."""

import html
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from schoolsocial.sandbox import problems, texts
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.media import MAX_ALT_TEXT, Media, drawn
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.posts import Post
from schoolsocial.sandbox.world import World

_LONDON = ZoneInfo("Europe/London")
_STYLES = Path(__file__).with_name("static") / "timeline.css"
_TAG = re.compile(r"(?<![\w&])([#@]\w+)")
_COLOURS = 6
_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Sandbox</title>
<link rel="stylesheet" href="/_sandbox/timeline.css">
</head>
<body>
<header class="notice"><strong>Sandbox – not X.</strong> Nothing here is public.</header>
<main>
{body}
</main>
</body>
</html>
"""
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_PAGE_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def front(world: World, _request: Request) -> Reply:
    """Every account, with the way to its timeline."""
    authors = {post.author_id for post in world.posts.by_id.values()}
    rows = [
        f'<li><a class="person" href="/{account.handle}">{head(account)}</a></li>'
        for account in sorted(world.accounts.by_id.values(), key=lambda a: a.handle.lower())
        if account.id in authors or has_tokens(world, account)
    ]
    people = f'<ul class="people">{"".join(rows)}</ul>' if rows else _empty("No accounts yet.")
    return page("Accounts", f"<h1>Accounts on the sandbox</h1>{people}")


def timeline(world: World, _request: Request, handle: str) -> Reply:
    """One account's posts, newest first."""
    account = known(world, handle)
    posts = list(world.posts.newest_first(account.id))
    own = {post.id for post in posts}
    threads = [_thread(world, account, post) for post in posts if post.in_reply_to not in own]
    articles = "".join(threads) or _empty(
        "Nothing posted yet. A post appears here once it is sent."
    )
    followers = world.ties.follower_count(account.id)
    header = (
        f'<section class="profile"><div class="banner"></div>{head(account, level="h1")}'
        f"<p>{html.escape(account.bio)}</p>"
        f'<p class="counts">{_count(len(posts), "post")} · {_count(followers, "follower")}</p>'
        f'<p class="counts"><a href="/{account.handle}/archive.zip">Download an archive</a></p>'
        "</section>"
    )
    return page(f"{account.name} (@{account.handle})", header + _phone(account) + articles)


def post_from_a_phone(world: World, request: Request, handle: str) -> Reply:
    """Somebody with the password posts past every process: for the demo."""
    account = known(world, handle)
    sent = request.form()
    text = sent.get("text", "").strip()
    if text:
        media = [world.media.add(drawn(), owner_id=account.id)] if "picture" in sent else []
        for one in media:
            one.alt_text = sent.get("alt", "").strip()[:MAX_ALT_TEXT]
        world.posts.post_by_hand(account.id, text, media)
    return Reply(303, headers={"Location": f"/{account.handle}"})


def delete_by_hand(world: World, _request: Request, handle: str, post_id: str) -> Reply:
    """Somebody with the password deletes a post: for the demo."""
    account = known(world, handle)
    world.posts.delete(post_id, author_id=account.id)
    return Reply(303, headers={"Location": f"/{account.handle}"})


def single(world: World, _request: Request, handle: str, post_id: str) -> Reply:
    """One post by its link."""
    account = known(world, handle)
    post = world.posts.by_id.get(post_id)
    if post is None or post.author_id != account.id:
        gone = _empty("This post is not here. It was deleted, or it never was.")
        return page("No such post", gone, status=404)
    away = (
        f'<form class="phone" method="post" action="/{account.handle}/status/{post.id}/delete">'
        '<button type="submit">Delete by hand</button></form>'
    )
    back = f'{away}<p><a href="/{account.handle}">All posts of @{account.handle}</a></p>'
    title = f"<h1 class='quiet'>Post by {html.escape(account.name)}</h1>"
    return page(f"Post by {account.name}", title + _post(world, account, post) + back)


def picture(world: World, _request: Request, key: str) -> Reply:
    """A picture, for as long as a live post carries it."""
    media = world.media.by_key(key)
    if media is None or not world.posts.showing(media.id):
        raise problems.no_such_route()
    return Reply(body=world.media.read(media), content_type=media.content_type)


def stylesheet(_world: World, _request: Request) -> Reply:
    return Reply(body=_STYLES.read_bytes(), content_type="text/css; charset=utf-8")


def no_icon(_world: World, _request: Request) -> Reply:
    """Browsers ask for one; there is none, and that is no error."""
    return Reply(204)


def page(title: str, body: str, status: int = 200) -> Reply:
    """A whole page of the public-looking side."""
    text = _PAGE.format(title=html.escape(title), body=body)
    return Reply(status, text.encode(), "text/html; charset=utf-8", _PAGE_HEADERS)


def _phone(account: Account) -> str:
    return (
        '<details class="phone"><summary>Post from a phone, past School Social</summary>'
        f'<form method="post" action="/{account.handle}">'
        '<label for="text">Words</label>'
        '<textarea id="text" name="text" rows="3" required></textarea>'
        '<label><input type="checkbox" name="picture"> with a drawn picture</label>'
        '<label for="alt">Description of the picture</label>'
        '<textarea id="alt" name="alt" rows="2" maxlength="1000"></textarea>'
        '<button type="submit">Post</button></form></details>'
    )


def known(world: World, handle: str) -> Account:
    """The account of that handle. Raises the 404 of an address that is not there."""
    account = world.accounts.by_handle(handle)
    if account is None:
        raise problems.no_such_route()
    return account


def has_tokens(world: World, account: Account) -> bool:
    """Whether somebody signs in as this account."""
    return any(grant.account_id == account.id for grant in world.accounts.grants)


def head(account: Account, level: str = "div") -> str:
    """Name and handle as they stand above a timeline."""
    initials = "".join(word[0] for word in account.name.split()[:2]).upper() or "?"
    colour = int(account.id) % _COLOURS
    return (
        f'<div class="head"><span class="avatar colour-{colour}" aria-hidden="true">'
        f"{html.escape(initials)}</span>"
        f'<{level} class="who"><b>{html.escape(account.name)}</b> '
        f'<span class="handle">@{html.escape(account.handle)}</span></{level}></div>'
    )


def _post(world: World, account: Account, post: Post) -> str:
    moment = post.created_at.astimezone(_LONDON)
    pictures = [world.media.by_id[one] for one in post.media_ids]
    shown = "".join(_figure(media) for media in pictures)
    gallery = f'<div class="pictures of-{len(pictures)}">{shown}</div>' if pictures else ""
    link = f"/{account.handle}/status/{post.id}"
    return (
        f'<article id="post-{post.id}">{head(account)}'
        f'<p class="words">{_words(post)}</p>{gallery}'
        f'<p class="when"><a href="{link}"><time datetime="{moment.isoformat()}">'
        f"{moment:%-d %B %Y, %H:%M}</time></a></p></article>"
    )


def _thread(world: World, account: Account, first: Post) -> str:
    """A post with the account's own replies to it, and to those, under one another."""
    shown, last = [_post(world, account, first)], first.id
    while replies := [one for one in world.posts.replies_to(last) if one.author_id == account.id]:
        shown.extend(_post(world, account, one) for one in replies)
        last = replies[-1].id
    if not shown[1:]:
        return shown[0]
    return f'<section class="replies" aria-label="A thread">{"".join(shown)}</section>'


def _figure(media: Media) -> str:
    alt = html.escape(media.alt_text)
    described = f"<details><summary>ALT</summary><p>{alt}</p></details>" if alt else ""
    return (
        f'<figure><img src="/media/{media.key}" alt="{alt}" width="{media.width}" '
        f'height="{media.height}" loading="lazy">{described}</figure>'
    )


def _words(post: Post) -> str:
    return "".join(_segment(part) for part in texts.segments(post.text, post.links))


def _segment(part: str | texts.Wrapped) -> str:
    if isinstance(part, texts.Wrapped):
        return f'<a href="{html.escape(part.expanded)}">{html.escape(part.display)}</a>'
    marked = _TAG.sub(r'<span class="tag">\1</span>', html.escape(part))
    return marked.replace("\n", "<br>")


def _empty(sentence: str) -> str:
    return f'<p class="empty">{html.escape(sentence)}</p>'


def _count(number: int, noun: str) -> str:
    return f"<b>{number}</b> {noun}{'' if number == 1 else 's'}"
