"""Reporting an incident: a minute's work for anybody in school."""

from moderation.incidents.opening import LONGEST_WORDS, NothingSaid, Report, UnknownKind, report

__all__ = ["LONGEST_WORDS", "NothingSaid", "Report", "UnknownKind", "report"]
