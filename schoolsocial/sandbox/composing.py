"""What opens when a page links to X with words filled in: a person presses the button."""

import html

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.pages import page
from schoolsocial.sandbox.world import World

_FORM = """<h1>Post on the sandbox</h1>
<form class="compose" method="post" action="/intent/tweet">
<label>As <select name="handle">{options}</select></label>
<label>Words <textarea name="text" rows="6">{text}</textarea></label>
<input type="hidden" name="in_reply_to" value="{reply}">
<button>Post</button>
</form>"""


def form(world: World, request: Request) -> Reply:
    """The words, and the accounts to choose from."""
    accounts = sorted(world.accounts.by_id.values(), key=lambda one: one.handle.lower())
    options = "".join(f"<option>{html.escape(one.handle)}</option>" for one in accounts)
    text = html.escape(request.query.get("text", ""))
    reply = html.escape(request.query.get("in_reply_to", ""))
    return page("Post", _FORM.format(options=options, text=text, reply=reply))


def send(world: World, request: Request) -> Reply:
    """Publish as a person would, and show the post at its own address."""
    sent = request.form()
    account = world.accounts.by_handle(sent.get("handle", ""))
    text = sent.get("text", "").replace("\r\n", "\n").strip()
    if account is None or not text:
        raise problems.invalid("text", "", "A post needs an account and words.")
    reply = sent.get("in_reply_to", "")
    post = world.posts.post_by_hand(account.id, text, in_reply_to=reply)
    return Reply(303, headers={"Location": f"/{account.handle}/status/{post.id}"})
