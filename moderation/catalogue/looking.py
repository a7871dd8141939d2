"""What the policy and the register of a day say of a post that is live.

Of a post that went through the process everything is known that its author said. Of one from an
archive or made by hand only its words are, how X describes its pictures, and how many faces the
software sees in them: whose they are nobody knows until somebody says it, and nothing here
guesses. Where somebody did, the register is asked as of any other picture. Of a film only a still
is looked at, and that is told.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.db.models import Prefetch
from django.utils import timezone

from consent.academic_year import day_of, months_before
from consent.models import Photo
from consent.queries import disposals
from consent.queries.accounted import Account, accounts_of
from moderation.catalogue.models import Keeping, Remark, Tweet, TweetPicture
from moderation.catalogue.models.tweets import TweetQuerySet
from moderation.drafts import facts, looking_back
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.pictured import Pictured, pictured
from policy import engine
from policy.engine import RuleSet
from policy.facts import Facts, PhotoFacts
from policy.findings import Finding, Severity
from policy.models import PolicyVersion
from policy.pictures import pupils_all_counted
from policy.queries import ruleset_of
from policy.rules import (
    alt_text,
    duplicate,
    faces_unaccounted,
    group_only,
    identifiable_faces,
    live_location,
    neighbouring_name,
    photo_consent,
    photo_declarations,
    posting_hours,
)
from policy.rules import copyright as rights
from schoolsocial.accounts.models import School

OF_THE_MOMENT = frozenset({posting_hours.ID, duplicate.ID, neighbouring_name.ID, live_location.ID})
"""What mattered in the hour of posting, and is over."""

SAID_BY_AN_AUTHOR = frozenset(
    {
        alt_text.ID,
        rights.ID,
        faces_unaccounted.ID,
        group_only.ID,
        identifiable_faces.ID,
        photo_consent.ID,
        photo_declarations.ID,
    }
)
"""Rules about what an author says of a picture: nobody said anything of one from an archive."""

_WHOSE, _HOW_MANY = frozenset({identifiable_faces.ID, photo_consent.ID}), frozenset({group_only.ID})
"""Those of them that are asked of a picture once somebody said who is in it."""


@dataclass(frozen=True)
class Sight:
    """What is found in one post, as a person reads it and as ``Remark`` keeps it."""

    told: tuple[Finding, ...] = ()
    faces: int = 0
    unseen: int = 0
    films: int = 0
    is_old: bool = False

    @property
    def verdict(self) -> Remark.Verdict | None:
        """None where nothing is found."""
        if any(finding.severity is Severity.BLOCK for finding in self.told):
            return Remark.Verdict.STOP
        something = self.told or self.faces or self.unseen or self.films or self.is_old
        return Remark.Verdict.ASK if something else None

    @cached_property
    def findings(self) -> tuple[Mapping[str, str], ...]:
        """Each rule once, with the clause it enforces; no word of the post."""
        by_rule = {finding.rule: finding for finding in reversed(self.told)}
        return tuple(
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "clause": finding.clause_number,
                "words": finding.clause_text,
            }
            for finding in reversed(by_rule.values())
        )

    @property
    def fingerprint(self) -> str:
        """The same as long as the same is found."""
        same = [sorted(map(str, self.findings)), self.faces, self.unseen, self.is_old]
        if self.films:  # decisions from before films were told of stand
            same.append(self.films)
        return hashlib.sha256(json.dumps(same).encode()).hexdigest()


def with_all_needed(tweets: TweetQuerySet) -> TweetQuerySet:
    """With pictures and the ledger's posts, so that many are looked at in few queries."""
    placed = TweetPicture.objects.select_related("photo").order_by("position")
    return tweets.select_related("account").prefetch_related(
        Prefetch("tweet_pictures", queryset=placed),
        "media",
        Prefetch("post", queryset=looking_back.with_all_needed(Post.objects.all())),
    )


def look(
    school: School, tweets: Sequence[Tweet], version: PolicyVersion, day: date
) -> Iterator[tuple[Tweet, Sight]]:
    """Each of these tweets, read ``with_all_needed``, by that version and that day's register."""
    ruleset, keeping = ruleset_of(version), _Keeping.of(school, day)
    ours = [tweet.post for tweet in tweets if tweet.post and tweet.post.adopted_at is None]
    known = {
        post.pk: gathered for post, gathered in looking_back.seen(school, ours, register_of=day)
    }
    strangers = _Strangers(school, ruleset, _accounts(tweets), _pictured(tweets, day))
    for tweet in tweets:
        is_old = keeping.is_over(tweet)
        if tweet.post_id in known:
            told = _told(known[tweet.post_id], ruleset, OF_THE_MOMENT)
            yield tweet, Sight(told, is_old=is_old)
        else:
            yield tweet, replace(_stranger(tweet, strangers), is_old=is_old)


