"""Consent is proven at approval for each child shown, kept, and proven again on sending."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent import academic_year
from consent.actions import faces
from consent.models import Face, Pupil
from consent.pictures import FaceBox
from moderation.drafts.actions import approvals, reviews, submissions
from moderation.drafts.jobs import claiming, sending
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.models import ConsentProof, Post, PostPhoto
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.drafts.outgoing import letters_about, now_of
from tests.drafts.policies import adopt
from tests.drafts.test_pictured import RULES
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account, make_post

NOW = timezone.now()
TODAY = academic_year.day_of(NOW)


@pytest.fixture
def amelia(school: School) -> Pupil:
    with scope.school(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), given_on=TODAY, now=NOW)
        return pupil


@pytest.fixture
def unapproved(
    school: School, teacher: Person, amelia: Pupil, sandbox: SandboxX, settings: object
) -> Post:
    """A post with Amelia in its picture that waits for approval."""
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"  # type: ignore[attr-defined]
    adopt(school, RULES)
    make_account(school, sandbox.add_account("Proofs"))
    post = make_post(school, teacher, photos=[("A child at a table", None)])
    with scope.school(school.pk):
        PostPhoto.objects.filter(post=post).update(shows_pupils=True)
        face = found(post)
        faces.say(face=face, who="pupil", pupil=amelia, by=teacher, now=NOW)
        return submissions.submit(post=post, by=teacher, now=NOW)


@pytest.fixture
def approved(unapproved: Post, head: Person) -> Post:
    """The same, approved and due."""
    return approve(unapproved, head)


def approve(post: Post, by: Person) -> Post:
    with scope.school(post.school_id):
        reviews.approve(post=post, by=by, version=1, now=timezone.now())
        return Post.objects.get(pk=post.pk)


def proof_of(post: Post) -> ConsentProof:
    with scope.school(post.school_id):
        return ConsentProof.objects.get(post=post)


def claimed_after_midnight(post: Post, monkeypatch: pytest.MonkeyPatch) -> Claim | None:
    """A worker comes to it five minutes into the next day, still in time."""
    tomorrow = datetime.combine(TODAY + timedelta(days=1), time(0, 5), academic_year.LONDON)
    force("drafts_post", post.pk, expires_at=tomorrow + timedelta(hours=1))
    monkeypatch.setattr(claiming, "database_now", lambda: tomorrow)
    return claiming.claim(post.school_id, post.pk)


def found(post: Post) -> Face:
    return Face.objects.create(
        school_id=post.school_id,
        photo=post.photos.get(),
        found_by="detector",
        added_at=NOW,
        **FaceBox(2, 6, 10, 15)._asdict(),
    )


def test_proof_is_frozen_for_each_child(approved: Post, amelia: Pupil) -> None:
    with scope.school(approved.school_id):
        proof = ConsentProof.objects.get()

        assert (proof.post, proof.pupil) == (approved, amelia)
        assert proof.consents == list(amelia.consents.values_list("pk", flat=True))
        assert (proof.given_on, proof.shown_on) == (TODAY, TODAY)


def test_post_with_the_same_answers_goes_out(approved: Post, sandbox: SandboxX) -> None:
    sending.send(approved.school_id, approved.pk)

    assert now_of(approved).state == State.POSTED


def withdrawn(post: Post, pupil: Pupil) -> None:
    answer(pupil, "no", pupil.guardians.get(), given_on=TODAY, now=timezone.now())


def renewed(post: Post, pupil: Pupil) -> None:
    answer(pupil, "yes", pupil.guardians.get(), given_on=TODAY, now=timezone.now())


def left_the_school(post: Post, pupil: Pupil) -> None:
    Pupil.objects.filter(pk=pupil.pk).update(left_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize("change", [withdrawn, renewed, left_the_school])
def test_other_answers_send_it_back(
    approved: Post, amelia: Pupil, sandbox: SandboxX, change: Callable[[Post, Pupil], None]
) -> None:
    with scope.school(approved.school_id):
        change(approved, amelia)

    sending.send(approved.school_id, approved.pk)

    returned = now_of(approved)
    assert (returned.state, returned.trouble) == (State.RETURNED, "consent-changed")
    assert "seal-broken" in letters_about(approved)
    assert sandbox.requests() == []


def test_yes_that_runs_out_while_another_carries_the_child_does_not_send_it_back(
    unapproved: Post, amelia: Pupil, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope.school(unapproved.school_id):
        answer(amelia, "yes", make_guardian(amelia, name="Carl"), given_on=TODAY, now=NOW)
        force("consent_consent", amelia.consents.latest("pk").pk, expires_on=TODAY)
    approved = approve(unapproved, head)
    assert len(proof_of(approved).consents) == 2

    claim = claimed_after_midnight(approved, monkeypatch)

    assert claim is not None


def test_day_planned_before_does_not_send_a_new_approval_back(
    unapproved: Post, amelia: Pupil, head: Person, sandbox: SandboxX
) -> None:
    """It was planned for a day on which the family had not answered yet, and came back."""
    force("drafts_post", unapproved.pk, scheduled_for=NOW - timedelta(days=9))
    approved = approve(unapproved, head)

    sending.send(approved.school_id, approved.pk)

    assert now_of(approved).state == State.POSTED


def test_yes_that_has_run_out_by_the_hour_of_sending_sends_it_back(
    approved: Post, amelia: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope.school(approved.school_id):
        force("consent_consent", amelia.consents.get().pk, expires_on=TODAY)

    claim = claimed_after_midnight(approved, monkeypatch)

    assert claim is None
    assert now_of(approved).trouble == "consent-changed"


def test_withdrawal_while_pictures_are_uploaded_stops_it(
    approved: Post, amelia: Pupil, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sending._upload_pictures

    def and_withdraw(claim: Claim) -> object:
        receipts = upload(claim)
        with scope.school(approved.school_id):
            withdrawn(approved, amelia)
        return receipts

    monkeypatch.setattr(sending, "_upload_pictures", and_withdraw)

    sending.send(approved.school_id, approved.pk)

    assert now_of(approved).trouble == "consent-changed"
    assert sandbox.live() == []


def test_no_policy_lets_a_child_be_shown_against_the_register(
    school: School, teacher: Person, head: Person, amelia: Pupil
) -> None:
    adopt(school, {"length": ("note", {})})
    make_account(school, handle="Unguarded")
    post = make_post(school, teacher, photos=[("A child at a table", None)])
    with scope.school(school.pk):
        PostPhoto.objects.filter(post=post).update(shows_pupils=True)
        faces.say(face=found(post), who="pupil", pupil=amelia, by=teacher, now=NOW)
        withdrawn(post, amelia)
        submissions.submit(post=post, by=teacher, now=timezone.now())

        with pytest.raises(approvals.NotToBeShown):
            reviews.approve(post=post, by=head, version=1, now=timezone.now())


def test_other_word_on_a_face_breaks_the_seal(
    approved: Post, teacher: Person, sandbox: SandboxX
) -> None:
    with scope.school(approved.school_id):
        face = Face.objects.get()
        faces.say(face=face, who="adult", pupil=None, by=teacher, now=timezone.now())

    sending.send(approved.school_id, approved.pk)

    assert now_of(approved).state == State.RETURNED
    assert sandbox.requests() == []


def test_face_found_after_the_approval_sends_it_back(approved: Post, sandbox: SandboxX) -> None:
    with scope.school(approved.school_id):
        Face.objects.create(
            school_id=approved.school_id,
            photo=approved.photos.get(),
            found_by="detector",
            added_at=NOW,
            **FaceBox(20, 6, 10, 15)._asdict(),
        )

    sending.send(approved.school_id, approved.pk)

    assert now_of(approved).trouble == "rules-object"
    assert sandbox.requests() == []


def test_leaders_read_that_consent_was_proven_and_no_name(
    school: School, approved: Post, head: Person
) -> None:
    page = client_of(head).get(f"/{school.slug}/posts/{approved.pk}/").content.decode()

    assert "1 child shown, consent proven on" in page
    assert "Amelia" not in page


def test_colleague_reads_nothing_of_the_proof(
    school: School, approved: Post, deputy: Person, teacher: Person
) -> None:
    page = client_of(teacher).get(f"/{school.slug}/posts/{approved.pk}/").content.decode()

    assert "1 child shown" not in page


def test_proof_without_an_answer_is_refused_by_the_database(approved: Post) -> None:
    with scope.school(approved.school_id):
        proof = ConsentProof.objects.get()
        proof.pk, proof.consents, proof.pupil = None, [], make_pupil(approved.school)
        with pytest.raises(DatabaseError, match="relies_on_answers"), transaction.atomic():
            proof.save(force_insert=True)
