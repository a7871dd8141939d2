"""The twelve indicators for governors, each a small pure file of its own.

To add one: write the file after the pattern of its neighbours and list it in ``INDICATORS``. What
it reads is counted in ``schoolsocial/governance/queries/counted/``.
"""

from collections.abc import Mapping

from schoolsocial.governance.indicators import (
    approvals,
    deadlines,
    hygiene,
    incidents,
    overrides,
    positions,
    proofs,
    responses,
    reviews,
    stopped,
    takedowns,
    training,
)
from schoolsocial.governance.indicators.indicator import Indicator

INDICATORS: tuple[Indicator, ...] = (
    responses.INDICATOR,
    positions.INDICATOR,
    proofs.INDICATOR,
    approvals.INDICATOR,
    stopped.INDICATOR,
    overrides.INDICATOR,
    incidents.INDICATOR,
    takedowns.INDICATOR,
    deadlines.INDICATOR,
    hygiene.INDICATOR,
    training.INDICATOR,
    reviews.INDICATOR,
)

BY_CODE: Mapping[str, Indicator] = {one.code: one for one in INDICATORS}
