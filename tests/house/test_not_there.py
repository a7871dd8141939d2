"""What is dangerous is not there at all, so that nobody has to use it well."""

import ast
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from schoolsocial.accounts import tokens
from schoolsocial.api import keys, standard_webhooks
from schoolsocial.celery import app
from tests.house.sources import ROOT, functions, modules, named, templates, tree, views

ABSENT = {
    "an interpreter of XML that resolves what it is told": {
        "xml.etree",
        "xml.dom",
        "xml.sax",
        "lxml",
    },
    "objects made from bytes": {"pickle", "marshal", "shelve", "dill", "yaml"},
    "directories": {"ldap", "ldap3"},
    "tokens that name their own algorithm": {"jwt", "jose", "authlib"},
    "other ways to ask": {"graphene", "strawberry", "ariadne", "channels", "websockets"},
    "numbers that can be foretold": {"random"},
    "template languages beside Django's": {"jinja2", "mako"},
}
NOT_OFFERED = ("oauth2_provider", "allauth.idp", "saml", "channels", "graphene", "debug_toolbar")
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "mark_safe",
    "format_html",
}
IN_A_BROWSER = {
    "text run as a script": r"\beval\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]",
    "text made into a page": r"document\.write|outerHTML\s*=|AdjacentHTML|\.innerHTML\s*\+?=",
    "messages from elsewhere": r"postMessage|[\"']message[\"']",
    "talk beside HTTP": r"WebSocket|RTCPeerConnection|EventSource",
    "words kept in the browser": r"sessionStorage|indexedDB|localStorage\.setItem\((?!OFF,)",
    "equal or nearly so": r"[^=!<>]==[^=]|!=[^=]",
    "keys that somebody else chose": r"__proto__|\.prototype\b|Object\.assign|for \(\w+ \w+ in ",
}
GUARDS = {"in_school", "in_trust", "signed_in", "platform_admin", "public", "by_link"}
OURS_ALONE = {"sandbox", "demo"}
PATTERNS = {
    "consent/languages/__init__.py: self.words[key]",
    "consent/languages/__init__.py: sentence",
    "moderation/catalogue/presenters/pictures.py: sentence",
    "moderation/drafts/presenters/decision.py: sentence",
    "moderation/drafts/presenters/erasing.py: what",
    "moderation/followers/difference.py: template",
    "moderation/followers/presenters/sweeps.py: words",
    "moderation/following/presenters/register.py: said",
    "moderation/incidents/presenters/reply.py: _done(last)",
    "policy/presenters/proposals.py: said",
    "policy/rules/identifiable_faces.py: message",
    "policy/rules/neighbouring_name.py: message",
    "policy/rules/posting_hours.py: remedy",
    "policy/rules/pupil_name.py: message",
    "policy/rules/pupil_name_with_photo.py: message",
    "policy/rules/text_in_photo.py: maybe if name.doubtful else sure",
    "policy/rules/two_approvers.py: message",
    "policy/said.py: str(self)",
    "schoolsocial/governance/evidence/policy.py: said[Verb(step.verb)]",
    "schoolsocial/log_lines.py: super()",
    "schoolsocial/operations/backup/restoring.py: add",
    "schoolsocial/operations/backup/restoring.py: drop",
    "schoolsocial/operations/backup/schema.py: ask",
    "schoolsocial/operations/presenters.py: said",
    "schoolsocial/operations/presenters.py: words",
    "schoolsocial/today/presenters.py: one.step.tally.words",
}
"""Names of constants and sentences beside them, and words of a language's file."""
CIPHERS = {
    "cryptography.exceptions.InvalidTag",
    "cryptography.fernet.Fernet",
    "cryptography.fernet.MultiFernet",
    "cryptography.hazmat.primitives.asymmetric.ec",
    "cryptography.hazmat.primitives.asymmetric.utils.decode_dss_signature",
    "cryptography.hazmat.primitives.ciphers.aead.AESGCM",
    "cryptography.hazmat.primitives.hashes.SHA256",
    "cryptography.hazmat.primitives.kdf.hkdf.HKDF",
    "cryptography.hazmat.primitives.serialization.Encoding",
    "cryptography.hazmat.primitives.serialization.PublicFormat",
}
TO_OTHERS = {
    "http.client",
    "redis",
    "requests",
    "requests_oauthlib",
    "schoolsocial.outward",
    "smtplib",
    "socket",
    "ssl",
    "tweepy",
    "urllib.request",
}
CONNECTING = {
    "consent/jobs/family_messages.py",  # mail
    "moderation/drafts/jobs/fencing.py",  # its own session of PostgreSQL
    "schoolsocial/accounts/actions/silences.py",  # mail
    "schoolsocial/accounts/jobs/letters.py",  # mail
    "schoolsocial/accounts/management/commands/health.py",  # the web server beside it
    "schoolsocial/accounts/passwords.py",  # the list of breached passwords
    "schoolsocial/accounts/readiness.py",  # Redis
    "schoolsocial/api/forms.py",  # knows which addresses are public
    "schoolsocial/api/outgoing.py",  # webhooks
    "schoolsocial/operations/metrics/serving.py",  # listens
    "schoolsocial/outward.py",  # the door for addresses from outside
    "schoolsocial/settings.py",  # this host's name
    "schoolsocial/web_push/services.py",  # push services of browsers
    "schoolsocial/x/client.py",
    "schoolsocial/x/media.py",
    "schoolsocial/x/oauth.py",
    "schoolsocial/x/responses.py",
    "schoolsocial/x/transport.py",
}
ANSWER_TEMPLATE = "answer.innerHTML = event.detail.serverResponse;"
"""Ours, come from our own server over htmx, taken apart in a template that runs nothing."""

