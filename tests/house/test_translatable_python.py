"""Sentences in Python and in scripts are marked, as those of templates are (ADR 48)."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from tests.house.sources import ROOT, modules
from tests.house.told import LATER, NOW, called, passages, too_early

DEVELOPERS = (
    "schoolsocial/accounts/forms/gallery.py",
    "schoolsocial/accounts/views/gallery.py",
    "schoolsocial/demo/",
    "schoolsocial/sandbox/",
)
OPERATORS = (
    "schoolsocial/accounts/readiness.py",
    "schoolsocial/accounts/single_sign_on.py",
    "schoolsocial/audit/",
    "schoolsocial/beat.py",
    "schoolsocial/log_lines.py",
    "schoolsocial/measures.py",
    "schoolsocial/operations/backup/",
    "schoolsocial/operations/metrics/",
    "schoolsocial/outward.py",
    "schoolsocial/sealed.py",
    "schoolsocial/settings.py",
    "schoolsocial/tenancy/",
    "schoolsocial/web_push/",
    "schoolsocial/x/cost.py",
    "schoolsocial/x/crypto.py",
)
PROGRAMS = (
    "schoolsocial/api/actions/drafts.py",
    "schoolsocial/api/contract.py",
    "schoolsocial/api/door.py",
    "schoolsocial/api/middleware.py",
    "schoolsocial/api/presenters/description.py",
    "schoolsocial/api/presenters/examples.py",
    "schoolsocial/api/problems.py",
    "schoolsocial/api/schemas.py",
    "schoolsocial/api/views/open.py",
    "schoolsocial/api/views/v1.py",
    "schoolsocial/x/client.py",
    "schoolsocial/x/conversations.py",
    "schoolsocial/x/endpoints.py",
    "schoolsocial/x/media.py",
    "schoolsocial/x/oauth.py",
    "schoolsocial/x/transport.py",
)
READ_OR_KEPT = (
    "consent/actions/purposes.py",
    "consent/jobs/",
    "consent/pictures/",
    "consent/roll/cells.py",
    "consent/roll/contact_columns.py",
    "consent/roll/contacts.py",
    "consent/roll/names.py",
    "moderation/drafts/jobs/",
    "moderation/followers/jobs/",
    "moderation/followers/reasons.py",
    "policy/actions/point_clauses.py",
    "policy/batch/",
    "policy/packs/",
    "policy/set_up/questions/",  # what becomes a clause stands beside its question
    "policy/understanding.py",
)
OTHERS = DEVELOPERS + OPERATORS + PROGRAMS + READ_OR_KEPT
"""Rooms that speak to no school, but to developers, to whoever runs the installation and to
programs; and those whose English is looked for, tried out, or kept as it was written.
"""
TABLES = {
    "consent/family_door.py": {"_sealed"},
    "consent/roll/columns.py": {"_NAMES"},
    "consent/staging/matching.py": {"SIGNS"},
    "moderation/blocks/asking.py": {"reading"},
    "moderation/catalogue/asking.py": {"reading"},
    "moderation/contacts/noticing.py": {"REASON"},
    "moderation/drafts/queries/pictures.py": {"approved_bytes"},
    "moderation/drafts/queries/waiting_since.py": {"standing"},
    "moderation/drafts/series.py": {"PLACES"},
    "moderation/followers/asking.py": {"FOLLOWERS", "reading"},
    "moderation/followers/people.py": {"_numbers"},
    "moderation/followers/staging.py": {"TYPES"},
    "moderation/following/asking.py": {"page_of"},
    "moderation/incidents/playbook.py": {"read_step"},
    "moderation/incidents/presenters/letter.py": {"_known"},
    "moderation/mentions/asking.py": {"asking"},
    "moderation/practice/pictures.py": {"", "PICTURES"},  # children there are not
    "policy/actions/versions.py": {"NEW_TITLE"},
    "policy/actions/wording.py": {"ADDED"},
    "policy/aside.py": {"Aside"},
    "policy/engine.py": {"defaults"},
    "policy/grammar.py": {"_SORTS"},
    "policy/identifiers.py": {"_AREAS"},
    "policy/length.py": {"_refuse_over_cap"},
    "policy/linting/missing_topics.py": {"_TOPICS"},
    "policy/models/versions.py": {"ON_PAPER"},
    "policy/name_fixes.py": {"_of_our_pupils"},
    "policy/rules/duplicate.py": {"_WRITTEN_OUT"},
    "policy/rules/follower_checks.py": {"OPTIONS"},
    "policy/rules/photo_declarations.py": {"OPTIONS"},
    "policy/tokens.py": {"_LETTERS"},
    "schoolsocial/accounts/forms/pushes.py": {"_NAMES"},  # of devices
    "schoolsocial/accounts/push_messages.py": {"NAME"},
    "schoolsocial/accounts/push_setup.py": {"_MAKE", "check"},
    "schoolsocial/accounts/views/installing.py": {"ICONS", "manifest"},
    "schoolsocial/documents/tables.py": {"_Formats"},
    "schoolsocial/documents/typeface.py": {"_RANGES"},
    "schoolsocial/governance/jobs/counting.py": {"differences"},
    "schoolsocial/x/presenters/health.py": {"_CALLS"},
}
"""Tables and functions whose words no person reads, by their module."""

ASKED_WHETHER_THERE_ARE_ANY = {
    "schoolsocial/x/forms/spending.py",
    "schoolsocial/accounts/access.py",
}
"""Modules whose words a library asks for while it reads them, and says later."""

SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
_REMARK = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_WRITTEN = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")
_SAID = re.compile(r"^[A-Z][a-z]+(?: \S+)*[.?!…]?$|[a-z]{2,} [a-z]{2,} [a-z]{2,}")
_FOR_BROWSERS = {
    "Enter",
    "Escape",
    "Backspace",
    "Delete",
    "Home",
    "End",
    "Tab",
    "Files",
    "Mac",
    "Notification",
}


def of_ours() -> list[Path]:
    return [
        path
        for path in modules()
        if not (name := str(path.relative_to(ROOT))).startswith(OTHERS) and "management" not in name
    ]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def unsaid(source: str) -> list[str]:
    """What a script says in words of its own, instead of the page's."""
    written = _WRITTEN.finditer(_REMARK.sub("", source))
    words = (found[1] or found[2] or "" for found in written)
    return [one for one in words if _SAID.search(one) and one not in _FOR_BROWSERS]


