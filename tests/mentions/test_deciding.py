"""A leader looks at what others wrote: nothing to do, thanks outside X, or an incident."""

import re
from functools import partial
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.incidents import words as incident_words
from moderation.incidents.actions import evidence
from moderation.incidents.models import Incident
from moderation.mentions.actions import deciding
from moderation.mentions.models import Mention
from moderation.mentions.page_help import TOPICS
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.fixtures.sandbox import SandboxX
from tests.mentions.written import HANDLE, mentions, one_mention, read, watched
from tests.posts import make_pupil


@pytest.fixture
def mention(x_account: Account, sandbox: SandboxX) -> Mention:
    return one_mention(x_account, sandbox)


def path_of(mention: Mention, what: str = "") -> str:
    return f"/{mention.school.slug}/mentions/{mention.pk}/{what}"


def state_of(mention: Mention) -> str:
    with scope.school(mention.school_id):
        return Mention.objects.get(pk=mention.pk).state


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("fine/", {}),
        ("thank/", {"how": "letter"}),
        ("incident/", {"category": "offensive", "said": "About a colleague."}),
    ],
)
def test_whatever_is_decided_nothing_is_said_on_x(
    mention: Mention, head: Person, sandbox: SandboxX, what: str, sent: dict[str, str]
) -> None:
    asked_before = sandbox.requests()

    client_of(head).post(path_of(mention, what), sent)

    assert state_of(mention) != Mention.State.NEW
    assert sandbox.requests() == asked_before


def test_a_mention_becomes_an_incident_with_its_evidence_first(
    x_account: Account, school: School, head: Person, sandbox: SandboxX
) -> None:
    mention = one_mention(x_account, sandbox, "You are all useless")
    given = {"category": "offensive", "said": "About a colleague."}

    answer = client_of(head).post(path_of(mention, "incident/"), given)

    with scope.school(school.pk):
        incident = Incident.objects.get()
        [kept] = incident.evidence.all()
        assert answer["Location"] == f"/{school.slug}/incidents/{incident.pk}/"
        assert incident_words.unseal(incident, kept.words) == f"@{HANDLE} You are all useless"
        assert evidence.is_intact(kept)
        assert kept.link.endswith(f"/Some_Parent/status/{mention.tweet_id}")
        assert (incident.handle, incident.account) == ("Some_Parent", x_account)
        assert incident.steps.get(does="preserve").done_by == head
        [account] = [one.account for one in incident.account_links.select_related("account")]
        assert account.x_user_id == mention.author_id


def test_after_that_only_the_incident_has_the_words(
    x_account: Account, school: School, head: Person, dsl: Person, sandbox: SandboxX
) -> None:
    mention = one_mention(x_account, sandbox, "I saw a child being hurt")
    client_of(dsl).post(path_of(mention, "incident/"), {"category": "disclosure", "said": ""})

    listed = client_of(head).get(f"/{school.slug}/mentions/?state=incident").content.decode()
    page = client_of(head).get(path_of(mention)).content.decode()
    read(watched(x_account))

    assert "being hurt" not in listed + page
    assert "Some_Parent" not in listed + page
    assert f"/{school.slug}/incidents/" not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert len(mentions(x_account)) == 1


def test_what_cannot_be_kept_as_evidence_becomes_no_incident(
    school: School, mention: Mention, head: Person
) -> None:
    make = partial(
        deciding.make_incident, category="offensive", said="", by=head, now=timezone.now()
    )
    with (
        patch.object(evidence, "keep", side_effect=evidence.NothingToKeep("Nothing")),
        pytest.raises(evidence.NothingToKeep),
        scope.school(school.pk),
    ):
        make(mention=mention)

    with scope.school(school.pk):
        assert (state_of(mention), Incident.objects.exists()) == ("new", False)


@pytest.mark.parametrize("what", ["fine/", "thank/", "incident/"])
def test_what_was_looked_at_is_not_decided_again(mention: Mention, head: Person, what: str) -> None:
    client = client_of(head)
    client.post(path_of(mention, "fine/"))

    given = {"how": "person", "category": "offensive", "said": "typed words"}
    answer = client.post(path_of(mention, what), given)

    assert (answer.status_code, state_of(mention)) == (409, "fine")
    assert "Somebody has looked at it already" in answer.content.decode()


def test_thanks_are_counted_for_governors_and_words_are_not_shown_unless_chosen(
    school: School, mention: Mention, head: Person
) -> None:
    governor = make_person(school, Role.GOVERNOR)

    client_of(head).post(path_of(mention, "thank/"), {"how": "person"})
    page = client_of(governor).get(f"/{school.slug}/mentions/thanked/").content.decode()

    assert "Fewer than 5" in page
    assert "Well done" not in page
    with scope.school(school.pk):
        assert Event.objects.get(verb="mention.thanked").actor_id == head.pk


def test_governors_read_what_a_leader_chose_and_not_who_wrote_it(
    school: School, mention: Mention, head: Person
) -> None:
    governor = make_person(school, Role.GOVERNOR)

    client_of(head).post(path_of(mention, "thank/"), {"how": "person", "for_governors": "on"})
    page = client_of(governor).get(f"/{school.slug}/mentions/thanked/").content.decode()

    assert "Well done, all of you" in page
    assert "Some_Parent" not in page


def test_words_with_a_childs_name_are_not_for_governors(
    x_account: Account, school: School, head: Person, sandbox: SandboxX
) -> None:
    make_pupil(school, "Amelia", "Brown")
    mention = one_mention(x_account, sandbox, "Amelia Brown sang so well")

    answer = client_of(head).post(
        path_of(mention, "thank/"), {"how": "person", "for_governors": "on"}
    )

    assert answer.status_code == 409
    assert "name of a child on the roll" in answer.content.decode()
    assert state_of(mention) == "new"


def test_thanks_without_how_keep_the_page(mention: Mention, head: Person) -> None:
    answer = client_of(head).post(path_of(mention, "thank/"), {"for_governors": "on"})

    page = answer.content.decode()
    assert (answer.status_code, state_of(mention)) == (422, "new")
    assert "Choose how they were thanked" in page
    assert re.search(r'name="for_governors"[^>]*checked', page)


def test_list_shows_what_is_new_and_how_far_it_was_read(
    school: School, mention: Mention, head: Person
) -> None:
    page = client_of(head).get(f"/{school.slug}/mentions/").content.decode()

    assert "Well done, all of you" in page
    assert f"@{HANDLE}: read" in page


def test_a_teacher_and_a_governor_do_not_read_mentions(
    school: School, mention: Mention, teacher: Person
) -> None:
    governor = make_person(school, Role.GOVERNOR)

    answers = [client_of(one).get(path_of(mention)).status_code for one in (teacher, governor)]

    assert answers == [403, 403]


def test_every_field_of_the_page_has_an_id_of_its_own(mention: Mention, head: Person) -> None:
    page = client_of(head).get(path_of(mention)).content.decode()

    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_help_has_every_part_that_is_pointed_to(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/mentions/help/").content.decode()

    headings = re.findall(r'<h2 id="([a-z]+)"', page)
    assert set(TOPICS.values()) <= set(headings)
    assert re.findall(r'<li><a href="#([a-z]+)"', page) == headings
