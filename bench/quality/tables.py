"""The figures as tables of plain text."""

from collections.abc import Sequence

from bench.quality import scoring
from bench.quality.labelled import Judged
from bench.quality.packages import Detector
from bench.quality.scoring import Score
from bench.timing import Row


def rules(scores: Sequence[Score]) -> str:
    """Each rule's precision and recall; "-" where no post says anything of it."""
    cells: list[tuple[str, ...]] = [
        ("rule", "precision", "recall", "wanted", "missed", "false", "misplaced")
    ]
    for score in (*scores, scoring.together(scores, scoring.DECIDABLE)):
        wanted = score.hits + len(score.missed)
        counts = (wanted, len(score.missed), len(score.false), len(score.misplaced))
        shares = (_ratio(score.precision), _ratio(score.recall))
        cells.append((score.rule, *shares, *map(str, counts)))
    return _aligned(cells)


def mistakes(scores: Sequence[Score]) -> str:
    """The posts each rule got wrong, by their ids."""
    kinds = ("missed", "false", "misplaced")
    return "\n".join(
        f"{score.rule}, {kind}: {' '.join(getattr(score, kind))}"
        for score in scores
        for kind in kinds
        if getattr(score, kind)
    )


def offensive(detectors: Sequence[Detector]) -> str:
    """Offensive language: ours first, then the packages."""
    cells: list[tuple[str, ...]] = [
        ("offensive language", "recall", "found", "of", "false alarms", "among")
    ]
    for each in detectors:
        counts = (each.found, each.of, len(each.false_alarms), each.others)
        cells.append((each.name, _ratio(each.recall), *map(str, counts)))
    return _aligned(cells)


def aims(
    with_staff: Sequence[Judged], roll_alone: Sequence[Judged], scores: Sequence[Score]
) -> list[Row]:
    """What the figures should be."""
    recall = scoring.together(scores, scoring.DECIDABLE).recall or 0.0
    found = [Row(what="recall of the decidable rules", unit="%", ours=100 * recall, at_least=98)]
    for known, judged in (("staff known", with_staff), ("roll alone", roll_alone)):
        blocked, warned = scoring.share(judged, "block"), scoring.share(judged, "warn")
        found += [
            Row(what=f"clean posts blocked, {known}", unit="%", ours=blocked, at_most=1),
            Row(what=f"clean posts warned, {known}", unit="%", ours=warned, at_most=5),
            Row(
                what=f"clean posts stopped by mistake, {known}",
                unit="%",
                ours=scoring.mistaken(judged),
            ),
        ]
    return found


def _ratio(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _aligned(cells: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )
