"""Something to open at each address that names a thing. A new address needs its line here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from consent.actions import family_links, never_publish
from consent.models import Guardian
from moderation.blocks.actions import blocks
from moderation.catalogue.adopting import adopt
from moderation.catalogue.models import ArchiveImport, Audit, Case, Remark, Tweet, TweetPicture
from moderation.catalogue.noting import Look, Seen, note
from moderation.contacts.actions import contacts
from moderation.drafts.actions import safety, slots, weekly
from moderation.drafts.actions.weekly import Weekly
from moderation.drafts.models import Flag, Post, PostPhoto, SafetyMessage
from moderation.drafts.workflow import ON_X
from moderation.followers.actions import sweeps
from moderation.followers.models import Decision, FollowerCase
from moderation.followers.workflow import Verdict
from moderation.following.actions import register
from moderation.following.actions import requests as follow_requests
from moderation.following.models import Followee, FollowRequest
from moderation.incidents.actions import evidence, reporting
from moderation.incidents.actions.reporting import Report
from moderation.incidents.models import OtherAccount
from moderation.mentions.models import Mention
from moderation.replay.models import Replay
from policy.models import PolicyVersion
from schoolsocial.accounts.actions import (
    covers,
    devices,
    invitations,
    kept_filters,
    schools,
    trust_people,
)
from schoolsocial.accounts.models import (
    Letter,
    Membership,
    Notice,
    Person,
    School,
    Term,
    Trust,
    TrustMember,
)
from schoolsocial.accounts.roles import Role
from schoolsocial.api.presenters import resources
from schoolsocial.governance.actions import evidence as evidence_packs
from schoolsocial.governance.actions import oversight, reports
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import EvidencePack
from schoolsocial.governance.periods import Period
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account, Drift
from tests.accounts import pushing
from tests.api import hooking
from tests.api.making import make_token, published
from tests.cast import in_scope, make_person, make_school
from tests.consent import campaigning, families
from tests.consent.families import make_guardian, make_pupil
from tests.consent.rolls import received
from tests.drafts import hands, shelf
from tests.drafts.forcing import force
from tests.drafts.series import make_series
from tests.drafts.trips import make_trip
from tests.governance import trusts as making_trusts
from tests.policy import versions as policies
from tests.posts import (
    _any_account,
    adopt_policy,
    make_account,
    make_photo,
    make_post,
    scheduled,
    submitted,
)
from tests.routes import Route

NOWHERE = 2**31 - 1
"""A number no row has."""

Parameters = dict[str, Any]

_numbers = count(10_000)


@dataclass
class World:
    """A school with somebody in it, and another school."""

    school: School
    other_school: School
    teacher: Person
    admin: Person
    people: dict[str, Person] = field(default_factory=dict)


def world() -> World:
    school, other = make_school("st-catherine"), make_school("hunts-cross")
    for one in (school, other):
        adopt_policy(one)
    return World(
        school=school,
        other_school=other,
        teacher=make_person(school, Role.TEACHER),
        admin=make_person(school, Role.ADMIN),
    )


def parameters(route: Route, given: World, actor: Person) -> Parameters:
    """What goes into the address, beside the school, so that it opens a thing of the school.

    A draft is the actor's own where they belong to the school, except where they are to judge it.
    """
    wanted = route.parameters - {"school"}
    if not wanted:
        return {}
    if route.name not in SAMPLES:
        pytest.fail(f"Add a sample for {route.name} ({route.path}) to tests/accounts/samples.py.")
    with in_scope(given.school.pk):
        is_member = Membership.objects.filter(person=actor).exists()
        found = SAMPLES[route.name](given, actor if is_member else given.teacher)
    return {name: found[name] for name in wanted}


def nowhere(found: Parameters) -> Parameters:
    """The same address with things that are not there."""
    return {
        name: NOWHERE if isinstance(value, int) else "0" * len(value)
        for name, value in found.items()
    }


def _place(given: World, actor: Person) -> Parameters:
    newcomer = make_person(given.school, Role.GOVERNOR)
    return {"pk": Membership.objects.get(person=newcomer).pk}


def _invitation(given: World, actor: Person) -> Parameters:
    invitation = invitations.invite(
        school=given.school,
        by=given.admin,
        email=f"{actor.pk}.{Letter.objects.count()}@school.example",
        name="Nia",
        roles=[Role.TEACHER],
        now=timezone.now(),
    )
    path = Letter.objects.latest("pk").path
    return {"pk": invitation.pk, "token": path.rstrip("/").rsplit("/", 1)[-1]}


def _term(given: World, actor: Person) -> Parameters:
    day = date(2026, 1, 1) + timedelta(days=Term.objects.count())
    term = schools.add_term(
        school=given.school, by=given.admin, name="Term", starts_on=day, ends_on=day
    )
    return {"pk": term.pk}


def _device(given: World, actor: Person) -> Parameters:
    label = f"iPad {given.school.devices.count()}"
    now = timezone.now()
    added = devices.add(school=given.school, by=given.admin, label=label, now=now)
    return {"pk": added.device.pk}


def _kept_filter(given: World, actor: Person) -> Parameters:
    """The actor's own; of a teacher where the actor is of another school."""
    place = Membership.objects.filter(person=actor).first()
    place = place or Membership.objects.get(person=given.teacher)
    number = next(_numbers)
    kept = kept_filters.keep(
        place=place,
        listed=f"sample.{number}",
        query="state=closed",
        name="Closed ones",
        begins=False,
        now=timezone.now(),
    )
    return {"pk": kept.pk}


