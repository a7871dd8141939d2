"""Who is in the pictures of a post and whether they may be shown, as the rules are to see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from consent.models import Limit, Photo
from consent.queries.accounted import Account, FaceSaid, accounts_of, names_of
from consent.queries.showing import standing_of
from consent.standing import Standing
from moderation.drafts.models import PostPhoto
from policy.facts import Face, PhotoFacts, Who
from policy.findings import Region
from policy.pictures import fewest_pupils
from policy.rules import group_only

GROUP = int(group_only.OPTIONS["minimum"])
"""How many pupils make a group where the policy says nothing of groups."""


@dataclass(frozen=True)
class Pictured:
    """The accounts of a post's pictures, with the standing of every child in them on that day."""

    accounts: Mapping[int, Account] = field(default_factory=dict)
    standings: Mapping[int, Standing] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def of(self, photo: Photo) -> Account:
        """The account of one of the pictures."""
        return self.accounts[photo.pk]

    @property
    def agreed(self) -> dict[int, Standing]:
        """The standings of those who may be shown."""
        return {pupil: one for pupil, one in self.standings.items() if one.may_be_shown}

    def kept_from(self, account: Account, pupils_together: int, group: int) -> frozenset[int]:
        """The children in that picture who may not be shown as they are."""
        return frozenset(
            pupil
            for pupil in account.pupils
            if not _may_be_shown(self.standings.get(pupil), pupils_together, group)
        )


def pictured(rows: Iterable[PostPhoto], day: date) -> Pictured:
    """The pictures of a post that goes out on that day; their photos are at hand."""
    return pictured_on({day: list(rows)})[day]


def pictured_on(rows: Mapping[date, Sequence[PostPhoto]]) -> dict[date, Pictured]:
    """The same of many posts, by the day on which they go out."""
    photos = [row.photo for several in rows.values() for row in several]
    accounts = accounts_of(photos) if photos else {}
    names = names_of({pupil for account in accounts.values() for pupil in account.pupils})
    return {
        day: _on(day, {row.photo_id: accounts[row.photo_id] for row in several}, names)
        for day, several in rows.items()
    }


def _on(day: date, accounts: Mapping[int, Account], names: Mapping[int, str]) -> Pictured:
    shown = {pupil for account in accounts.values() for pupil in account.pupils}
    return Pictured(accounts, standing_of(shown, day=day) if shown else {}, names)


def pupils_together(row: PostPhoto, account: Account) -> int:
    """How many pupils there are in that picture at the least: counted or named."""
    return max(row.pupils_counted or 0, len(account.pupils))


def known(base: PhotoFacts, photo: Photo, all_of_them: Pictured, group: int) -> dict[str, Any]:
    """What of ``PhotoFacts`` follows from the faces; ``base`` is what the author says of it."""
    account = all_of_them.of(photo)
    if not account.is_known:
        return {}
    faces = tuple(_face(face, photo) for face in account.faces)
    names = tuple(sorted(all_of_them.names.get(pupil, "") for pupil in account.pupils))
    seen = replace(base, faces=faces, pupils=names or None)
    return {
        "faces": seen.faces,
        "pupils": seen.pupils,
        "consented": _consented(seen, account, all_of_them, group),
        "unnamed": frozenset(
            pupil
            for pupil in account.pupils
            if Limit.NO_NAME in getattr(all_of_them.standings.get(pupil), "limits", ())
        ),
    }


def _consented(
    seen: PhotoFacts, account: Account, all_of_them: Pictured, group: int
) -> bool | None:
    if all_of_them.kept_from(account, fewest_pupils(seen), group):
        return False
    if account.unsaid or (account.pupils and seen.beyond_named):
        return None
    if account.pupils or account.nobody:
        return True
    return None  # nobody is named: whoever is in it, nobody has looked them up


def _may_be_shown(standing: Standing | None, pupils_together: int, group: int) -> bool:
    """Whether the child may be, recognisably, among so many: a child that is named in a picture
    is one who can be made out in it."""
    if standing is None or not standing.may_be_shown or Limit.NO_FACE in standing.limits:
        return False
    return Limit.GROUP_ONLY not in standing.limits or pupils_together >= group


def _face(face: FaceSaid, photo: Photo) -> Face:
    width, height = photo.width or 1, photo.height or 1
    left, top, across, down = face.box
    return Face(
        region=Region(left / width, top / height, across / width, down / height),
        who=Who(face.who) if face.who else None,
        pixels=down,
    )
