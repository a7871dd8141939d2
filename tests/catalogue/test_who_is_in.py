"""Who is in a picture that nobody approved is said by a person, and what follows is done."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consent import academic_year
from consent.actions import faces
from consent.models import Face, Photo, Pupil
from consent.pictures import FaceBox
from moderation.catalogue.actions import audits
from moderation.catalogue.jobs import looking_again, scrubbing
from moderation.catalogue.models import Remark, Tweet
from moderation.drafts import forgetting
from moderation.drafts.jobs import register_changes
from moderation.drafts.models import Post, PostPhoto, Takedown
from schoolsocial.accounts.models import Person, School
from schoolsocial.api.queries import posts as api
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, in_scope, run_sql
from tests.catalogue.fetched import by_phone, fetch, held, look_at
from tests.catalogue.sights import tweets
from tests.catalogue.test_pages import read as read_page
from tests.catalogue.test_pictured_posts import audited
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture
from tests.posts import make_photo

NOW = timezone.now()
TODAY = academic_year.day_of(NOW)
ON_X = "/st-catherine/on-x"


def child(school: School, name: str, said: str) -> Pupil:
    with in_scope(school.pk):
        pupil = make_pupil(school, name)
        answer(pupil, said, make_guardian(pupil), given_on=TODAY, now=NOW)
    return pupil


@pytest.fixture
def amelia(school: School) -> Pupil:
    """Whose family said yes."""
    return child(school, "Amelia", "yes")


@pytest.fixture
def cora(school: School) -> Pupil:
    """Whose family said no."""
    return child(school, "Cora", "no")


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


@pytest.fixture
def garden(x_account: Account, sandbox: SandboxX) -> Tweet:
    """Posted by phone with one picture, in which the software found a face."""
    by_phone(x_account, sandbox, Shown(drawn_picture(), "At the pond"))
    fetch(x_account)
    look_at(x_account, boxes=1)
    return tweets(x_account)[0]


def opened(browser: Client, tweet: Tweet) -> PostPhoto:
    """The picture as the record has it, once somebody went on to say who is in it."""
    answered = browser.post(f"{ON_X}/posts/{tweet.pk}/pictures/1/faces/")
    with in_scope(tweet.school_id):
        placed = PostPhoto.objects.select_related("post").get(post__tweet=tweet)
    assert answered["Location"] == f"/st-catherine/posts/{placed.post_id}/photos/{placed.pk}/faces/"
    return placed


def say(browser: Client, placed: PostPhoto, who: str, name: str = "") -> str:
    with in_scope(placed.school_id):
        face = Face.objects.filter(photo=placed.photo_id).earliest("pk").pk
    door = f"/st-catherine/posts/{placed.post_id}/photos/{placed.pk}/faces/say/"
    told = browser.post(door, {"face": face, "who": who, "name": name}, follow=True)
    page: str = told.content.decode()
    return page


def draw_another(tweet: Tweet, by: Person) -> None:
    """A second face, in which somebody sees a person."""
    with in_scope(tweet.school_id):
        photo = tweet.pictures.get()
        faces.add(photo=photo, box=FaceBox(20, 20, 8, 8), by=by, now=NOW)


def sign_nobody(browser: Client, placed: PostPhoto) -> None:
    door = f"/st-catherine/posts/{placed.post_id}/photos/{placed.pk}/faces/nobody/"
    assert browser.post(door, {"signed": "yes"}).status_code == 302


def page_of(browser: Client, tweet: Tweet) -> str:
    page, questions = read_page(browser, f"{ON_X}/posts/{tweet.pk}/")
    assert questions <= 40
    return page


def rules_of(remark: Remark) -> set[str]:
    return {one["rule"] for one in remark.findings}


def remarks(school: School) -> list[Remark]:
    with in_scope(school.pk):
        return list(Remark.objects.order_by("pk"))


def swept() -> None:
    """What the beat would ring for in the next minute."""
    for school_id, tweet_id in looking_again.due():
        looking_again.look_again(school_id, tweet_id)


def to_come_down(school: School) -> list[int]:
    with in_scope(school.pk):
        return list(Takedown.objects.open().values_list("pupil_id", flat=True))


def test_page_of_the_post_asks_who_is_in_it(garden: Tweet, browser: Client) -> None:
    page = page_of(browser, garden)

    assert "1 of 1 face not accounted for" in page
    assert f'action="{ON_X}/posts/{garden.pk}/pictures/1/faces/"' in page


def test_looking_at_the_page_takes_nothing_into_the_record(garden: Tweet, browser: Client) -> None:
    page_of(browser, garden)

    with in_scope(garden.school_id):
        assert not Post.objects.exists()


def test_post_comes_into_the_record_as_not_approved_here(
    garden: Tweet, browser: Client, head: Person
) -> None:
    placed = opened(browser, garden)

    assert (placed.position, placed.alt_text, placed.post.author) == (1, "At the pond", head)
    assert placed.post.adopted_at is not None
    assert "Not approved here. Helen Head took it into the record" in page_of(browser, garden)
    with in_scope(garden.school_id):
        verbs = list(Event.objects.filter(object_id=placed.post_id).values_list("verb", flat=True))
    assert {"post.adopted", "post.picture_taken_over"} <= set(verbs)


def test_a_second_time_opens_the_same_picture(garden: Tweet, browser: Client) -> None:
    assert opened(browser, garden) == opened(browser, garden)


def test_child_who_may_not_be_shown_has_to_come_down_at_once(
    garden: Tweet, browser: Client, school: School, cora: Pupil
) -> None:
    page = say(browser, opened(browser, garden), "pupil", cora.called)

    assert "Cora Brown may not be shown in this photo: the post has to come down by" in page
    assert to_come_down(school) == [cora.pk]


def test_audit_quotes_the_clause_on_consent_and_names_nobody(
    garden: Tweet, browser: Client, school: School, cora: Pupil
) -> None:
    say(browser, opened(browser, garden), "pupil", cora.called)

    [remark] = audited(school)

    assert remark.verdict == Remark.Verdict.STOP
    assert "photo-consent" in rules_of(remark)
    assert "Cora" not in str(remark.findings)


def test_control_a_face_nobody_named_breaks_no_rule_on_consent(
    garden: Tweet, school: School, cora: Pupil
) -> None:
    [remark] = audited(school)

    assert (remark.verdict, remark.faces, rules_of(remark)) == (Remark.Verdict.ASK, 1, set())


def test_child_whose_family_agreed_may_stay(
    garden: Tweet, browser: Client, school: School, amelia: Pupil
) -> None:
    page = say(browser, opened(browser, garden), "pupil", amelia.called)

    remark = next(iter(audited(school)), None)

    assert "Amelia Brown may be shown in this photo." in page
    assert to_come_down(school) == []
    assert remark is None or (remark.faces, "photo-consent" in rules_of(remark)) == (0, False)


def test_list_of_the_audit_follows(
    garden: Tweet, browser: Client, school: School, cora: Pupil
) -> None:
    [before] = audited(school)
    say(browser, opened(browser, garden), "pupil", cora.called)

    swept()

    [after] = remarks(school)
    assert (before.faces, after.faces, after.verdict) == (1, 0, Remark.Verdict.STOP)
    assert "Looked at again on" in page_of(browser, garden)


def test_signed_that_nobody_can_be_recognised_leaves_nothing_to_decide(
    garden: Tweet, browser: Client, school: School
) -> None:
    audited(school)

    sign_nobody(browser, opened(browser, garden))
    swept()

    assert remarks(school) == []
    assert "1 face, each accounted for" in page_of(browser, garden)


def test_decision_stands_where_less_is_found_and_falls_where_more_is(
    garden: Tweet, browser: Client, school: School, head: Person, cora: Pupil
) -> None:
    draw_another(garden, head)
    [remark] = audited(school)
    with in_scope(school.pk):
        audits.decide(remark=remark, decision="keep", by=head, reason="Seen", now=timezone.now())
    placed = opened(browser, garden)

    say(browser, placed, "adult")
    swept()
    less = remarks(school)[0].decision
    say(browser, placed, "pupil", cora.called)
    swept()
    more = remarks(school)[0].decision

    assert (less, more) == (Remark.Decision.KEEP, Remark.Decision.OPEN)


def test_before_the_first_audit_nothing_is_written_of_it(
    garden: Tweet, browser: Client, school: School, cora: Pupil
) -> None:
    say(browser, opened(browser, garden), "pupil", cora.called)
    swept()

    assert remarks(school) == []


def test_nothing_said_is_nothing_to_look_at(garden: Tweet, browser: Client, school: School) -> None:
    audited(school)
    opened(browser, garden)

    assert looking_again.due() == []


def test_what_was_looked_at_is_not_looked_at_for_ever(
    garden: Tweet, browser: Client, school: School
) -> None:
    say(browser, opened(browser, garden), "adult")
    swept()
    twice = looking_again.due()
    with in_scope(school.pk):
        Tweet.objects.update(looked_again_at=timezone.now() + looking_again.MARGIN)

    assert twice == [(school.pk, garden.pk)]
    assert looking_again.due() == []


def withdrawn(school: School, pupil: Pupil) -> None:
    now = timezone.now()
    with in_scope(school.pk):
        guardian = pupil.guardianships.get().guardian
        answer(pupil, "no", guardian, given_on=academic_year.day_of(now), now=now)
    register_changes.heed(school.pk, pupil.pk)


def test_withdrawal_reaches_a_post_nobody_approved(
    garden: Tweet, browser: Client, school: School, amelia: Pupil
) -> None:
    say(browser, opened(browser, garden), "pupil", amelia.called)

    withdrawn(school, amelia)

    assert to_come_down(school) == [amelia.pk]


def test_control_withdrawal_of_a_child_nobody_named_reaches_nothing(
    garden: Tweet, browser: Client, school: School, amelia: Pupil
) -> None:
    opened(browser, garden)

    withdrawn(school, amelia)

    assert to_come_down(school) == []


def test_child_in_it_is_not_erased_while_it_stands_on_x(
    garden: Tweet, browser: Client, school: School, amelia: Pupil
) -> None:
    say(browser, opened(browser, garden), "pupil", amelia.called)

    with in_scope(school.pk):
        Pupil.objects.filter(pk=amelia.pk).update(left_on=TODAY - timedelta(days=1))
        amelia.refresh_from_db()
        with pytest.raises(forgetting.StillShown):
            forgetting.refuse_needed(amelia, timezone.now())


def test_its_pictures_are_not_handed_to_a_website(
    garden: Tweet, browser: Client, school: School
) -> None:
    placed = opened(browser, garden)

    with in_scope(school.pk):
        [shown] = api.latest(limit=5, cursor=None).posts
        assert (shown.pk, list(shown.post_photos.all())) == (placed.post_id, [])
        assert api.picture(placed.post_id, 1) is None


def test_picture_of_a_post_that_is_gone_is_not_opened(
    garden: Tweet, browser: Client, school: School
) -> None:
    with in_scope(school.pk):
        Tweet.objects.update(missing_since=timezone.now())

    told = browser.post(f"{ON_X}/posts/{garden.pk}/pictures/1/faces/", follow=True)

    assert "This post is no longer on X" in told.content.decode()
    with in_scope(school.pk):
        assert not Post.objects.exists()


def test_picture_that_did_not_come_is_not_opened(
    x_account: Account, sandbox: SandboxX, browser: Client, school: School
) -> None:
    by_phone(x_account, sandbox)
    [tweet] = tweets(x_account)

    told = browser.post(f"{ON_X}/posts/{tweet.pk}/pictures/1/faces/", follow=True)

    assert "That picture is not here, or not ready yet." in told.content.decode()
    with in_scope(school.pk):
        assert not Post.objects.exists()


def test_page_of_the_record_leads_back_to_the_post_on_x(garden: Tweet, browser: Client) -> None:
    placed = opened(browser, garden)

    page = browser.get(f"/st-catherine/posts/{placed.post_id}/photos/{placed.pk}/faces/")
    back = browser.get(f"{ON_X}/of-post/{placed.post_id}/")

    assert f'href="{ON_X}/of-post/{placed.post_id}/#photo-{placed.pk}"' in page.content.decode()
    assert back["Location"] == f"{ON_X}/posts/{garden.pk}/"


def test_descriptions_and_files_go_with_the_words_of_what_is_long_gone(
    garden: Tweet, browser: Client, school: School, x_account: Account
) -> None:
    placed = opened(browser, garden)
    with scope.school(school.pk):
        force("drafts_post", placed.post_id, state="removed", removed_at=timezone.now())
        Tweet.objects.update(missing_since=timezone.now() - timedelta(days=800))

    scrubbing.scrub(timezone.now())

    with in_scope(school.pk):
        placed.refresh_from_db()
    assert placed.alt_text == ""
    assert held(x_account)[0].photo.state == Photo.State.ERASED


def test_one_that_nobody_said_was_deleted_does_not_keep_the_others_from_going(
    garden: Tweet, browser: Client, school: School, x_account: Account
) -> None:
    placed = opened(browser, garden)
    with scope.school(school.pk):
        Tweet.objects.update(missing_since=timezone.now() - timedelta(days=800))

    scrubbing.scrub(timezone.now())

    with in_scope(school.pk):
        placed.refresh_from_db()
        assert Tweet.objects.get().scrubbed_at is not None
    assert placed.alt_text == "At the pond"  # as the post's words: its record still says "posted"
    assert held(x_account)[0].photo.state == Photo.State.ERASED


REFUSED = [
    "UPDATE drafts_postphoto SET alt_text = 'Other words' WHERE id = %s",
    "UPDATE drafts_postphoto SET alt_text = '' WHERE id = %s",
    "UPDATE drafts_postphoto SET position = 2 WHERE id = %s",
    "DELETE FROM drafts_postphoto WHERE id = %s",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_database_keeps_its_pictures_as_they_stand(
    garden: Tweet, browser: Client, statement: str
) -> None:
    placed = opened(browser, garden)

    with pytest.raises(IntegrityError), transaction.atomic(), in_scope(garden.school_id):
        run_sql(statement, placed.pk)


def test_database_takes_no_picture_that_was_not_seen_with_it(
    garden: Tweet, browser: Client, school: School, head: Person
) -> None:
    placed = opened(browser, garden)
    photo = make_photo(school, head)

    with pytest.raises(IntegrityError, match="seen with it"), in_scope(school.pk):
        PostPhoto.objects.create(school=school, post=placed.post, photo=photo, position=2)