def _told_device(given: World, actor: Person) -> Parameters:
    """The actor's own."""
    return {"pk": pushing.device(actor, str(next(_numbers))).pk}


def _inbox_entry(given: World, actor: Person) -> Parameters:
    notice = Notice.objects.create(
        school=given.school,
        person=actor,
        kind="posting-goes-on",
        path=reverse("inbox", args=[given.school.slug]),
        at=timezone.now(),
    )
    return {"pk": notice.pk}


def _network(given: World, actor: Person) -> Parameters:
    network = devices.add_network(
        school=given.school,
        by=given.admin,
        label="Main building",
        addresses=f"192.0.2.{given.school.networks.count()}/32",
        now=timezone.now(),
    )
    return {"pk": network.pk}


def _cover(given: World, actor: Person) -> Parameters:
    today = timezone.localdate()
    named = covers.name(
        school=given.school,
        person=make_person(given.school, Role.TEACHER),
        by=given.admin,
        first_day=today,
        last_day=today,
        now=timezone.now(),
    )
    return {"pk": named.pk}


def _account(given: World, actor: Person) -> Parameters:
    """The actor's own, which everybody may open who may open the page."""
    account = make_account(given.school)
    Account.objects.filter(pk=account.pk).update(kind=Account.Kind.STAFF, owner=actor)
    return {"pk": account.pk}


def _account_of_school(given: World, actor: Person) -> Parameters:
    return {"pk": make_account(given.school).pk}


def _drift(given: World, actor: Person) -> Parameters:
    account = make_account(given.school)
    drift = Drift.objects.create(
        school=given.school, account=account, aspect="bio", seen_at=timezone.now()
    )
    return {"pk": drift.pk}


def _flag(given: World, actor: Person) -> Parameters:
    post = submitted(given.school, given.teacher)
    flag = Flag.objects.create(
        school=given.school, post=post, rule="extremism", key="0" * 16, at=timezone.now()
    )
    return {"pk": flag.pk}


def _own_draft(given: World, actor: Person) -> Parameters:
    post = make_post(given.school, actor, photos=[("A bean plant on a window sill", False)])
    shown = PostPhoto.objects.select_related("photo").get(post=post)
    return {"pk": post.pk, "photo": shown.pk, "token": shown.photo.token}


def _trip(given: World, actor: Person) -> Parameters:
    return {"pk": make_trip(given.school, given.teacher).pk}


def _slot(given: World, actor: Person) -> Parameters:
    account = make_account(given.school)
    made = slots.add(
        account=account,
        weekday=0,
        at=time(15, 30),
        school_days_only=True,
        by=given.teacher,
        now=timezone.now(),
    )
    return {"pk": made.pk}


def _safety_message(given: World, actor: Person) -> Parameters:
    safety.stock(school=given.school, by=given.teacher, now=timezone.now())
    message = SafetyMessage.objects.filter(school=given.school).first()
    assert message is not None
    return {"pk": message.pk}


def _series(given: World, actor: Person) -> Parameters:
    return {"pk": make_series(make_post(given.school, actor)).pk}


def _to_judge(given: World, actor: Person) -> Parameters:
    return {"pk": submitted(given.school, given.teacher).pk}


def _own_submitted(given: World, actor: Person) -> Parameters:
    return {"pk": submitted(given.school, actor).pk}


def _scheduled(given: World, actor: Person) -> Parameters:
    reviewer = make_person(given.school, Role.SLT)
    return {"pk": scheduled(given.school, given.teacher, reviewer).pk}


def _in_state(state: str) -> Callable[[World, Person], Parameters]:
    def sample(given: World, actor: Person) -> Parameters:
        post: Post = submitted(given.school, given.teacher)
        tweet = str(1_000_000 + post.pk) if state in ON_X else None
        force("drafts_post", post.pk, state=state, tweet_id=tweet)
        return {"pk": post.pk}

    return sample


