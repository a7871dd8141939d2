"""Writing a draft: what each step keeps, refuses and records."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from moderation.drafts import checks
from moderation.drafts.actions import dismissals, drafts, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.forcing import put
from tests.drafts.outgoing import events_of
from tests.posts import adopt_policy, make_account, make_post, make_pupil, scheduled, submitted

NOW = timezone.now()
MENTION = "Thank you @CafodSchools for the visit."


@pytest.fixture(autouse=True)
def inside(school: School, teacher: Person) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def draft(school: School, teacher: Person) -> Post:
    return make_post(school, teacher)


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def save(post: Post, by: Person, text: str, revision: int | None = None) -> Post:
    known = fresh(post).revision if revision is None else revision
    return drafts.save(post=post, by=by, text=text, revision=known, now=NOW)


def submit(post: Post, by: Person, wall_time: str = "") -> Post:
    return submissions.submit(post=fresh(post), by=by, now=NOW, wall_time=wall_time)


def warning_in(post: Post) -> str:
    (checked,) = checks.findings_of(fresh(post))
    return checked.finding.key


def test_start_makes_an_empty_draft_and_an_event(school: School, teacher: Person) -> None:
    account = make_account(school)

    post = drafts.start(school=school, by=teacher, account=account, now=NOW)

    assert (post.state, post.text, post.author) == (State.DRAFT, "", teacher)
    assert events_of(post) == [("post.started", teacher.pk)]


def test_save_counts_revisions(draft: Post, teacher: Person) -> None:
    save(draft, teacher, "First words")
    save(draft, teacher, "Second words")

    assert (fresh(draft).text, fresh(draft).revision) == ("Second words", 2)
    assert events_of(draft) == [("post.saved", teacher.pk)] * 2


def test_save_of_the_same_words_leaves_no_event(draft: Post, teacher: Person) -> None:
    save(draft, teacher, draft.text, revision=99)

    assert (fresh(draft).revision, events_of(draft)) == (0, [])


def test_save_from_a_window_that_is_behind_shows_the_other_words(
    draft: Post, teacher: Person
) -> None:
    save(draft, teacher, "Theirs", revision=0)

    with pytest.raises(drafts.ChangedElsewhere) as refusal:
        save(draft, teacher, "Mine", revision=0)

    assert (refusal.value.theirs, fresh(draft).text) == ("Theirs", "Theirs")


def test_save_of_far_too_much_keeps_the_draft(draft: Post, teacher: Person) -> None:
    with pytest.raises(drafts.TextTooLong, match="4,001 characters"):
        save(draft, teacher, "x" * 4_001)

    assert fresh(draft).text == draft.text


def test_only_its_author_changes_a_draft(draft: Post, head: Person) -> None:
    with pytest.raises(drafts.NotYours):
        save(draft, head, "Better words")
    with pytest.raises(drafts.NotYours):
        submit(draft, head)
    with pytest.raises(drafts.NotYours):
        drafts.discard(post=draft, by=head, now=NOW)


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT, State.RETURNED}))
def test_words_change_only_in_a_draft(
    school: School, teacher: Person, head: Person, state: str
) -> None:
    post = scheduled(school, teacher, head)
    put(post, state)

    with pytest.raises(NotPossible):
        save(post, teacher, "Other words")
    with pytest.raises(NotPossible):
        submit(post, teacher)


def test_dismiss_keeps_the_reason_and_clears_the_way(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, MENTION)
    with pytest.raises(submissions.Blocked):
        submit(post, teacher)

    dismissals.set_aside(post=post, by=teacher, key=warning_in(post), reason=" A partner ", now=NOW)
    submit(post, teacher)

    assert fresh(post).state == State.SUBMITTED
    assert post.dismissals.get().reason == "A partner"


def test_dismissal_goes_with_the_words_it_was_given_for(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, MENTION)
    dismissals.set_aside(post=post, by=teacher, key=warning_in(post), reason="A partner", now=NOW)

    save(post, teacher, "Thank you @SomebodyElse for the visit.")

    with pytest.raises(submissions.Blocked):
        submit(post, teacher)


def test_dismiss_refuses_blocks_blanks_and_what_is_gone(school: School, teacher: Person) -> None:
    make_pupil(school, "Amelia", "Thornbury")
    post = make_post(school, teacher, "Well done to Amelia Thornbury.")
    block = checks.findings_of(fresh(post))[0].finding.key

    with pytest.raises(dismissals.NotDismissable, match="change the words"):
        dismissals.set_aside(post=post, by=teacher, key=block, reason="She agreed", now=NOW)
    with pytest.raises(dismissals.NoSuchFinding):
        dismissals.set_aside(post=post, by=teacher, key="0" * 64, reason="Why not", now=NOW)
    save(post, teacher, MENTION)
    with pytest.raises(dismissals.NotDismissable, match="give a reason"):
        dismissals.set_aside(post=post, by=teacher, key=warning_in(post), reason="  ", now=NOW)


def test_discard_deletes_only_what_nobody_was_shown(school: School, teacher: Person) -> None:
    unseen = make_post(school, teacher, MENTION, photos=[("Beans on a sunny window sill", False)])
    dismissals.set_aside(post=unseen, by=teacher, key=warning_in(unseen), reason="Partner", now=NOW)
    seen = submissions.withdraw(post=submitted(school, teacher), by=teacher, now=NOW)

    drafts.discard(post=unseen, by=teacher, now=NOW)
    with pytest.raises(Refusal, match="is kept"):
        drafts.discard(post=seen, by=teacher, now=NOW)

    assert list(Post.objects.all()) == [seen]
    assert events_of(unseen)[-1] == ("post.discarded", teacher.pk)
