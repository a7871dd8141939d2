"""A page whose words are all marked speaks another language as soon as there is one."""

import re

import pytest
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation

from schoolsocial.accounts.models import Person, School
from tests.cast import client_of

TOLD = re.compile(r"⟦.*?⟧", re.DOTALL)
HELP = ["drafts:help", "followers:help", "incidents:help", "consent:help"]


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that puts each sentence in brackets."""

    def one(_catalogue: DjangoTranslation, message: str) -> str:
        return f"⟦{message}⟧"

    def counted(_catalogue: DjangoTranslation, single: str, many: str, number: int) -> str:
        return f"⟦{single if number == 1 else many}⟧"

    monkeypatch.setattr(DjangoTranslation, "gettext", one)
    monkeypatch.setattr(DjangoTranslation, "ngettext", counted)


def untold(html: str, *names: str) -> list[str]:
    """What stands outside all brackets and is nobody's name."""
    body = re.sub(r"<(script|kbd|code)\b.*?</\1>", "", TOLD.sub("", html), flags=re.DOTALL)
    words = [text.strip() for text in re.split(r"<[^>]*>", body)]
    return [text for text in words if re.search(r"[A-Za-z]{2,}", text) and text not in names]


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize("page", HELP)
def test_page_of_help_is_told_in_it_with_its_frame(page: str, school: School, head: Person) -> None:
    html = client_of(head).get(reverse(page, kwargs={"school": school.slug})).content.decode()

    assert len(TOLD.findall(html)) > 50
    assert untold(html, school.name, head.name, "Senior leader") == []


def test_words_without_a_mark_are_seen(school: School, head: Person) -> None:
    home = reverse("drafts:help", kwargs={"school": school.slug})

    assert untold(client_of(head).get(home).content.decode(), school.name, head.name)
