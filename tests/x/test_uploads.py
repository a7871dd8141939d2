"""An archive of X may be large; everything else, and whatever a stranger sends, may not."""

import os
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consent.pictures import MAX_BYTES
from moderation.catalogue.models import ArchiveImport
from schoolsocial import uploads
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.drafts.hands import hand_account
from tests.x.archive.making import HANDLE, members, zipped

PAGE = "/st-catherine/on-x/archives/"
A_VIDEO = os.urandom(uploads.USUAL + 1)


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head, HANDLE)


def heavy() -> SimpleUploadedFile:
    content = zipped(members() | {"data/tweets_media/1-a.mp4": A_VIDEO})
    return SimpleUploadedFile("twitter.zip", content, "application/zip")


def test_an_archive_with_videos_is_taken(school: School, account: Account) -> None:
    admin = make_person(school, Role.ADMIN, second_factor=True)

    answer = client_of(admin).post(PAGE, {"account": account.pk, "file": heavy()})

    assert answer.status_code == HTTPStatus.FOUND
    with scope.school(school.pk):
        assert ArchiveImport.objects.filter(account=account).exists()


def test_a_stranger_sends_no_more_than_is_usual(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = list[int]()
    asked = uploads.CappedUpload._limit

    def noted(handler: uploads.CappedUpload) -> int:
        limits.append(asked(handler))
        return limits[-1]

    monkeypatch.setattr(uploads.CappedUpload, "_limit", noted)
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # else nothing is read at all
    stranger.post(PAGE, {"account": account.pk, "file": heavy()})

    assert limits == [uploads.USUAL]


def test_other_pages_take_no_more_than_is_usual(school: School, office: Person) -> None:
    answer = client_of(office).post("/st-catherine/roll/import/", {"file": heavy()})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "larger than 25 MB" in answer.content.decode()


def test_what_is_usual_is_what_a_photo_may_have() -> None:
    assert uploads.USUAL == MAX_BYTES
