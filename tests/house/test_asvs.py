"""``docs/asvs.csv`` is whole, each test it names is there, and ``docs/security.md`` keeps its word.

The numbers of requirements are those of OWASP's own table of version 5.0.0 (its file
``OWASP_Application_Security_Verification_Standard_5.0.0_en.csv``), levels 1 and 2.
"""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from allauth.account import app_settings as allauths
from django.conf import settings

from consent.actions import documents
from consent.pictures import inspection
from consent.roll import sheets
from schoolsocial.accounts import passwords
from schoolsocial.accounts.actions import devices
from schoolsocial.x.archive import container
from tests.house.sources import ROOT, modules, tree

PER_CHAPTER = {
    1: (8, 19),
    2: (4, 8),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    9: (4, 3),
    10: (5, 24),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
    17: (0, 7),
}
"""Requirements of level 1 and of level 2, counted in that table: 70 and 184."""
COLUMNS = ["requirement", "level", "matter", "answer", "how", "tests"]
ANSWERS = {"met", "partly", "not-applicable", "not-met"}
PAGE = (ROOT / "docs/security.md").read_text()
PARTS = {
    "2.1.2": "What belongs together is checked together",
    "3.5.4": "A host name of its own",
    "7.1.2": "One person may have any number of sessions",
    "7.1.3": "Signing out at Google or Microsoft ends no session here",
    "8.1.2": "the reason why a child is protected is for safeguarding leads",
    "12.1.1": "TLS 1.2 and 1.3 with a public certificate at the proxy",
    "12.2.2": "with a public certificate",
    "14.1.1": "| sealed | tokens of X",
    "14.1.2": "| level | what | how |",
    "15.1.1": "**7 days** where a weakness in them is being used or is critical, **30 days**",
    "15.1.3": "What takes long is done by workers",
    "16.1.1": "| where | what | who reads it | how long |",
}
"""What a requirement wants written down, by words of the page that say it."""
SECRETS_OF_OTHERS = {"database_url", "database_owner_url", "redis_url", "redis_conf", "email_url"}
SEALING = {"cryptography", "hmac", "django.core.signing", "django.utils.crypto"}