def _by_hand(given: World, actor: Person) -> Parameters:
    """A post that waits for somebody to post it by hand."""
    reviewer = make_person(given.school, Role.SLT)
    return {"pk": hands.handed(_account_by_hand(given), actor, reviewer).pk}


def _to_delete_by_hand(given: World, actor: Person) -> Parameters:
    post = submitted(given.school, actor, account=_account_by_hand(given))
    force("drafts_post", post.pk, state="removing", tweet_id=str(2_000_000 + post.pk))
    return {"pk": post.pk}


def _in_hand(given: World, actor: Person) -> Parameters:
    """A post that the actor has in hand, with a picture."""
    reviewer = make_person(given.school, Role.SLT)
    photos = [("Seedlings in pots", False)]
    post = hands.handed(_account_by_hand(given), actor, reviewer, photos=photos)
    hands.taken(post, actor)
    return {"pk": post.pk, "photo": PostPhoto.objects.get(post=post).pk}


def _account_by_hand(given: World) -> Account:
    found = given.school.accounts.filter(posts_by="hand").first()
    return found or hands.hand_account(given.school, given.admin)


def _archive(given: World, actor: Person) -> Parameters:
    now = timezone.now()
    row = ArchiveImport.objects.create(
        school=given.school,
        account=_account_by_hand(given),
        by=given.admin,
        at=now,
        made_at=now,
        state="done",
        done_at=now,
    )
    return {"pk": row.pk}


def _picture_on_x(given: World, actor: Person) -> Parameters:
    post = submitted(given.school, given.teacher, photos=[("A bean plant", False)])
    force("drafts_post", post.pk, state="posted", tweet_id=str(1_000_000 + post.pk))
    return {"pk": post.pk, "photo": PostPhoto.objects.get(post=post).pk}


def _to_keep(given: World, actor: Person) -> Parameters:
    post = shelf.posted(
        scheduled(
            given.school,
            given.teacher,
            make_person(given.school, Role.SLT),
            photos=[("A bean plant", False)],
        )
    )
    return {"pk": post.pk, "photo": PostPhoto.objects.get(post=post).pk}


def _in_the_library(given: World, actor: Person) -> Parameters:
    post = Post.objects.get(pk=_to_keep(given, actor)["pk"])
    kept = shelf.keep(post, given.admin, use_by=timezone.localdate())
    return {"pk": kept.pk}


def _to_use(given: World, actor: Person) -> Parameters:
    draft, picture = _own_draft(given, actor), _in_the_library(given, actor)
    return {"pk": draft["pk"], "picture": picture["pk"]}


def _weekly(given: World, actor: Person) -> Parameters:
    """The actor's own, where they draft; else one they set."""
    words = Weekly("Write about our week", 0, time(8, 30))
    made = weekly.remind(
        school=given.school, person=given.teacher, weekly=words, by=actor, now=timezone.now()
    )
    return {"pk": made.pk}


def _incident(given: World, actor: Person) -> Parameters:
    reported = reporting.report(
        school=given.school,
        report=Report(category="offensive", words="Rude words."),
        by=given.teacher,
        now=timezone.now(),
    )
    kept = evidence.keep(
        incident=reported,
        seen=evidence.Seen(seen_at=timezone.now(), picture=b"png", media_type="image/png"),
        by=given.teacher,
        now=timezone.now(),
    )
    return {"pk": reported.pk, "evidence": kept.pk, "step": reported.steps.latest("pk").pk}


def _followee(given: World, actor: Person) -> Parameters:
    wished = register.wish(
        account=_any_account(given.school),
        handle=f"museum{Followee.objects.count()}",
        benefit="Free lessons",
        by=given.teacher,
        now=timezone.now(),
    )
    return {"pk": wished.pk}


def _follow_request(given: World, actor: Person) -> Parameters:
    follow_requests.report(
        account=_any_account(given.school),
        handles=[f"parent{FollowRequest.objects.count()}"],
        by=given.admin,
        now=timezone.now(),
    )
    return {"pk": FollowRequest.objects.latest("pk").pk}


def _own_account(given: World, actor: Person) -> Account:
    """A professional account of the actor's own."""
    handle = f"own_{given.school.accounts.count()}"
    return hands.hand_account(given.school, actor, handle=handle, kind="staff")


def _block(given: World, actor: Person) -> Parameters:
    decided = blocks.decide(
        account=_own_account(given, actor),
        user_id="5",
        handle="somebody",
        reason="Sells pots.",
        by=actor,
        now=timezone.now(),
    )
    return {"pk": decided.pk}


def _contact(given: World, actor: Person) -> Parameters:
    noticed = contacts.notice(
        account=_own_account(given, actor),
        user_id="",
        handle="somebody",
        by=actor,
        now=timezone.now(),
    )
    return {"pk": noticed.pk}