each = pytest.mark.parametrize("path", of_ours(), ids=named)


@each
def test_every_sentence_is_marked(path: Path) -> None:
    others = TABLES.get(named(path), set())
    found = passages(path.read_text(encoding="utf-8"))

    assert [one.text for one in found if one.table not in others] == []


@each
def test_nothing_is_said_before_somebody_listens(path: Path) -> None:
    assert too_early(path.read_text(encoding="utf-8")) == []


def test_nothing_is_said_while_the_product_starts() -> None:
    heard = subprocess.run(
        [sys.executable, "-m", "tests.house.listening"],
        cwd=ROOT,
        env=os.environ | {"SECRET_KEY": "none", "DATABASE_URL": "postgres://127.0.0.1/none"},
        capture_output=True,
        text=True,
        check=True,
    )

    said = {line.partition(":")[0] for line in heard.stdout.splitlines()}
    assert said <= ASKED_WHETHER_THERE_ARE_ANY, heard.stdout


@pytest.mark.parametrize("name", TABLES)
def test_each_table_that_is_left_out_is_needed(name: str) -> None:
    found = {one.table for one in passages((ROOT / name).read_text(encoding="utf-8"))}

    assert TABLES[name] - found == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_say_what_the_page_gives_them(path: Path) -> None:
    assert unsaid(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'def f() -> str:\n    return "Nothing waits."',
        'def f(n: int) -> str:\n    return f"{n} posts wait."',
        'WORDS = {"a": "Saved"}',
        'class A(Form):\n    name = CharField(label="Your name")',
        'raise Refusal("Choose a day.")',
    ],
)
def test_sentence_without_a_mark_is_found(source: str) -> None:
    assert list(passages(source))


@pytest.mark.parametrize(
    "source",
    [
        'WORDS = gettext("Nothing waits.")',
        'class A(Form):\n    name = CharField(label=gettext("Your name"))',
        'def f(why: str = gettext("Nobody knows.")) -> None: ...',
    ],
)
def test_what_is_said_too_early_is_found(source: str) -> None:
    assert too_early(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        'WORDS = _("Nothing waits.")',
        'def f(n: int) -> str:\n    return ngettext("{n} post", "{n} posts", n).format(n=n)',
        'raise ValueError("There is no such state.")',
        'log.info("The mail was sent.")',
        'ROWS = "SELECT id FROM accounts_school"',
    ],
)
def test_what_is_marked_or_nobody_s_words_is_left_alone(source: str) -> None:
    assert not list(passages(source))
    assert not too_early(source)


def test_word_in_a_script_is_found() -> None:
    assert unsaid('label.textContent = "Copied";') == ["Copied"]
    assert unsaid("say(`${n} posts wait for you`);")


def gaps_left(source: str) -> list[str]:
    """Sentences filled in on the spot, whose gaps are not those that are filled."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [ast.unparse(call) for call in calls if not _fits(call)]


def _fits(call: ast.Call) -> bool:
    match call:
        case ast.Call(
            func=ast.Attribute(value=ast.Call(args=sentences) as said, attr="format"), args=[]
        ) if called(said) in NOW | LATER:
            wanted = set[str | None]()
            for one in sentences:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    wanted |= {name for _, name, _, _ in Formatter().parse(one.value) if name}
            given = {keyword.arg for keyword in call.keywords}
            return None in given or given == wanted
    return True


@each
def test_gaps_are_those_that_are_filled(path: Path) -> None:
    assert gaps_left(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ('gettext("{n} of {all}").format(n=1, all=2)', True),
        ('gettext("{n} of {all}").format(n=1)', False),
        ('gettext("{n}").format(n=1, more=2)', False),
        ('ngettext("One post", "{n} posts", n).format(n=n)', True),
    ],
)
def test_gap_that_is_not_filled_is_found(source: str, *, fits: bool) -> None:
    assert (gaps_left(source) == []) is fits