@cache
def rows() -> list[dict[str, str]]:
    with (ROOT / "docs/asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(path: Path) -> frozenset[str]:
    body = ast.parse(path.read_text()).body if path.exists() else []
    return frozenset(part.name for part in body if isinstance(part, ast.FunctionDef))


def numbers(answer: str) -> list[str]:
    return [row["requirement"] for row in rows() if row["answer"] == answer]


def told(of: str) -> str:
    """One part of the page."""
    return PAGE.partition(f"\n## {of}\n")[2].partition("\n## ")[0]


def test_each_requirement_has_one_row() -> None:
    found = Counter((int(row["requirement"].split(".")[0]), row["level"]) for row in rows())

    assert list(rows()[0]) == COLUMNS
    assert len({row["requirement"] for row in rows()}) == len(rows()) == 254
    assert {
        chapter: (found[chapter, "1"], found[chapter, "2"]) for chapter in PER_CHAPTER
    } == PER_CHAPTER
    assert sum(found.values()) == sum(map(sum, PER_CHAPTER.values()))


def test_rows_stand_in_order() -> None:
    keys = [tuple(map(int, row["requirement"].split("."))) for row in rows()]

    assert keys == sorted(keys)


def test_row_says_what_and_how_in_few_words() -> None:
    wrong = [
        row["requirement"]
        for row in rows()
        if row["answer"] not in ANSWERS
        or not 0 < len(row["matter"]) <= 100
        or not row["how"].endswith(".")
    ]

    assert wrong == []


def test_what_is_met_names_its_proof() -> None:
    unproven = [
        row["requirement"]
        for row in rows()
        if row["answer"] in {"met", "partly"} and not row["tests"]
    ]

    assert unproven == []


@pytest.mark.parametrize("name", sorted({name for row in rows() for name in row["tests"].split()}))
def test_test_that_the_table_names_is_there(name: str) -> None:
    path, _, test = name.partition("::")

    assert test in names_in(ROOT / path)


def test_page_tells_all_that_is_not_met_and_in_part() -> None:
    not_met, _, in_part = told("What ASVS asks that is not met").partition("Met in part")

    assert re.findall(r"^\| (\d[\d.]+) \|", not_met, re.MULTILINE) == numbers("not-met")
    assert re.findall(r"\b\d+\.\d+\.\d+\b", in_part) == numbers("partly")


@pytest.mark.parametrize(("number", "words"), PARTS.items(), ids=PARTS)
def test_page_has_its_parts(number: str, words: str) -> None:
    row = next(row for row in rows() if row["requirement"] == number)

    assert words in PAGE
    assert "test_asvs.py::test_page_has_its_parts" in row["tests"]


def test_page_tells_the_limits_that_hold() -> None:
    limits = allauths.RATE_LIMITS
    ways = told("Ways in")

    assert limits["login_failed"] == "10/m/ip,5/300s/key"
    assert "5 failures in 5 minutes for an account, 10 in a minute" in ways
    assert limits["login"] == "100/m/ip"
    assert "100 attempts in a minute from an address" in ways
    assert (limits["reset_password"], limits["family_check"]) == (
        "20/m/ip,5/m/key",
        "20/h/key,120/h/ip",
    )
    assert "20 a minute from an address, 5 for one account" in ways
    assert "20 an hour for a link, 120 an hour from an address" in ways
    assert f"{settings.API_CALLS_A_MINUTE} calls a minute for a key" in ways
    assert f"within {settings.INVITATION_DAYS} days" in ways
    assert (settings.PASSWORD_RESET_TIMEOUT, "once, within an hour" in ways) == (3600, True)
    assert f"after {settings.SESSION_IDLE_MINUTES} minutes alone" in ways
    assert f"after {settings.SESSION_ABSOLUTE_HOURS} hours in any case" in ways
    assert (allauths.REAUTHENTICATION_TIMEOUT, "last five minutes" in ways) == (300, True)
    assert (devices.CODE_LASTS.total_seconds(), "within an hour" in ways) == (3600, True)


def test_page_tells_the_sizes_that_hold() -> None:
    sizes = told("How much, and of what")
    mega = 1024 * 1024

    assert f"{inspection.MAX_BYTES // mega} MB, {inspection.MAX_PIXELS / 1e6:g} megapixels" in sizes
    assert f"| {documents.MAX_BYTES // mega} MB |" in sizes
    assert (
        f"{sheets.MAX_BYTES // mega} MB, {sheets.MAX_UNPACKED // mega} MB unpacked, "
        f"{sheets.MAX_ROWS:,} rows"
    ) in sizes
    assert f"{container.MAX_MEMBERS:,} members, {container.MAX_RATIO} times" in sizes
    assert f"| {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // mega} MB |" in sizes


def test_page_lists_the_words_no_password_is_made_of() -> None:
    listed = re.search(r"20,000 most common: ([a-z, ]+);", PAGE)

    assert listed
    assert listed[1].split(", ") == sorted(passwords.OURS)


def test_page_tells_of_every_way_in() -> None:
    ways = told("Ways in")

    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]
    providers = [app for app in settings.INSTALLED_APPS if ".providers." in app]
    for way in ("password", "passkey", "invitation", "family’s link", "API", *providers):
        assert re.search(rf"^\|.*\b{way.rpartition('.')[2]}\b", ways, re.MULTILINE | re.IGNORECASE)


def test_page_names_every_key() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    files = set(re.findall(r"file: \./secrets/(\w+)", compose)) - SECRETS_OF_OTHERS
    keys = told("Keys")

    assert len(files) >= 6
    named = {name for name in files if not name.endswith("_password")}
    assert [name for name in named if f"`{name.upper()}`" not in keys] == []
    assert "passwords of PostgreSQL and Redis" in keys


def test_page_names_every_module_that_seals_or_signs() -> None:
    listed = set(re.findall(r"`([a-z_/]+\.py)`", told("Keys")))

    assert listed == {
        str(path.relative_to(ROOT))
        for path in modules()
        if "sandbox" not in path.parts and "demo" not in path.parts and seals(path)
    }


def seals(path: Path) -> bool:
    """Whether it asks for more than a digest or a random number."""
    imported = {
        name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for each in node.names
        for name in (each.name, f"{getattr(node, 'module', '')}.{each.name}")
    }
    return any(name == one or name.startswith(f"{one}.") for name in imported for one in SEALING)
