"""Resolving: from the words of raw claims to entities, places, days and numbers, each with its precision."""

from dateline.resolve.resolve import MADE_BY, Resolved, resolve_readings

__all__ = ["MADE_BY", "Resolved", "resolve_readings"]
