"""What the rules come to know of a post."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts import checks
from moderation.drafts.actions import drafts, reviews
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.process import Asked
from moderation.drafts.wall_clock import LONDON
from policy.actions import standing
from policy.facts import Device, Facts, Moment, PostKind
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.accounts.roles import Role
from tests.cast import in_scope, join, make_person, run_sql
from tests.drafts.forcing import force, refused
from tests.drafts.policies import adopt
from tests.posts import make_account, make_post, make_pupil, scheduled, submitted

MONDAY = datetime(2026, 11, 16, 10, tzinfo=LONDON)
PICTURE = [("Seedlings in pots on a sill", True)]


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def facts_of(post: Post, **asked: Any) -> Facts:
    asked.setdefault("now", timezone.now())
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)
    return checks.check(kept, Asked(**asked)).facts


def rules(*names: str, **options: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    return {name: ("warn", options if name == names[0] else {}) for name in names}


def test_picture_is_known_with_all_that_was_said_of_it(school: School, teacher: Person) -> None:
    adopt(school, {})
    post = make_post(school, teacher, photos=PICTURE)
    PostPhoto.objects.filter(post=post).update(
        pupils_counted=4, source="parent", declared=["school-device", "permission"]
    )
    photo = post.photos.get()
    photo.rights, photo.written, photo.file_name = ["© A Parent"], "Sports day", "IMG_1.jpg"
    photo.save(update_fields=["rights", "written", "file_name"])

    (shown,) = facts_of(post).photos

    assert (shown.pupils_counted, shown.source, shown.shows_pupils) == (4, "parent", True)
    assert shown.declared == {"school-device", "permission"}
    assert (shown.rights, shown.written, shown.file_name) == (
        ("© A Parent",),
        "Sports day",
        "IMG_1.jpg",
    )


@pytest.mark.parametrize("declared", [[], ["consent-list"]])
def test_consent_is_never_known_from_an_authors_word(
    school: School, teacher: Person, declared: list[str]
) -> None:
    adopt(school, {})
    post = make_post(school, teacher, photos=[("Children at a table", None)])
    PostPhoto.objects.filter(post=post).update(declared=declared, shows_pupils=True)

    (shown,) = facts_of(post).photos

    assert shown.consented is None
    assert (shown.faces, shown.pupils) == ((), None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mrs Joanna Price", "Thank you, Joanna Price!"),
        ("Dr. Amir Khan", "Thank you, Amir Khan!"),
        ("Cher", "Thank you, Cher!"),
    ],
)
def test_staff_are_known_by_name(school: School, teacher: Person, name: str, text: str) -> None:
    adopt(school, {})
    colleague = make_person(school, Role.OFFICE, name=name)
    post = make_post(school, teacher, text)

    assert facts_of(post).staff.find(text)

    colleague.memberships.update(is_active=False)
    assert not facts_of(post).staff.find(text)


def test_member_entered_by_title_and_surname_is_known_by_it(
    school: School, teacher: Person
) -> None:
    adopt(school, {})
    make_person(school, Role.TEACHER, name="Mrs Price")

    assert facts_of(make_post(school, teacher)).staff.bears_surname("price")


def test_staff_of_another_school_are_strangers(
    school: School, other_school: School, teacher: Person
) -> None:
    adopt(school, {})
    make_person(other_school, Role.SLT, name="Joanna Price")
    post = make_post(school, teacher)

    assert not facts_of(post).staff.find("Thank you, Joanna Price!")


def test_kind_day_and_hour_are_londons(school: School, teacher: Person) -> None:
    adopt(school, {})
    post = make_post(school, teacher, kind=Post.Kind.ONLINE_SAFETY)
    late = datetime(2026, 7, 1, 23, 30, tzinfo=LONDON)

    known = facts_of(post, now=late, at=late)

    assert known.kind is PostKind.ONLINE_SAFETY
    assert known.today == date(2026, 7, 1)
    assert known.at is not None
    assert (known.at.hour, known.at.minute) == (23, 30)
    assert facts_of(post, now=late).at is None


def test_kind_changes_only_in_a_draft(school: School, teacher: Person) -> None:
    adopt(school, {})
    draft, waiting = make_post(school, teacher), submitted(school, teacher)

    run_sql("UPDATE drafts_post SET kind = 'emergency' WHERE id = %s", draft.pk)
    with refused("the kind of a post changes only while it is a draft"):
        run_sql("UPDATE drafts_post SET kind = 'emergency' WHERE id = %s", waiting.pk)
    with refused("post_known_kind"):
        run_sql("UPDATE drafts_post SET kind = 'advert' WHERE id = %s", draft.pk)


def test_source_is_one_of_the_known(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, photos=PICTURE)

    with refused("post_photo_known_source"):
        run_sql("UPDATE drafts_postphoto SET source = 'attic' WHERE post_id = %s", post.pk)


def test_neighbours_are_of_the_account_and_near(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, {"duplicate": ("warn", {"days": 3})})
    now = timezone.now()
    near = scheduled(school, teacher, head, at=now + timedelta(days=2), photos=PICTURE)
    scheduled(school, teacher, head, at=now + timedelta(days=4))
    scheduled(school, teacher, head, at=now, account=make_account(school))
    submitted(school, teacher)
    post = make_post(school, teacher)

    (other,) = facts_of(post, at=now).neighbours

    assert (other.text, other.may_show_pupils) == (near.text, True)


def test_neighbour_that_names_a_pupil_is_told_apart(
    school: School, teacher: Person, head: Person
) -> None:
    make_pupil(school, "Zebedee", "Quillfeather")
    adopt(school, rules("neighbouring-name"))
    now = timezone.now()
    named = scheduled(school, teacher, head, text="We cheered for Zebedee.", at=now)
    plain = scheduled(school, teacher, head, text="We cheered for all.", at=now)

    known = {
        each.text: each.names_pupil for each in facts_of(make_post(school, teacher)).neighbours
    }

    assert known == {named.text: True, plain.text: False}


def test_neighbours_cost_nothing_where_no_rule_asks(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, {})
    scheduled(school, teacher, head)

    assert facts_of(make_post(school, teacher)).neighbours == ()


def test_author_agreement_and_training_are_known(
    school: School, teacher: Person, head: Person
) -> None:
    version = adopt(school, {"agreed-policy": ("note", {}), "trained": ("note", {})})
    post = make_post(school, teacher)
    before = facts_of(post).process
    standing.agree(version=version, by=teacher, now=timezone.now())
    until = timezone.localdate() + timedelta(days=30)
    standing.record_training(
        school=school,
        people=[teacher],
        by=head,
        course="Safeguarding online",
        taken_on=timezone.localdate(),
        counts_until=until,
        now=timezone.now(),
    )

    after = facts_of(post, device=Device.ELSEWHERE).process

    assert before is not None
    assert (before.agreed, before.trained_until, before.device) == (False, None, None)
    assert after is not None
    assert (after.agreed, after.trained_until, after.device) == (True, until, Device.ELSEWHERE)
    assert after.review_on == date(2030, 9, 1)


def test_nobody_starts_a_draft_who_has_not_agreed(school: School, teacher: Person) -> None:
    version = adopt(school, {"agreed-policy": ("block", {})})
    account = make_account(school)

    with pytest.raises(drafts.MayNotDraft, match="agree"):
        drafts.start(school=school, by=teacher, account=account, now=timezone.now())
    standing.agree(version=version, by=teacher, now=timezone.now())

    assert drafts.start(school=school, by=teacher, account=account, now=timezone.now()).pk


def test_approvers_are_known_at_each_moment(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    adopt(school, {"two-approvers": ("block", {"always": True})})
    post = submitted(school, teacher)
    for leader in (head, deputy):
        reviews.approve(post=post, by=leader, version=1, now=timezone.now())

    def approvers(moment: Moment, by: Person | None = None) -> frozenset[int]:
        process = facts_of(post, moment=moment, by=by).process
        assert process is not None
        return process.approvers

    assert approvers(Moment.DRAFTING, teacher) == frozenset()
    assert approvers(Moment.APPROVING, head) == {head.pk}
    assert approvers(Moment.SENDING) == {head.pk, deputy.pk}


def test_term_and_its_last_online_safety_post_are_known(school: School, teacher: Person) -> None:
    adopt(school, rules("e-safety-reminder"))
    Term.objects.create(
        school=school, name="Autumn", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18)
    )
    told = make_post(school, teacher, kind=Post.Kind.ONLINE_SAFETY)
    force("drafts_post", told.pk, state="posted", tweet_id="77", posted_at="2026-10-05T09:00:00Z")
    post = make_post(school, teacher)

    in_term = facts_of(post, now=MONDAY).process
    in_holiday = facts_of(post, now=MONDAY + timedelta(days=60)).process

    assert in_term is not None
    assert (in_term.term_began, in_term.online_safety_on) == (date(2026, 9, 1), date(2026, 10, 5))
    assert in_holiday is not None
    assert (in_holiday.term_began, in_holiday.online_safety_on) == (None, None)


@pytest.mark.parametrize(("minutes", "hour"), [(10, "18:55"), (40, "19:35")])
def test_hour_of_sending_is_the_planned_one_unless_it_is_late(
    school: School, teacher: Person, head: Person, minutes: int, hour: str
) -> None:
    adopt(school, {})
    planned = datetime(2026, 11, 16, 18, 55, tzinfo=LONDON)
    post = scheduled(school, teacher, head, at=planned)

    sent = facts_of(post, now=planned + timedelta(minutes=minutes), moment=Moment.SENDING)

    assert f"{sent.at:%H:%M}" == hour


def test_another_schools_member_knows_none_of_it(
    school: School, other_school: School, teacher: Person
) -> None:
    adopt(school, rules("duplicate"))
    join(teacher, other_school, Role.TEACHER)
    with in_scope(other_school.pk):
        adopt(other_school, rules("duplicate", days=30))
        theirs = make_post(other_school, teacher)
        make_pupil(other_school, "Zebedee", "Quillfeather")
    post = make_post(school, teacher, "Zebedee Quillfeather sang.")

    assert facts_of(post).names == ()
    with in_scope(other_school.pk):
        assert facts_of(theirs).neighbours == ()


@time_machine.travel(MONDAY, tick=False)
def test_number_of_queries_does_not_grow_with_the_school(
    school: School, teacher: Person, head: Person, django_assert_max_num_queries: Any
) -> None:
    adopt(
        school,
        {
            name: ("note", {})
            for name in ("duplicate", "neighbouring-name", "agreed-policy", "trained", "length")
        },
    )
    post = make_post(school, teacher, photos=PICTURE * 4)
    kept = Post.objects.select_related("school", "account", "author").get(pk=post.pk)
    for _ in range(3):
        scheduled(school, teacher, head, at=timezone.now())
        make_pupil(school, "Zebedee", "Quillfeather")
    checks.findings_of(kept)

    with django_assert_max_num_queries(9):
        checks.findings_of(kept)
