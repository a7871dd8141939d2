"""The school's own page about trusts."""

from dataclasses import dataclass

from schoolsocial.accounts import queries
from schoolsocial.accounts.models import Membership, School, TrustPlace


@dataclass(frozen=True, slots=True)
class OurTrust:
    """``standing`` is the place the school has, ``asked`` what waits for its head."""

    standing: TrustPlace | None
    asked: tuple[TrustPlace, ...]
    is_head: bool


def present(school: School, membership: Membership) -> OurTrust:
    rows = queries.trust_requests(school)
    return OurTrust(
        standing=next((row for row in rows if row.agreed), None),
        asked=tuple(row for row in rows if row.agreed is None),
        is_head=membership.post == Membership.Post.HEAD,
    )