ESCAPED_BEFORE = "policy/rules/copyright.py: '|'.join(_joined(lines(names)))"
"""``_joined`` escapes each word."""
ANY_METHOD = "missing"
"""What the API says of an address that is none, however it is asked."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def begins(name: str, wanted: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in wanted)


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                yield path, node


@pytest.mark.parametrize("wanted", ABSENT.values(), ids=ABSENT.keys())
def test_module_is_imported_nowhere(wanted: set[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        if "sandbox" not in path.parts and "demo" not in path.parts
        for name in imported(path)
        if begins(name, wanted)
    ]

    assert found == []


@pytest.mark.parametrize("part", NOT_OFFERED)
def test_part_is_not_installed(part: str) -> None:
    assert [app for app in settings.INSTALLED_APPS if part in app] == []


def test_nothing_is_run_that_was_text_before() -> None:
    found = [named(path, call.lineno) for path, call in calls() if ast.unparse(call.func) in CALLS]

    assert found == []


def test_programs_are_started_without_a_shell_and_by_a_list() -> None:
    started = [
        (path, call) for path, call in calls() if ast.unparse(call.func).startswith("subprocess.")
    ]

    assert started
    assert [
        named(path, call.lineno) for path, call in started if "shell" in ast.unparse(call)
    ] == []
    assert [
        named(path, call.lineno)
        for path, call in started
        if isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ] == []


def test_statement_of_the_database_holds_no_value_from_outside() -> None:
    """Statements are constants, or put together of constants; what varies is a parameter."""
    joined = [
        named(path, call.lineno)
        for path, call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"execute", "raw", "extra"}
        and call.args
        and isinstance(call.args[0], ast.BinOp | ast.JoinedStr)
        and ast.unparse(call.args[0]) != "f'DROP TABLE IF EXISTS pg_temp.{table}'"
    ]

    assert joined == []


def test_expression_made_at_run_time_escapes_what_it_is_made_of() -> None:
    patterns = [
        (path, call.args[0])
        for path, call in calls()
        if re.match(
            r"re\.(compile|search|match|fullmatch|sub|split|findall|finditer)$",
            ast.unparse(call.func),
        )
        and isinstance(call.args[0], ast.JoinedStr)
    ]
    bare = [
        f"{path.relative_to(ROOT)}: {ast.unparse(part.value)}"
        for path, pattern in patterns
        for part in pattern.values
        if isinstance(part, ast.FormattedValue)
        and "re.escape(" not in ast.unparse(part.value)
        and not all(each.id.isupper() for each in ast.walk(part) if isinstance(each, ast.Name))
    ]

    assert patterns
    assert set(bare) <= {ESCAPED_BEFORE}


def test_form_names_the_fields_it_takes() -> None:
    taking_all = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "forms" in str(path)
        and re.search(r"__all__\"|^\s+exclude\s*=", path.read_text(), re.MULTILINE)
    ]

    assert taking_all == []


def test_view_says_by_which_methods_it_is_asked() -> None:
    silent = []
    for path in views():
        for function in functions(path):
            worn = [ast.unparse(each).partition("(")[0] for each in function.decorator_list]
            guarded = GUARDS.intersection(worn) and function.name != ANY_METHOD
            if guarded and not any(one.startswith("require_") for one in worn):
                silent.append(f"{named(path, function.lineno)} {function.name}")

    assert silent == []


def test_messages_between_processes_are_json() -> None:
    assert (app.conf.task_serializer, list(app.conf.accept_content)) == ("json", ["json"])
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


def test_counts_of_attempts_are_kept_in_our_own_database() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")


@pytest.mark.parametrize("pattern", IN_A_BROWSER.values(), ids=IN_A_BROWSER.keys())
def test_script_does_without(pattern: str) -> None:
    scripts = chain((ROOT / "static/js").glob("*.js"), [ROOT / "templates/service-worker.js"])

    found = {
        f"{path.name}: {line.strip()}"
        for path in scripts
        for line in path.read_text().splitlines()
        if re.search(pattern, line.partition("// ")[0])
    }

    assert found <= {f"compose.js: {ANSWER_TEMPLATE}"}


def test_page_embeds_nothing_of_a_plugin() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in templates()
        if re.search(r"<(object|embed|applet|iframe|frame)\b", path.read_text(), re.IGNORECASE)
    ]

    assert found == []


def test_no_template_is_made_of_text() -> None:
    engines = {"django.template.Template", "django.template.Engine", "django.template.engines"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in imported(path)
        if begins(name, engines | {"string.Template"})
    ]

    assert found == []


def is_sentence(pattern: ast.expr) -> bool:
    """Whether it is a sentence, which only a catalogue of the release says otherwise."""
    match pattern:
        case ast.Call(func=ast.Name(id="_" | "gettext"), args=[ast.Constant()]):
            return True
        case ast.Call(func=ast.Name(id="ngettext"), args=[ast.Constant(), ast.Constant(), _]):
            return True
        case ast.IfExp(body=one, orelse=other):
            return is_sentence(one) and is_sentence(other)
    return False


@cache
def sentences(path: Path) -> frozenset[str]:
    """The names of a module that stand for nothing but sentences."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, []).append(is_sentence(node.value))
    return frozenset(name for name, told in given.items() if all(told))


