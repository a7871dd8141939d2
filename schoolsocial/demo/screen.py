"""The one screen a person sees when the demo is up."""

from pathlib import Path

from schoolsocial.demo.waiting import LOOPBACK

_SCREEN = """
────────────────────────────────────────────────────────────────────────────────
School Social is running.

  The software         http://{host}:{port}/
  The school on “X”    http://{host}:{x_port}/   (a stand-in on this machine)

Sign in as
{sign_ins}

Try this
  1. As a teacher, draft a post with a photo. See what the policy says as you type.
  2. Put a pupil's full name in it, or leave out the picture's description.
  3. Send it for review, sign out, and approve it as SLT. It is on “X” seconds later.
  4. Try to approve your own post, or to change an approved one.
  5. As office staff of St Catherine, look under More at “Ask families”. Print a letter, open
     its address and answer as the family; the child's date of birth is on the roll.

Mails are printed to {logs}/web.log and worker.log.
Ctrl-C ends everything; the next start keeps what you did here. make clean forgets it.
────────────────────────────────────────────────────────────────────────────────
"""


def page(*, port: int, x_port: int, logs: Path, sign_ins: str) -> str:
    """Addresses, sign-ins (as ``load_demo`` prints them), what to try."""
    indented = "\n".join(f"  {line}".rstrip() for line in sign_ins.strip().splitlines())
    return _SCREEN.format(host=LOOPBACK, port=port, x_port=x_port, logs=logs, sign_ins=indented)
