"""A draft begins empty, from a ready message, or from a notice's template."""

from typing import Any

import pytest

from moderation.drafts.actions import photos, submissions
from moderation.drafts.models import Post
from policy import ready_messages
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.policies import adopt
from tests.drafts.test_drafts_actions import NOW
from tests.drafts.window import Window, now_of, picture
from tests.posts import adopt_policy, make_account, make_post, submitted

SAFETY, EMERGENCY = Post.Kind.ONLINE_SAFETY, Post.Kind.EMERGENCY


@pytest.fixture
def account(school: School, teacher: Person) -> Account:
    adopt_policy(school)
    return make_account(school, handle="StCathsofSiena")


def opened(person: Person, school: School, path: str) -> str:
    response = client_of(person).get(f"/{school.slug}/drafts/{path}")
    assert response.status_code == 200
    return response.content.decode()


def start(person: Person, school: School, **fields: Any) -> Any:
    return client_of(person).post(f"/{school.slug}/drafts/new/", fields)


def only_post(school: School) -> Post:
    with scope.school(school.pk):
        return Post.objects.get()


def test_library_shows_every_message_with_a_button(
    school: School, teacher: Person, account: Account
) -> None:
    page = opened(teacher, school, "online-safety/")

    assert page.count("Start with this") == len(ready_messages.online_safety()) >= 24
    assert "0800 1111" in page


def test_library_is_sifted_by_reader_and_topic(
    school: School, teacher: Person, account: Account
) -> None:
    page = opened(teacher, school, "online-safety/?audience=parents&topic=age-limits")

    wanted = ready_messages.online_safety(audience="parents", topic="age-limits")
    assert page.count("Start with this") == len(wanted) == 2
    assert "2 messages" in page


def test_library_says_where_nothing_fits(school: School, teacher: Person, account: Account) -> None:
    page = opened(teacher, school, "online-safety/?audience=parents&topic=games")

    assert "No message for this choice" in page


@pytest.mark.parametrize("query", ["?audience=nobody", "?topic=%00", "?audience=&topic="])
def test_library_shows_all_for_a_word_nobody_knows(
    school: School, teacher: Person, account: Account, query: str
) -> None:
    page = opened(teacher, school, f"online-safety/{query}")

    assert page.count("Start with this") == len(ready_messages.online_safety())


@pytest.mark.parametrize(
    ("message", "kind"), [("never-meet", SAFETY), ("closed-today", EMERGENCY), ("", "ordinary")]
)
def test_draft_begins_with_the_words_and_the_kind(
    school: School, teacher: Person, account: Account, message: str, kind: str
) -> None:
    response = start(teacher, school, account=account.pk, message=message)

    post = only_post(school)
    assert response["Location"] == f"/{school.slug}/drafts/{post.pk}/"
    assert post.kind == kind
    assert post.text == (ready_messages.BY_ID[message].text if message else "")


def test_unknown_message_begins_nothing(school: School, teacher: Person, account: Account) -> None:
    response = start(teacher, school, account=account.pk, message="no-such-message")

    assert response.status_code == 422
    assert "no longer here" in response.content.decode()
    with scope.school(school.pk):
        assert not Post.objects.exists()


def test_kind_is_said_to_author_and_reviewer(
    school: School, teacher: Person, head: Person, account: Account
) -> None:
    post = make_post(school, teacher, "Never share a password.", kind=SAFETY)
    sent = submitted(school, teacher, "Be kind online.", kind=SAFETY)

    assert "Write an online-safety message for" in Window(teacher, post).shown
    assert "Online-safety message" in opened(teacher, school, "")
    assert "Online-safety message." in opened(teacher, school, f"{sent.pk}/")
    queue = client_of(head).get(f"/{school.slug}/review/").content.decode()
    review = client_of(head).get(f"/{school.slug}/review/{sent.pk}/").content.decode()
    assert "Online-safety message" in queue
    assert "Online-safety message" in review


def test_emergency_notice_takes_no_photo(school: School, teacher: Person, account: Account) -> None:
    post = make_post(school, teacher, "School is closed today.", kind=EMERGENCY)
    window = Window(teacher, post)

    refused = window.upload(picture())

    assert 'type="file"' not in window.shown
    assert refused.status_code == 422
    assert "An emergency notice has no photo" in refused.content.decode()
    with scope.school(school.pk):
        with pytest.raises(photos.NoPhotoHere):
            photos.add(post=post, by=teacher, upload=picture(), now=NOW)
        assert not post.post_photos.exists()


def test_notice_with_open_places_is_not_sent(
    school: School, teacher: Person, account: Account
) -> None:
    text = ready_messages.BY_ID["opening-late"].text
    post = make_post(school, teacher, text, kind=EMERGENCY)
    window = Window(teacher, post)

    response = window.press("submit/")

    assert "Fill in [time]." in window.shown
    assert response.status_code == 409
    assert "Fill in what stands in brackets first: [time], [reason]." in response.content.decode()
    assert now_of(post).state == "draft"
    with scope.school(school.pk), pytest.raises(submissions.Unfilled):
        submissions.submit(post=post, by=teacher, now=NOW)


def test_notice_that_is_filled_in_goes(school: School, teacher: Person, account: Account) -> None:
    text = "School opens at 10.30 am today because of ice. We have sent a message home."
    post = make_post(school, teacher, text, kind=EMERGENCY)

    Window(teacher, post).press("submit/")

    assert now_of(post).state == "submitted"


def test_brackets_of_an_ordinary_post_are_its_own(
    school: School, teacher: Person, account: Account
) -> None:
    post = make_post(school, teacher, "Our newsletter [PDF] is on the website.")

    Window(teacher, post).press("submit/")

    assert now_of(post).state == "submitted"


def test_reminder_leads_to_the_library(school: School, teacher: Person) -> None:
    adopt(school, {"e-safety-reminder": ("note", {"weeks": 0})})
    with scope.school(school.pk):
        school.terms.create(name="Term", starts_on="2020-01-01", ends_on="2090-01-01")

    page = Window(teacher, make_post(school, teacher)).shown

    assert "This term has had no online-safety post yet." in page
    assert f'href="/{school.slug}/drafts/online-safety/"' in page
