"""Evidence packs: the digits of the page, the proofs on record, and no child."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consent.models import Pupil, RegisterChange
from moderation.catalogue import proving
from moderation.catalogue.models import Removal, Tweet
from moderation.catalogue.noting import Seen, sha256_of
from moderation.contacts.actions import contacts
from moderation.contacts.models import Contact
from moderation.drafts.models import ConsentProof, Post, Takedown
from moderation.drafts.presenters.live import link
from moderation.followers.models import Check
from policy.actions import standing
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.governance.actions import oversight
from schoolsocial.governance.evidence import policy
from schoolsocial.governance.evidence.pack import made as pack_of
from schoolsocial.governance.evidence.papers import LEFT_OUT
from schoolsocial.governance.evidence.parts import Span
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import evidence as queries
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.catalogue.sights import seen_on_x
from tests.consent.families import make_pupil
from tests.contacts.noticing import noticed, own_account
from tests.documents import reading
from tests.documents.reading import squeezed
from tests.drafts.forcing import force
from tests.drafts.shelf import approved, children, posted, yes
from tests.governance import packs
from tests.governance.files import as_shown, table
from tests.governance.packs import About, make, rows
from tests.incidents.telling import reported
from tests.posts import adopt_policy, make_account

HOME = "/st-catherine/governance/"
FORENAME, SURNAME = "Quillifer", "Zebrowskaja"


@pytest.fixture(autouse=True)
def _policy(school: School, head: Person, teacher: Person) -> None:
    adopt_policy(school)


@pytest.fixture
def canary(school: School, office: Person) -> Pupil:
    """A child whose name stands nowhere else, and whose mother agreed."""
    with scope.school(school.pk):
        pupil = make_pupil(school, FORENAME, SURNAME)
        yes(pupil, office)
        RegisterChange.objects.update(handled_at=timezone.now())
    return pupil


@pytest.fixture
def shown(school: School, teacher: Person, head: Person, office: Person, canary: Pupil) -> Post:
    """A post that went out with a picture of the child among others."""
    return posted(approved(school, teacher, head, [canary, *children(school, office, 2)]))


@pytest.fixture
def whole(
    school: School, teacher: Person, head: Person, dsl: Person, canary: Pupil, shown: Post
) -> None:
    """The child in everything a pack tells of: a post, an incident, a notice, a take-down."""
    words = f"{FORENAME} {SURNAME} (initials Q.Z.) was named."
    force("drafts_post", shown.pk, text=words)
    incident = reported(school, teacher, words=words)
    _notice_of(canary, own_account(school, teacher), teacher, dsl)
    now = timezone.now()
    with scope.school(school.pk):
        Takedown.objects.create(
            school=school,
            post=shown,
            pupil=canary,
            reason=Takedown.Reason.NOT_TO_BE_SHOWN,
            opened_at=now - timedelta(hours=3),
            due_at=now - timedelta(hours=1),
        )
        oversight.comment(school=school, indicator="incidents", words=words, by=head, now=now)
        Check.objects.create(school=school, by=head, at=now)
    assert incident.pk


def _notice_of(pupil: Pupil, account: Any, teacher: Person, dsl: Person) -> None:
    contact = noticed(account, teacher, handle="quillifer_z")
    with scope.school(pupil.school_id):
        seen = Contact.objects.get(pk=contact.pk)
        contacts.name_pupil(contact=seen, who=f"{FORENAME} {SURNAME}", by=dsl, now=timezone.now())


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def _page(client: Client) -> str:
    return squeezed(html.unescape(re.sub(r"<[^>]+>", " ", client.get(HOME).content.decode())))


def test_page_tables_and_papers_have_the_same_figures(
    school: School, head: Person, client: Client, whole: None
) -> None:
    pack = make(school, head)

    page = _page(client)
    found = table(packs.files(pack)["tables/indicators.csv"])[1:]
    said = reading.words(packs.files(pack)["indicators.pdf"])
    cells = packs.sheets(packs.files(pack)["evidence.xlsx"])["Indicators"][1:]
    heads = [row for row in found if row[4]]
    assert [row[0] for row in heads] == [f"{one.number}. {one.title}" for one in INDICATORS]
    for row in heads:
        assert squeezed(row[0] + row[2].lstrip("'")) in page
    for row, line in zip(found, cells, strict=True):
        assert squeezed(row[2]) in said
        assert [str(line[0]), str(line[1]), as_shown(line[2], row[2])] == row[:3]


def test_incidents_are_told_as_on_the_page_of_the_indicator(
    school: School, teacher: Person, head: Person, client: Client
) -> None:
    for _ in range(6):
        reported(school, teacher)
    reported(school, teacher, category="copyright")

    pack = make(school, head)

    page = client.get(f"{HOME}indicator/?of=incidents").content.decode()
    told = {row["What"]: row["Number"] for row in rows(pack, "incidents")}
    assert told["Reported"] == "7 to 10"
    for name, number in told.items():
        if name in page:
            assert number in page
    assert "Fewer than 5" in told.values()


def test_no_child_is_in_any_file(school: School, head: Person, whole: None) -> None:
    pack = make(school, head)

    opened = {path: packs.readable(path, data) for path, data in packs.files(pack).items()}
    assert len(opened) > 14
    for path, words in opened.items():
        for name in (FORENAME, SURNAME, "Q.Z.", "quillifer_z"):
            assert name.lower() not in words.lower(), path


def test_nothing_a_pack_is_made_of_was_empty_when_no_child_was_found(
    school: School, head: Person, whole: None
) -> None:
    pack = make(school, head)

    for slug in ("approvals", "take-downs", "incidents", "follower-checks", "agreements"):
        assert rows(pack, slug), slug


def test_approval_has_its_seal_approver_version_and_proof(
    school: School, teacher: Person, head: Person, shown: Post
) -> None:
    [row] = rows(make(school, head), "approvals")

    with scope.school(school.pk):
        proof = ConsentProof.objects.filter(post=shown).latest("proven_at")
        version = shown.versions.get()
        [picture] = shown.photos.all()
        on_x = link(Post.objects.select_related("account").get(pk=shown.pk))
    assert (row["Post"], row["Address on X"]) == (str(shown.pk), on_x)
    assert (row["Written by"], row["Approved by"]) == (teacher.name, head.name)
    assert (row["Seal"], row["Policy version"]) == (shown.seal, str(version.policy_version))
    assert row["Consent"] == "Proven for each child named in a photo"
    assert row["Consent proven at"] == f"{timezone.localtime(proof.proven_at):%d/%m/%Y %H:%M}"
    assert row["SHA-256 of the words"] == sha256_of(version.text)
    assert row["SHA-256 of the pictures"] == picture.sha256


def test_post_of_another_time_is_not_in_it(school: School, head: Person, shown: Post) -> None:
    year = timedelta(days=370)
    force("drafts_post", shown.pk, posted_at=timezone.now() - year)

    assert rows(make(school, head), "approvals") == []
    assert len(rows(make(school, head, period=Period(2025)), "approvals")) == 1


def test_take_down_has_its_clock_and_no_post(
    school: School, head: Person, whole: None, shown: Post
) -> None:
    pack = make(school, head)

    [row] = rows(pack, "take-downs")
    assert list(row) == ["Reason came up", "Due", "Gone", "In time"]
    assert row["In time"] == "Late, and not gone yet"
    assert row["Gone"] == ""


def test_removal_is_proven_by_digests_and_when_x_no_longer_had_it(
    school: School, head: Person
) -> None:
    account, words = make_account(school), "Our garden club met."
    [tweet] = seen_on_x(account, Seen(tweet_id="1990000000000000001", text=words))
    gone = timezone.now()
    with scope.school(school.pk):
        again = Tweet.objects.get(pk=tweet.pk)
        proving.begin(again, why=Removal.Why.POLICY, since=gone, by=head, now=gone)
        Removal.objects.update(gone_at=gone)

    [row] = rows(make(school, head), "proofs-of-removal")

    assert row["Reason"] == "It is not as the policy wants it today"
    assert row["SHA-256 of the words"] == sha256_of(words)
    assert row["Gone from X"] == f"{timezone.localtime(gone):%d/%m/%Y %H:%M}"


def test_policy_has_its_clauses_and_how_it_was_ratified(school: School, head: Person) -> None:
    pack = make(school, head)

    [version] = rows(pack, "policy")
    said = reading.words(packs.files(pack)["policy.pdf"])
    assert (version["Ratified on"], version["In force from"]) == ("01/07/2020", "01/09/2020")
    assert version["Minutes"] == "On paper"
    found = rows(pack, "clauses")
    assert len(found) == int(version["Clauses"])
    for clause in found:
        if "://" not in clause["Words"]:  # long addresses are broken on paper
            assert squeezed(clause["Words"].lstrip("'")) in said
    assert "Minutes:Onpaper".lower() in said.lower()


def test_period_without_a_policy_says_so(school: School, head: Person) -> None:
    pack = make(school, head, About.POLICY, Period(2018))

    assert rows(pack, "policy") == rows(pack, "clauses") == []
    assert "Noratifiedpolicywasinforce" in reading.words(packs.files(pack)["policy.pdf"])


def test_version_counts_until_the_day_before_the_next(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2020, 9, 1), date(2024, 9, 1), date(2026, 10, 1), date(2026, 10, 1)]
    found = [PolicyVersion(number=n, in_force_from=day) for n, day in enumerate(days, start=1)]
    monkeypatch.setattr(queries, "ratified_by", lambda *_: found)
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)

    counted = policy.in_force(Span(school, packs.YEAR, now, now, 0))

    assert [(one.version.number, one.since, one.until) for one in counted] == [
        (2, date(2024, 9, 1), date(2026, 9, 30)),
        (4, date(2026, 10, 1), None),
    ]


def test_staff_who_agreed_and_are_trained_are_named(
    school: School, teacher: Person, head: Person
) -> None:
    pack = make(school, head)

    assert {teacher.name, head.name} == {row["Name"] for row in rows(pack, "agreements")}
    assert {row["Name"] for row in rows(pack, "training")} <= {teacher.name, head.name}


def test_cell_that_looks_like_a_formula_is_text(
    school: School, teacher: Person, head: Person
) -> None:
    day = timezone.localdate()
    with scope.school(school.pk):
        standing.record_training(
            school=school,
            people=[teacher],
            course="=HYPERLINK(1)",
            taken_on=day,
            counts_until=day,
            by=head,
            now=timezone.now(),
        )

    pack = make(school, head)

    assert "'=HYPERLINK(1)" in {row["Course"] for row in rows(pack, "training")}
    sheet = packs.sheets(packs.files(pack)["evidence.xlsx"])["Training"]
    assert "'=HYPERLINK(1)" in {row[1] for row in sheet}


def test_audit_chain_is_worked_out_again(school: School, head: Person) -> None:
    pack = make(school, head)

    told = {row["What"]: row["As found"] for row in rows(pack, "audit-chain")}
    with scope.school(school.pk):
        last = Event.objects.filter(sequence=pack.events).get()
        made = Event.objects.get(verb="governance.evidence_made")
    assert told["Result"] == "All as it was written"
    assert told["Events looked at"] == f"{pack.events:,}"
    assert told["Digest of the last event (SHA-256)"] == bytes(last.digest).hex() == pack.head
    assert made.sequence == pack.events + 1


def test_cover_lists_what_is_in_it_what_is_not_and_every_digest(
    school: School, head: Person
) -> None:
    pack = make(school, head)

    files = packs.files(pack)
    cover = reading.words(files["cover.pdf"])
    assert school.name.replace(" ", "") in cover
    for left_out, why in LEFT_OUT:
        assert squeezed(str(left_out)) in cover
        assert squeezed(str(why)) in cover
    for path, content in files.items():
        if path not in {"cover.pdf", "SHA256SUMS"}:
            assert path in cover
            assert sha256(content).hexdigest() in cover


def test_sums_are_of_every_other_file(school: School, head: Person) -> None:
    files = packs.files(make(school, head))

    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {path: sha256(content).hexdigest() for path, content in files.items()}


def test_same_as_of_gives_the_same_bytes(school: School, head: Person, whole: None) -> None:
    first = make(school, head)
    span = Span(school, packs.YEAR, first.as_of, first.counted_at, first.events)

    with scope.school(school.pk):
        again = pack_of(span, About.EVERYTHING, head)

    assert again.content == bytes(first.content)


@pytest.mark.parametrize(
    ("about", "held", "not_held"),
    [
        (About.POLICY, "agreements", "approvals"),
        (About.POSTS, "approvals", "agreements"),
        (About.INCIDENTS, "take-downs", "clauses"),
        (About.FOLLOWERS, "follower-checks", "incidents"),
    ],
)
def test_subject_says_which_tables_are_in_it(
    school: School, head: Person, about: About, held: str, not_held: str
) -> None:
    pack = make(school, head, about)

    files = packs.files(pack)
    assert f"tables/{held}.csv" in files
    assert f"tables/{not_held}.csv" not in files
    assert {"tables/indicators.csv", "tables/audit-chain.csv"} <= files.keys()
    assert ("policy.pdf" in files) is (about in {About.POLICY, About.POSTS})
    assert squeezed(f"asked for about: {about.label}") in reading.words(files["cover.pdf"])


def test_another_schools_rows_are_in_no_pack(
    school: School, other_school: School, head: Person, shown: Post
) -> None:
    theirs = make_person(other_school, Role.SLT, name="Otto Other")
    adopt_policy(other_school)
    posted(approved(other_school, make_person(other_school, Role.TEACHER), theirs, []))

    pack = make(school, head)

    assert [row["Post"] for row in rows(pack, "approvals")] == [str(shown.pk)]
    assert "OttoOther" not in packs.readable("x.csv", packs.files(pack)["tables/agreements.csv"])