def _other_account(given: World, actor: Person) -> Parameters:
    """An account on X that an incident is about."""
    reporting.report(
        school=given.school,
        report=Report(category="offensive", words="Rude words.", handle="Rude_One"),
        by=given.teacher,
        now=timezone.now(),
    )
    return {"account": OtherAccount.objects.get(handle="Rude_One").pk}


def _incident_about_our_post(given: World, actor: Person) -> Parameters:
    post = Post.objects.get(pk=_in_state("posted")(given, actor)["pk"])
    told = Report(category="copyright", words="They say it is theirs.", post=post)
    reported = reporting.report(
        school=given.school, report=told, by=given.teacher, now=timezone.now()
    )
    return {"pk": reported.pk}


def _mention(given: World, actor: Person) -> Parameters:
    """What somebody wrote to the school's account."""
    number = str(10**18 + Mention.objects.count())
    now = timezone.now()
    mention = Mention.objects.create(
        school=given.school,
        account=_any_account(given.school),
        tweet_id=number,
        conversation_id=number,
        posted_at=now,
        seen_at=now,
        checked_at=now,
    )
    return {"pk": mention.pk}


def _follow_up(given: World, actor: Person) -> Parameters:
    asked = oversight.ask(
        school=given.school,
        indicator="training",
        words="Train the newcomer.",
        due_on=timezone.localdate(),
        by=given.admin,
        now=timezone.now(),
    )
    return {"pk": asked.pk}


def _report_file(given: World, actor: Person) -> Parameters:
    now = timezone.now()
    counting.count(given.school.pk, now)
    report, _ = reports.make(school=given.school, period=Period(2026), by=given.admin, now=now)
    return {"pk": report.pk, "kind": "csv"}


def _evidence_pack(given: World, actor: Person) -> Parameters:
    kept = EvidencePack.objects.filter(school=given.school).first()
    if kept is not None:
        return {"pk": kept.pk}
    counting.count(given.school.pk, timezone.now())
    pack = evidence_packs.make(
        school=given.school,
        period=Period(2026),
        about=EvidencePack.About.FOLLOWERS,
        by=given.admin,
        now=timezone.now(),
    )
    return {"pk": pack.pk}


def _in_the_register(given: World, actor: Person) -> Parameters:
    school_class = given.school.classes.first() or families.class_of_today(given.school)
    pupil = families.make_pupil(given.school, school_class=school_class)
    return {"pk": pupil.pk}


def _carer(given: World, actor: Person) -> Parameters:
    pupil = make_pupil(given.school)
    return {"pk": pupil.pk, "guardian": make_guardian(pupil).pk}


def _class_of_the_register(given: World, actor: Person) -> Parameters:
    found = given.school.classes.first() or families.class_of_today(given.school)
    return {"pk": found.pk}


def _paper(given: World, actor: Person) -> Parameters:
    return {"token": families.make_paper(given.school, given.admin).token}


def _protected(given: World, actor: Person) -> Parameters:
    pupil = families.make_pupil(given.school)
    lead = make_person(given.school, Role.DSL)
    entry = never_publish.protect(pupil=pupil, reason="Hidden", by=lead, now=timezone.now())
    return {"pk": pupil.pk, "entry": entry.pk}


def _replay(given: World, actor: Person) -> Parameters:
    version = PolicyVersion.objects.get()
    today = timezone.localdate()
    replay = Replay.objects.create(
        school=given.school,
        version=version,
        against=version,
        since=today,
        until=today,
        started_by=given.admin,
        started_at=timezone.now(),
        total=1,
    )
    return {"pk": replay.pk}


def _tweet(given: World, actor: Person) -> Parameters:
    """A post on X in which an audit found something, with a picture whose file is held here."""
    account = _any_account(given.school)
    number = str(10**18 + Tweet.objects.count())
    look = Look(Tweet.Source.ARCHIVE, timezone.now())
    [tweet] = note(account=account, seen=[Seen(number, "Sports day")], look=look)
    photo = make_photo(given.school, given.teacher)
    TweetPicture.objects.create(school=given.school, tweet=tweet, photo=photo, position=1)
    _remark(given, tweet)
    return {"pk": tweet.pk, "token": photo.token}


def _held_picture(given: World, actor: Person) -> Parameters:
    return {**_tweet(given, actor), "position": 1}


def _post_made_outside(given: World, actor: Person) -> Parameters:
    found = Tweet.objects.get(pk=_tweet(given, actor)["pk"])
    return {"pk": adopt(found, by=given.teacher, now=timezone.now()).pk}


