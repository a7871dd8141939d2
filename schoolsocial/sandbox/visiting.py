"""What opens when a page links to somebody on X: a person follows or blocks by hand."""

import html

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.pages import has_tokens, head, page
from schoolsocial.sandbox.world import World

_FORM = """{head}
<p>{bio}</p>
<form class="compose" method="post" action="/intent/user">
<input type="hidden" name="user_id" value="{id}">
<label>As <select name="handle">{options}</select></label>
<button name="do" value="block">Block</button>
<button name="do" value="unblock">Unblock</button>
<button name="do" value="follow">Follow</button>
<button name="do" value="unfollow">Unfollow</button>
</form>
{state}"""


def form(world: World, request: Request) -> Reply:
    """Who it is, and which of the accounts with a password block or follow them."""
    named = world.accounts.by_handle(request.query.get("screen_name", ""))
    person = _visited(world, named.id if named else request.query.get("user_id", ""))
    accounts = [one for one in world.accounts.by_id.values() if has_tokens(world, one)]
    accounts.sort(key=lambda one: one.handle.lower())
    body = _FORM.format(
        head=head(person, "h1"),
        bio=html.escape(person.bio),
        id=person.id,
        options="".join(f"<option>{html.escape(one.handle)}</option>" for one in accounts),
        state="".join(_state(world, one, person) for one in accounts),
    )
    return page(f"{person.name} (@{person.handle})", body)


def act(world: World, request: Request) -> Reply:
    """Do it, and show them again."""
    sent = request.form()
    person = _visited(world, sent.get("user_id", ""))
    account = world.accounts.by_handle(sent.get("handle", ""))
    ties = world.ties
    acts = {
        "block": ties.block,
        "unblock": ties.unblock,
        "follow": ties.follow,
        "unfollow": ties.unfollow,
    }
    if account is None or sent.get("do") not in acts:
        raise problems.invalid("do", "", "Choose an account and what it does.")
    acts[sent["do"]]((account.id, person.id))
    return Reply(303, headers={"Location": f"/intent/user?user_id={person.id}"})


def _visited(world: World, person_id: str) -> Account:
    found = world.accounts.keep(person_id) if person_id.isdecimal() else None
    if found is None:
        raise problems.no_such_route()
    return found


def _state(world: World, account: Account, person: Account) -> str:
    pair = (account.id, person.id)
    tells = {"blocked": pair in world.ties.blocks, "followed": pair in world.ties.follows}
    return "".join(
        f"<p>{html.escape(person.name)} is {word} by @{html.escape(account.handle)}.</p>"
        for word, so in tells.items()
        if so
    )