def test_pattern_that_is_filled_in_comes_from_the_release() -> None:
    """It is a constant, a table of constants, or a sentence of a language's file."""
    filled = [
        (path, call.func.value)
        for path, call in calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"format", "format_map"}
    ]
    others = {
        f"{path.relative_to(ROOT)}: {ast.unparse(pattern)}"
        for path, pattern in filled
        if not isinstance(pattern, ast.Constant)
        and not ast.unparse(pattern).startswith("sql.SQL(")
        and not is_sentence(pattern)
        and ast.unparse(pattern) not in sentences(path)
        and not re.match(r"(examples\.|str\()?_?[A-Z][A-Z_]+\b", ast.unparse(pattern))
        and not OURS_ALONE.intersection(path.parts)
    }

    assert others == PATTERNS


def test_nothing_but_these_ciphers_is_imported() -> None:
    used = {
        name
        for path in modules()
        for name in imported(path)
        if name.startswith(("cryptography", "Crypto", "nacl", "rsa", "ecdsa"))
    }

    assert used == CIPHERS


def test_weak_digests_say_that_they_protect_nothing() -> None:
    weak = [
        (path, call)
        for path, call in calls()
        if ast.unparse(call.func) in {"hashlib.md5", "hashlib.sha1", "hashlib.new", "md5", "sha1"}
    ]

    assert [
        named(path, call.lineno)
        for path, call in weak
        if "usedforsecurity=False" not in ast.unparse(call)
    ] == []


def test_every_cookie_of_ours_is_known() -> None:
    """Beside Django's; each has a name that a browser takes over HTTPS alone."""
    named_cookies = {
        ast.unparse(call.args[0])
        for path, call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "set_cookie"
        and "sandbox" not in path.parts
    }

    assert named_cookies == {
        "name",
        "_cookie(device.school_id)",
        "cookies.named(COOKIE)",
        "cookies.named(LANGUAGE_COOKIE)",
    }


def test_no_script_minds_pasting() -> None:
    scripts = (ROOT / "static/js").glob("*.js")

    assert [path.name for path in scripts if "paste" in path.read_text()] == []


def test_modules_that_connect_to_others_are_known() -> None:
    connecting = {
        str(path.relative_to(ROOT))
        for path in modules()
        if not OURS_ALONE.intersection(path.parts)
        for name in imported(path)
        if begins(name, TO_OTHERS)
    }

    assert connecting == CONNECTING


def session_key() -> str:
    session = SessionStore()
    session.create()
    return str(session.session_key)


GUESSED = [
    tokens.new,
    lambda: keys.new(1),
    standard_webhooks.new_secret,
    generate_totp_secret,
    RecoveryCodes.generate_seed,
    session_key,
]


@pytest.mark.parametrize("made", GUESSED)
def test_secret_cannot_be_foretold_and_is_long(db: None, made: Callable[[], object]) -> None:
    random.seed(1)
    first = str(made())
    random.seed(1)

    assert str(made()) != first
    assert len(first) >= 32


def test_each_provider_answers_at_an_address_of_its_own() -> None:
    names = ("x_callback", "google_callback", "microsoft_callback")

    assert len({reverse(name) for name in names}) == len(names)