def _remark(given: World, tweet: Tweet) -> None:
    now = timezone.now()
    audit = Audit.objects.create(
        school=given.school,
        version=PolicyVersion.objects.get(),
        day=timezone.localdate(),
        started_at=now,
        finished_at=now,
        total=1,
        done=1,
    )
    Remark.objects.create(
        school=given.school,
        audit=audit,
        tweet=tweet,
        noted_on=tweet.posted_at,
        opened_at=now,
        verdict="ask",
        fingerprint="0" * 64,
    )


def _case(given: World, actor: Person) -> Parameters:
    tweet = Tweet.objects.get(pk=_tweet(given, actor)["pk"])
    case = Case.objects.create(
        school=given.school, tweet=tweet, kind=Case.Kind.OUTSIDE, opened_at=timezone.now()
    )
    return {"pk": case.pk}


def _family(given: World) -> Guardian:
    """A child of its own and their first contact."""
    pupil = make_pupil(given.school, born_on=date(2018, 3, 27))
    return make_guardian(pupil, email="family@family.example", first=True)


def _campaign_draft(given: World, actor: Person) -> Parameters:
    campaign = given.school.campaigns.under_way().first()
    if campaign is None or not campaign.is_draft:
        given.school.campaigns.filter(state="open").update(
            state="closed", closed_on=timezone.localdate()
        )
        _family(given)
        campaign = campaigning.start(given.school, given.admin)
    return {"pk": campaign.pk}


def _campaign_open(given: World, actor: Person) -> Parameters:
    """With a family that holds a link."""
    campaign = given.school.campaigns.under_way().first()
    if campaign is None:
        _family(given)
        campaign = campaigning.opened(given.school, given.admin)
    guardian = _family(given)
    link = family_links.issue(
        campaign=campaign, guardian=guardian, by=given.admin, by_mail=False, now=timezone.now()
    )
    return {
        "pk": campaign.pk,
        "guardian": guardian.pk,
        "token": campaigning.path_of(link).split("/")[2],
    }


def _policy_in_force(given: World, actor: Person) -> Parameters:
    return {"pk": given.school.policy_versions.get(number=1).pk}


def _policy_draft(given: World, actor: Person) -> Parameters:
    draft = given.school.policy_versions.working().first()
    draft = draft or policies.begin(given.school, given.admin)
    clause = draft.clauses.order_by("position").first()
    assert clause is not None
    return {"pk": draft.pk, "clause": clause.pk, "rule": "length"}


def _policy_recorded(given: World, actor: Person) -> Parameters:
    recorded = given.school.policy_versions.working().first()
    if recorded is None:
        recorded = policies.begin(given.school, given.admin)
        policies.record(policies.propose(recorded, given.admin), given.admin)
    return {"pk": recorded.pk}


def _pupil(given: World, actor: Person) -> Parameters:
    return {"pk": make_pupil(given.school).pk}


def _roll_import(given: World, actor: Person) -> Parameters:
    return {"pk": received(given.school, "000101,,Amelia,Brown,,Year 3,3 Oak,").pk}


def _live(given: World, actor: Person) -> Parameters:
    """A post that stands on X, with a picture and its address."""
    reviewer = make_person(given.school, Role.SLT)
    picture = [("A bean plant", False)]
    post = published(given.school, given.teacher, reviewer, photos=picture)
    placed = PostPhoto.objects.select_related("photo").get(post=post)
    return {"pk": post.pk, "signed": resources.signed_name_of(placed)}


def _token(given: World, actor: Person) -> Parameters:
    label = f"Token {given.school.api_tokens.count()}"
    return {"pk": make_token(given.school, given.admin, label=label).token.pk}


def _webhook(given: World, actor: Person) -> Parameters:
    """With a message that waits."""
    address = f"https://www.example.org/{given.school.webhooks.count()}"
    made = hooking.register(given.school, given.admin, address)
    return {"pk": made.webhook.pk, "delivery": hooking.ping(made.webhook, given.admin).pk}


def _follower_case(given: World, actor: Person) -> Parameters:
    """A case on the actor's own account: leaders see it as well, its owner having agreed."""
    number = next(_numbers)
    now = timezone.now()
    account = Account.objects.create(
        school=given.school,
        handle=f"Own{number}",
        name="Own",
        kind=Account.Kind.STAFF,
        owner=actor,
        x_user_id=str(number),
        access_token=b"sealed",
        connected_at=now,
    )
    sweeps.agree(account=account, yes=True, by=actor, now=now)
    sweep = sweeps.paste(account=account, handles=["SomeFollower"], by=actor, now=now)
    return {"pk": sweep.cases.get().pk, "account": account.pk}


def _follower_sweep(given: World, actor: Person) -> Parameters:
    account = Account.objects.get(pk=_follower_case(given, actor)["account"])
    sweep = account.sweeps.latest("pk")
    return {"pk": sweep.pk}