@dataclass(frozen=True, slots=True)
class _Strangers:
    """What is needed to look at posts that nobody sent from here: the accounts of their pictures,
    and who may be shown of those that somebody named."""

    school: School
    ruleset: RuleSet
    accounts: Mapping[int, Account]
    pictured: Pictured


def _stranger(tweet: Tweet, among: _Strangers) -> Sight:
    pictures = list(tweet.tweet_pictures.all())
    accounts = among.accounts
    looked_at = [accounts[one.photo_id] for one in pictures if one.photo_id in accounts]
    seen = [account for account in looked_at if account.is_known]
    stills = {one.position for one in tweet.media.all() if one.moves}
    films = [
        one
        for one in pictures
        if one.position in stills and one.photo_id in accounts and accounts[one.photo_id].is_known
    ]
    known = _facts(among.school, tweet, pictures)
    return Sight(
        told=(
            *_told(known, among.ruleset, OF_THE_MOMENT | SAID_BY_AN_AUTHOR),
            *_told_of_faces(tweet, known, among),
        ),
        faces=sum(account.unsaid for account in seen if not account.nobody),
        unseen=max(tweet.pictures_on_x, len(pictures)) - len(seen),
        films=len(films),
    )


def _told_of_faces(tweet: Tweet, known: Facts, among: _Strangers) -> Iterator[Finding]:
    """What the rules about faces say of the pictures of which somebody said who is in them.

    How many pupils make a group is asked where all are named: nobody counted others.
    """
    group = facts.group_of(among.ruleset)
    answered = tuple(
        facts.photo_of(row, among.pictured, group)
        for row in _placed(tweet)
        if among.pictured.of(row.photo).is_answered
    )
    counted = tuple(one for one in answered if one.pupils and pupils_all_counted(one))
    for photos, rules in ((answered, _WHOSE), (counted, _HOW_MANY)):
        if photos:
            told = _told(replace(known, photos=photos), among.ruleset, OF_THE_MOMENT)
            yield from (finding for finding in told if finding.rule in rules)


def _facts(school: School, tweet: Tweet, pictures: Sequence[TweetPicture]) -> Facts:
    held = {one.position: one for one in pictures}
    alts = {one.position: one.alt_text or "" for one in tweet.media.all()}
    places = range(1, max(tweet.pictures_on_x, len(pictures)) + 1)
    return Facts(
        text=tweet.words,
        photos=tuple(_photo(place, alts.get(place, ""), held.get(place)) for place in places),
        roll=facts.roll_of(school),
        account_handle=tweet.account.handle,
        school_phrases=(school.name,),
        staff=facts.staff_of(school),
        at=timezone.localtime(tweet.posted_at),
    )


def _photo(position: int, alt_text: str, held: TweetPicture | None) -> PhotoFacts:
    if held is None:
        return PhotoFacts(position=position, alt_text=alt_text)
    return PhotoFacts(
        position=position,
        alt_text=alt_text,
        written=held.photo.written,
        picture_id=held.photo.sha256,
    )


def _told(found: Facts, ruleset: RuleSet, without: frozenset[str]) -> tuple[Finding, ...]:
    """What stops or asks. What is for the safeguarding lead alone is not in it."""
    told: Iterable[Finding] = engine.told_once(engine.check(found, ruleset))
    return tuple(
        finding
        for finding in told
        if finding.severity is not Severity.NOTE
        and not finding.quiet
        and finding.rule not in without
    )


def _accounts(tweets: Sequence[Tweet]) -> Mapping[int, Account]:
    photos = [
        one.photo
        for tweet in tweets
        for one in tweet.tweet_pictures.all()
        if one.photo.state == Photo.State.READY
    ]
    return accounts_of(photos) if photos else {}


def _placed(tweet: Tweet) -> list[PostPhoto]:
    """The pictures of a post taken into the record: somebody may have said who is in them."""
    if tweet.post is None or tweet.post.adopted_at is None:
        return []
    rows: Iterable[PostPhoto] = tweet.post.post_photos.all()
    return [row for row in rows if row.photo.state == Photo.State.READY]


def _pictured(tweets: Sequence[Tweet], day: date) -> Pictured:
    return pictured([row for tweet in tweets for row in _placed(tweet)], day)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """The days before which posts, and pictures, are older than the school keeps them."""

    posts: date
    pictures: date

    @classmethod
    def of(cls, school: School, day: date) -> Self:
        kept = Keeping.objects.filter(school=school).first() or Keeping()
        pictures = disposals.retention_of(school).picture_months
        return cls(months_before(day, kept.post_months), months_before(day, pictures))

    def is_over(self, tweet: Tweet) -> bool:
        made = day_of(tweet.posted_at)
        return made < self.posts or (made < self.pictures and _has_pictures(tweet))


def _has_pictures(tweet: Tweet) -> bool:
    ours = tweet.post.post_photos.all() if tweet.post is not None else ()
    return bool(tweet.pictures_on_x or ours or tweet.tweet_pictures.all())
