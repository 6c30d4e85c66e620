"""The closed lists of terms that records hold: a value outside them cannot be built.

Sources: event types are PLOVER's (manual, draft 2.0); statuses, kinds of counts and sources, and precisions are
dateline's own (see the codebook in docs/).
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """PLOVER's sixteen event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether an event happened."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class StoryKind(StrEnum):
    """What a part of a document is."""

    MAIN = "main"
    TEASER = "teaser"
    FURNITURE = "furniture"


class CountKind(StrEnum):
    """What a number counts."""

    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    MISSING = "missing"
    PARTICIPANTS = "participants"
    TROOPS = "troops"


class SourceKind(StrEnum):
    """Who a source is."""

    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed-group"
    NGO = "ngo"
    INTERNATIONAL = "international"
    MEDIA = "media"
    WITNESS = "witness"
    MEDICAL = "medical"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class PartyKind(StrEnum):
    """What a party is; `group` is a description of people that is no entity ("local militia fighters")."""

    STATE = "state"
    GOVERNMENT = "government"
    FORCE = "force"
    LEGISLATURE = "legislature"
    COURT = "court"
    ARMED_GROUP = "armed-group"
    POLITICAL_PARTY = "political-party"
    INTERNATIONAL = "international"
    NGO = "ngo"
    COMPANY = "company"
    MEDIUM = "medium"
    PERSON = "person"
    GROUP = "group"


class PlacePrecision(StrEnum):
    """How exactly a place is known."""

    EXACT = "exact"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """How exactly a time is known."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """How the accounts of an incident stand to each other in one field.

    `single`: one account alone tells it; `agreed`: all tell the same; `compatible`: they differ and can all hold;
    `developing`: a toll that rises as days go by; `disputed`: two of them cannot both hold.
    """

    SINGLE = "single"
    AGREED = "agreed"
    COMPATIBLE = "compatible"
    DEVELOPING = "developing"
    DISPUTED = "disputed"


class TollRule(StrEnum):
    """How the best number of a toll is chosen among the accounts' numbers; none of them averages.

    `most-accounts`: the number that most accounts tell, of several the least; `latest`: the one told last, by day of
    publication; `lowest`: the least that an account tells.
    """

    MOST_ACCOUNTS = "most-accounts"
    LATEST = "latest"
    LOWEST = "lowest"


class Action(StrEnum):
    """What a person decides about incidents."""

    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    UNDO = "undo"