def _block_to_sign(given: World, actor: Person) -> Parameters:
    """Somebody else decided to block, by a policy that had two leaders sign."""
    lead = make_person(given.school, Role.SLT)
    found = _follower_case(given, actor)
    said = {"verdict": Verdict.BLOCK, "reason": "empty"}
    case = FollowerCase.objects.filter(pk=found["pk"])
    line = Decision(school=given.school, case=case.get(), act="decided", words="Empty", **said)
    line.by, line.at = lead, timezone.now()
    line.save()
    case.update(state="to-sign", **said)
    return found


def _trust(given: World, actor: Person) -> Parameters:
    """A trust that the school belongs to, and the actor does not."""
    trust, _ = Trust.objects.get_or_create(slug="mersey", defaults={"name": "Mersey Trust"})
    return {"trust": trust.slug, "slug": given.school.slug}


def _asked(given: World, actor: Person) -> Parameters:
    number = Trust.objects.count()
    trust = making_trusts.make_trust(f"trust-{number}", "Trust")
    by = making_trusts.make_trust_admin(trust)
    return {"pk": making_trusts.ask(given.school, trust, by).pk}


def _trust_person(given: World, actor: Person) -> Parameters:
    """Somebody of the trust, and somebody it invited."""
    trust, _ = Trust.objects.get_or_create(slug="mersey", defaults={"name": "Mersey Trust"})
    by, number = making_trusts.make_trust_admin(trust), next(_numbers)
    with scope.trust(trust.pk):
        invited = trust_people.invite(
            trust=trust,
            name="Ivy Invited",
            email=f"ivy{number}@trust.example",
            by=by,
            now=timezone.now(),
        )
        member = TrustMember.objects.get(person=by)
    return {"trust": trust.slug, "invitation": invited, "member": member}


def _trust_member(given: World, actor: Person) -> Parameters:
    found = _trust_person(given, actor)
    return {"trust": found["trust"], "pk": found["member"].pk}


def _trust_invitation(given: World, actor: Person) -> Parameters:
    found = _trust_person(given, actor)
    return {"trust": found["trust"], "pk": found["invitation"].pk}


def _trust_link(given: World, actor: Person) -> Parameters:
    """The link in the mail, which has not left yet."""
    found = _trust_person(given, actor)
    path = found["invitation"].path.rstrip("/")
    return {"trust": found["trust"], "token": path.rsplit("/", 1)[-1]}


def _proposal(given: World, actor: Person) -> Parameters:
    """What a trust of the school proposed; its row is the same for whoever opens it."""
    trust, is_new = Trust.objects.get_or_create(slug="mersey", defaults={"name": "Mersey Trust"})
    if is_new:
        making_trusts.join(given.school, trust, making_trusts.make_trust_admin(trust))
    made = making_trusts.propose(trust)
    return {"trust": trust.slug, "pk": made.pk}


SAMPLES: dict[str, Callable[[World, Person], Parameters]] = {
    "told_try": _told_device,
    "told_end": _told_device,
    "inbox_entry": _inbox_entry,
    "guide_task": lambda _world, _actor: {"task": "write-a-post"},
    "trust_proposals": _trust,
    "trust_publish": _trust,
    "trust_publish_words": _trust,
    "trust_proposal": _proposal,
    "policy_proposal": _proposal,
    "policy_proposal_accept": _proposal,
    "policy_proposal_decline": _proposal,
    "trust": _trust,
    "trust_table": _trust,
    "trust_ask": _trust,
    "trust_people": _trust,
    "trust_invite": _trust,
    "trust_join": _trust_link,
    "trust_remove_person": _trust_member,
    "trust_resend_invitation": _trust_invitation,
    "trust_revoke_invitation": _trust_invitation,
    "trust_school": _trust,
    "governance:answer_trust": _asked,
    "governance:leave_trust": _asked,
    "followers:case": _follower_case,
    "followers:decide": _follower_case,
    "followers:sign": _block_to_sign,
    "followers:undo": _follower_case,
    "followers:appeal": _follower_case,
    "followers:known": _follower_case,
    "followers:begin": _follower_case,
    "followers:plan": _follower_case,
    "followers:agree": _follower_case,
    "followers:sweep": _follower_sweep,
    "followers:stop": _follower_sweep,
    "join": _invitation,
    "person": _place,
    "deactivate": _place,
    "take_second_factor": _place,
    "reactivate": _place,
    "resend_invitation": _invitation,
    "revoke_invitation": _invitation,
    "remove_term": _term,
    "revoke_device": _device,
    "rename_filter": _kept_filter,
    "begin_with_filter": _kept_filter,
    "delete_filter": _kept_filter,
    "end_cover": _cover,
    "remove_network": _network,
    "family_link": _campaign_open,
    "campaign": _campaign_draft,
    "campaign_change": _campaign_draft,
    "campaign_open": _campaign_draft,
    "campaign_call_off": _campaign_draft,
    "campaign_remind": _campaign_open,
    "campaign_close": _campaign_open,
    "campaign_families": _campaign_open,
    "campaign_letters": _campaign_open,
    "campaign_letter": _campaign_open,
    "campaign_labels": _campaign_open,
    "campaign_issue": _campaign_open,
    "campaign_revoke": _campaign_open,
    "policy_version": _policy_in_force,
    "policy_changes": _policy_in_force,
    "policy_propose": _policy_draft,
    "policy_take_back": _policy_draft,
    "policy_withdraw": _policy_draft,
    "policy_record": _policy_draft,
    "policy_confirm": _policy_recorded,
    "policy_dispute": _policy_recorded,
    "policy_edit": _policy_draft,
    "policy_rename": _policy_draft,
    "policy_renumber": _policy_draft,
    "policy_clause_add": _policy_draft,
    "policy_clause": _policy_draft,
    "policy_clause_move": _policy_draft,
    "policy_clause_remove": _policy_draft,
    "policy_clause_rule": _policy_draft,
    "policy_clause_rule_remove": _policy_draft,
    "consent:class": _class_of_the_register,
    "consent:pupil": _in_the_register,
    "consent:withdraw": _in_the_register,
    "consent:add_carer": _in_the_register,
    "consent:edit_carer": _carer,
    "consent:document": _paper,
    "consent:photo_sheet": _class_of_the_register,
    "consent:protection": _in_the_register,
    "consent:protect": _in_the_register,
    "consent:lift": _protected,
    "consent:reason": _protected,
    "replay:replay": _replay,
    "drafts:end_reminder": _weekly,
    "governance:settle": _follow_up,
    "governance:report_file": _report_file,
    "governance:evidence_pack": _evidence_pack,
    "incidents:incident": _incident,
    "incidents:read": _incident,
    "incidents:note": _incident,
    "incidents:evidence": _incident,
    "incidents:picture": _incident,
    "incidents:step": _incident,
    "incidents:give": _incident,
    "incidents:weigh": _incident,
    "incidents:hide": _incident,
    "incidents:met": _incident,
    "incidents:close": _incident,
    "incidents:reopen": _incident,
    "incidents:export": _incident,
    "following:entry": _followee,
    "following:decide": _followee,
    "following:done": _followee,
    "following:undo": _followee,
    "following:name": _followee,
    "following:request": _follow_request,
    "following:decide_request": _follow_request,
    "following:done_request": _follow_request,
    "following:undo_request": _follow_request,
    "blocks:block": _block,
    "blocks:send": _block,
    "blocks:done": _block,
    "blocks:miss": _block,
    "blocks:see": _block,
    "blocks:undone": _block,
    "blocks:see_gone": _block,
    "blocks:call_off": _block,
    "blocks:undo": _block,
    "blocks:report": _block,
    "contacts:contact": _contact,
    "contacts:blocked": _contact,
    "contacts:seen": _contact,
    "contacts:pupil": _contact,
    "contacts:read": _contact,
    "contacts:close": _contact,
    "incidents:pdf": _incident,
    "incidents:hide_reply": _incident,
    "incidents:hidden_by_hand": _incident,
    "incidents:delete_post": _incident_about_our_post,
    "incidents:link_account": _incident,
    "incidents:link_incident": _incident,
    "incidents:account": _other_account,
    "incidents:fill_letter": _incident,
    "incidents:save_letter": _incident,
    "incidents:hold": _incident,
    "incidents:release": _incident,
    "mentions:mention": _mention,
    "mentions:fine": _mention,
    "mentions:again": _mention,
    "mentions:thank": _mention,
    "mentions:make_incident": _mention,
    "api_v1:post": _live,
    "api_v1:picture": _live,
    "api:revoke_token": _token,
    "api:webhook": _webhook,
    "api:rotate_secret": _webhook,
    "api:switch_webhook": _webhook,
    "api:remove_webhook": _webhook,
    "api:ping": _webhook,
    "api:replay_since": _webhook,
    "api:replay_delivery": _webhook,
    "catalogue:tweet": _tweet,
    "catalogue:decide": _tweet,
    "catalogue:thumbnail": _tweet,
    "catalogue:case": _case,
    "drafts:seen_gone": _live,
    "catalogue:open_picture": _held_picture,
    "catalogue:of_post": _post_made_outside,
    "policy_clauses_of": _policy_in_force,
    "consent:roll_pupil": _pupil,
    "consent:roll_edit": _pupil,
    "consent:roll_left": _pupil,
    "consent:roll_back": _pupil,
    "drafts:access_request": _pupil,
    "drafts:erase_pupil": _pupil,
    "consent:roll_columns": _roll_import,
    "consent:roll_preview": _roll_import,
    "consent:roll_remarks": _roll_import,
    "consent:roll_apply": _roll_import,
    "consent:roll_drop": _roll_import,
    "consent:roll_result": _roll_import,
    "consent:roll_undo": _roll_import,
    "x:account": _account,
    "x:pause": _account,
    "x:resume": _account,
    "x:reconnect": _account,
    "x:keys_again": _account,
    "x:disconnect": _account,
    "x:profile": _account_of_school,
    "x:look": _account_of_school,
    "x:accept": _drift,
    "drafts:compose": _own_draft,
    "drafts:autosave": _own_draft,
    "drafts:thread_add": _own_draft,
    "drafts:thread_up": _own_draft,
    "drafts:thread_take_out": _own_draft,
    "drafts:photo_add": _own_draft,
    "drafts:photo_edit": _own_draft,
    "drafts:photo_remove": _own_draft,
    "drafts:photo_declare": _own_draft,
    "drafts:photo_same": _own_draft,
    "drafts:photo_faces": _own_draft,
    "drafts:face_say": _own_draft,
    "drafts:face_add": _own_draft,
    "drafts:face_remove": _own_draft,
    "drafts:face_nobody": _own_draft,
    "drafts:face_blur": _own_draft,
    "drafts:photo_crop": _own_draft,
    "drafts:photo_undo": _own_draft,
    "drafts:fix": _own_draft,
    "drafts:photo_states": _own_draft,
    "drafts:dismiss": _own_draft,
    "drafts:take_back": _own_draft,
    "drafts:submit": _own_draft,
    "drafts:discard": _own_draft,
    "drafts:picture": _own_draft,
    "drafts:thumbnail": _own_draft,
    "drafts:series": _series,
    "drafts:series_change": _series,
    "drafts:series_set_aside": _series,
    "drafts:series_take_back": _series,
    "drafts:series_make": _own_draft,
    "drafts:trip_answer": _own_draft,
    "drafts:trip_classes": _trip,
    "drafts:safety_change": _safety_message,
    "drafts:safety_retire": _safety_message,
    "drafts:safety_bring_back": _safety_message,
    "drafts:slot_add": _account_of_school,
    "drafts:slot_gaps": _account_of_school,
    "drafts:slot_end": _slot,
    "drafts:trip": _trip,
    "drafts:trip_change": _trip,
    "drafts:trip_back": _trip,
    "drafts:trip_not_back": _trip,
    "drafts:withdraw": _own_submitted,
    "drafts:recall": _own_submitted,
    "drafts:review": _to_judge,
    "drafts:approve": _to_judge,
    "drafts:send_back": _to_judge,
    "drafts:reject": _to_judge,
    "drafts:set_aside": _to_judge,
    "drafts:let_stand": _to_judge,
    "drafts:flag": _flag,
    "drafts:judge_flag": _flag,
    "drafts:post": _in_state("posted"),
    "drafts:correct_faces": _picture_on_x,
    "drafts:correct_say": _picture_on_x,
    "drafts:correct_add": _picture_on_x,
    "drafts:correct_remove": _picture_on_x,
    "drafts:correct_nobody": _picture_on_x,
    "drafts:library_picture": _in_the_library,
    "drafts:library_extend": _in_the_library,
    "drafts:library_retire": _in_the_library,
    "drafts:keep_picture": _to_keep,
    "drafts:library_choose": _own_draft,
    "drafts:library_leave_for": _own_draft,
    "drafts:library_use": _to_use,
    "drafts:by_hand_post": _by_hand,
    "drafts:by_hand_take": _by_hand,
    "drafts:by_hand_picture": _in_hand,
    "drafts:by_hand_posted": _in_hand,
    "drafts:by_hand_let_go": _in_hand,
    "drafts:by_hand_gone": _to_delete_by_hand,
    "catalogue:archive": _archive,
    "drafts:remove": _in_state("posted"),
    "drafts:take_down": _in_state("posted"),
    "drafts:call_back": _scheduled,
    "drafts:move": _scheduled,
    "drafts:resume_account": _scheduled,
    "drafts:cancel": _in_state("held"),
    "drafts:mark_posted": _in_state("held"),
    "drafts:send_again": _in_state("held"),
}

SEES_NO_PICTURE = frozenset({Role.OFFICE, Role.GOVERNOR, Role.ADMIN})
HIDDEN_FROM: dict[str, frozenset[Role]] = {
    "drafts:picture": SEES_NO_PICTURE,
    "drafts:thumbnail": SEES_NO_PICTURE,
    "contacts:pupil": frozenset({Role.SLT}),  # the head alone among leaders
    "contacts:read": frozenset({Role.SLT}),
}
"""Pages open to a role whose things are not: for them the thing is as good as missing."""
