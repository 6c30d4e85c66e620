"""The grammar of time expressions: one regular expression for each form, tried in order at every word of a text.

Invariant: every repetition is bounded, so that time grows with the length of the text and with nothing else. What an
expression means is said in `time_rules`, under the same name.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.resolve.calendar_values import MONTHS, SEASONS, UNIT_CODES, WEEKDAYS
from dateline.vocab.numbers import number_pattern
from dateline.vocab.numbers import words as number_words

G: Final = r"[ \t\u00a0\n]{1,2}"
"""The gap between two words."""
_FULL_MONTH: Final = "|".join(name for month in MONTHS for name in (month, month.upper()))
_SHORT_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_ANY_MONTH: Final = rf"(?:{_FULL_MONTH}|{_SHORT_MONTH})"
_WEEKDAY: Final = "|".join(name for day in WEEKDAYS for name in (day, day.upper()))
_SHORT_WEEKDAY: Final = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?"
_UNIT: Final = (
    "(?i:" + "|".join("centur(?:y|ies)" if unit == "century" else f"{unit}s?" for unit in UNIT_CODES) + r")\b"
)
_LONG_UNIT: Final = "(?i:day|night|week|fortnight|month|quarter|year|decade|century)"
_SEASON: Final = "(?i:" + "|".join(SEASONS) + r")\b"
_DAY_NUMBER: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|%)"
_PLAIN_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_YEAR: Final = rf"{_PLAIN_YEAR}(?![\d%]|[.,/]\d|-\d{{1,2}}-?\d)"
_DAYPART: Final = "(?i:morning|afternoon|evening|night|noon|midday|midnight|lunchtime|dawn|dusk|daybreak)"
_PART: Final = r"(?i:early|mid|middle|late)"
_EDGE: Final = rf"(?i:(?:the{G})?(?:very{G})?(?:beginning|start|middle|end|close){G}of{G})"
_AMOUNT: Final = (
    rf"(?i:{number_pattern()}|an?(?:{G}(?:few|couple{G}of|handful{G}of))?|(?:several|many|some|few|couple{G}of)\b)"
)
_ABOUT: Final = (
    rf"(?i:about|around|some|roughly|approximately|nearly|almost|more{G}than|less{G}than|over|at{G}least|up{G}to|just)"
)
_THIS: Final = (
    rf"(?i:this(?:{G}(?:past|coming))?|last|next|(?:the{G})?(?:past|previous|following|coming|current|same|latest)"
    rf"|the{G}(?:last|next)|that)"
)
_PERIOD: Final = rf"(?:(?i:weekend)|{_LONG_UNIT}|{_SEASON}|{_FULL_MONTH})\b"
_ORDINAL: Final = "(?i:first|second|third|fourth|1st|2nd|3rd|4th)"
_TENS: Final = "|".join(word for word, value in number_words().items() if value >= 20)
_DIGITS: Final = "|".join(word for word, value in number_words().items() if value < 10)
_ZONE: Final = rf"(?:{G}(?:[A-Z]{{2,4}}T|GMT|UTC|ET|local{G}time)\b)"
_CLOCK: Final = (
    rf"(?:\d{{1,2}}(?::[0-5]\d)?(?:{G})?(?i:a\.m\.?|p\.m\.?|am\b|pm\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d]))"
    rf"{_ZONE}?|(?i:noon|midnight|midday)\b"
)
_FEAST: Final = (
    r"Ramadan|Eid[ -](?:al|ul|el)[ -](?:Fitr|Adha)|Ashura|Easter(?:{G}(?:Sunday|Monday))?|Good{G}Friday|Palm{G}Sunday"
    r"|Ash{G}Wednesday|Ascension{G}Day|Pentecost|Nowruz"
).replace("{G}", G)
_DAY_NAME: Final = rf"(?:(?:{_WEEKDAY})|(?i:today|yesterday|tomorrow))\b"

FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:]{5,8}Z?)?(?![\d-])"),
    ("september_11", r"9/11(?![\d/])"),
    ("slashes", r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])"),
    (
        "day_range",
        rf"(?:(?P<month>{_ANY_MONTH}){G}(?P<first>{_DAY_NUMBER})(?:{G}(?:to|through|and|until){G}|(?:{G})?[-–—](?:{G})?)"
        rf"(?P<last>{_DAY_NUMBER})|(?P<first_>{_DAY_NUMBER})(?:{G}(?:to|through|and|until){G}|(?:{G})?[-–—](?:{G})?)"
        rf"(?P<last_>{_DAY_NUMBER}){G}(?P<month_>{_ANY_MONTH}))(?:,?{G}(?P<year>{_YEAR}))?",
    ),
    (
        "date",
        rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?{G})?(?:(?P<month>{_ANY_MONTH}){G}(?P<day>{_DAY_NUMBER})"
        rf"|(?:the{G})?(?P<day_>{_DAY_NUMBER})(?:{G}of)?{G}(?P<month_>{_ANY_MONTH}))(?:,?{G}(?P<year>{_YEAR}))?",
    ),
    (
        "month_year",
        rf"(?:(?P<part>{_PART})[- ]|(?P<edge>{_EDGE}))?(?P<month>{_ANY_MONTH}),?{G}(?:of{G})?"
        rf"(?:(?P<year>{_YEAR})|(?P<which>(?i:last|this|next|that|the{G}same)){G}year\b)",
    ),
    (
        "clock",
        rf"(?P<clock>{_CLOCK})(?:,?{G}(?:on{G})?(?P<day>{_DAY_NAME}))?",
    ),
    (
        "weekday",
        rf"(?:(?P<which>(?i:last|next|this(?:{G}(?:past|coming))?|(?:the{G})?(?:past|previous|following|coming))){G})?"
        rf"(?:(?P<part>(?i:early|late|earlier|later|mid)){G})?(?P<name>{_WEEKDAY})\b"
        rf"(?:(?:{G}|,{G}?)(?:(?i:early|late){G})?(?:in{G}the{G})?(?P<daypart>{_DAYPART}))?"
        rf"(?:{G}(?:of{G})?(?P<week>(?i:last|this|next)){G}week\b)?",
    ),
    ("weekdays", rf"(?:(?i:every|each){G}(?P<name>{_WEEKDAY})|(?P<plural>{_WEEKDAY})s)\b"),
    (
        "near_day",
        rf"(?i:(?:(?:early|late|earlier|later){G})?(?P<name>the{G}day{G}before{G}yesterday|the{G}day{G}after{G}tomorrow"
        rf"|today|tonight|yesterday|tomorrow|overnight)\b(?:{G}(?P<daypart>{_DAYPART})\b)?)",
    ),
    ("this_daypart", rf"(?i:(?:(?:early|late|earlier|later){G})?(?P<which>this|last){G}(?P<daypart>{_DAYPART})\b)"),
    (
        "holiday",
        r"(?:New Year[’']?s (?P<new>Day|Eve)|Christmas(?P<christmas> Day| Eve)?|(?P<thanks>Thanksgiving)(?: Day)?)\b",
    ),
    (
        "feast",
        rf"(?i:(?:(?:early|mid|late)[- ]|the{G}(?:first|last){G}day{G}of{G}"
        rf"|(?:the{G})?(?:(?:beginning|start|end){G}of{G})?(?:the{G})?(?:(?:Muslim|Islamic|Christian){G})?"
        rf"(?:(?:holy|fasting){G}month{G}of{G}|(?:holiday|feast){G}of{G})?)?"
        rf"(?P<name>{_FEAST}))\b(?:,?{G}(?:of{G}|in{G})?(?P<year>{_YEAR}))?",
    ),
    (
        "quarter",
        rf"(?:(?i:(?:the|its|their)|(?P<whose>this|last|next){G}year[’']s){G})?(?:(?P<before>{_YEAR}){G})?"
        rf"(?i:fiscal[- ])?(?P<number>{_ORDINAL})[- ](?P<what>(?i:quarter|half))\b"
        rf"(?:{G}(?:of{G})?(?:(?P<year>{_YEAR})|(?P<which>(?i:last|this|next)){G}year))?",
    ),
    ("quarter_code", rf"Q(?P<number>[1-4]){G}(?P<year>{_YEAR})"),
    (
        "season_year",
        rf"(?i:(?:the{G})?(?:(?P<part>early|mid|late)[- ])?(?P<name>{_SEASON}),?{G}(?:of{G})?"
        rf"(?:(?P<year>{_YEAR})|(?P<which>last|this|next|that){G}year\b))",
    ),
    (
        "spans_units",
        rf"(?i:(?:just{G})?(?:the{G}|these{G})?(?P<which>past|last|next|coming|first|latest|previous){G}"
        rf"(?P<amount>{_AMOUNT})(?:[- ]or{G}so)?{G}(?P<unit>{_UNIT}))",
    ),
    (
        "spans_vague",
        rf"(?i:(?P<which>recent|coming|past){G}(?P<unit>days|weeks|months|years|decades|centuries))\b",
    ),
    (
        "period",
        rf"(?:(?:(?P<part>(?i:(?:so{G}far|earlier|later|early|late|sometime|mid|midway)(?:{G}(?:in|through))?)){G})"
        rf"|(?P<edge>{_EDGE}))?(?P<which>{_THIS}){G}(?P<name>{_PERIOD})(?!-)",
    ),
    ("week_of", rf"(?i:the{G}week{G}of{G})(?P<month>{_ANY_MONTH}){G}(?P<day>{_DAY_NUMBER})(?:,?{G}(?P<year>{_YEAR}))?"),
    (
        "the_period",
        rf"(?:(?:(?P<part>(?i:early|earlier|late|later|mid)){G}(?:in{G})?|(?P<edge>{_EDGE}))(?i:the){G}"
        rf"(?P<name>(?i:week|month|year))|(?:(?P<part_>(?i:early|late|mid)){G}(?:in{G})?)?(?i:the){G}(?P<name_>(?i:weekend|{_SEASON})))\b(?!-)",
    ),
    (
        "decade",
        rf"(?i:(?:the{G})?(?:(?P<part>early|mid|late)[- ](?:to{G})?)?(?:the{G})?"
        rf"(?P<year>(?:1[5-9]|20)\d0|['’‘`]?[2-9]0)['’]?s)\b",
    ),
    ("century", rf"(?i:(?:the{G})?(?:(?:early|mid|late)[- ])?(?P<number>\d\d?)(?:st|nd|rd|th)[- ]century)\b"),
    ("year_in_words", rf"(?i:nineteen{G}(?P<words>(?:{_TENS})(?:[- ](?:{_DIGITS}))?))\b"),
    ("year_range", rf"(?P<first>{_PLAIN_YEAR})[-–/](?P<last>(?:1[5-9]|20)?\d\d)(?![\d-])"),
    (
        "year",
        rf"(?:(?P<part>{_PART})[- ]|(?P<edge>{_EDGE}))?(?:(?P<sure>(?i:fiscal(?:{G}year)?|the{G}year)){G})?"
        rf"(?P<year>{_YEAR})(?!-(?i:strong|member))\b",
    ),
    ("month", rf"(?:(?P<part>{_PART})[- ]|(?P<edge>{_EDGE}))?(?P<name>{_FULL_MONTH})\b"),
    (
        "season",
        rf"(?i:(?:(?P<which>this|last|next){G})?in{G}(?P<name>{_SEASON})"
        rf"(?!,?{G}(?:of{G})?(?:{_YEAR}|(?:last|this|next|that){G}year)))",
    ),
    (
        "set",
        rf"(?i:(?P<word>daily|weekly|monthly|annually|yearly|nightly)"
        rf"|(?:every|each|per){G}(?P<unit>day|week|month|year|night))\b",
    ),
    (
        "amount",
        rf"(?i:(?:(?P<about>{_ABOUT}){G})?(?P<amount>{_AMOUNT})(?:{G}|-)(?:(?:more|whole|full|straight|consecutive){G})?"
        rf"(?P<unit>{_UNIT})(?:-(?P<old>long|old)|{G}(?P<way>ago|earlier|later|before|afterwards?)\b)?)",
    ),
    ("vague_duration", r"(?i:(?P<unit>hours|days|weeks|months|years|decades|centuries))\b"),
    (
        "reference",
        rf"(?i:(?P<now>right{G}now|now|currently|nowadays|at{G}present|these{G}days)"
        rf"|(?P<past>more{G}recently|recently|the{G}past)|(?P<future>(?<!as )soon|the{G}(?:near{G})?future))\b",
    ),
)  # fmt: skip
"""Name and pattern of every form, the longer before the shorter."""


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


RULES: Final = {name: re.compile(pattern) for name, pattern in FORMS}
FIRST_WORDS: Final = frozenset(
    """a an half about around some roughly approximately nearly almost more less over at up just several many few couple
    the this that last next past previous following coming current same latest these recent first second third fourth
    early mid middle late earlier later sometime so midway every each per its their fiscal in right now currently
    ramadan eid ashura easter good palm ash ascension pentecost nowruz muslim islamic christian holy fasting
    holiday feast beginning start end nowadays recently soon today tonight yesterday tomorrow overnight noon midday
    midnight new christmas thanksgiving daily weekly monthly annually yearly nightly hours days weeks months years
    decades centuries sept tue tues wed thu thur thurs q1 q2 q3 q4 hundred thousand million dozen billion""".split()
    + [name.lower() for name in (*MONTHS, *WEEKDAYS, *SEASONS)]
    + [f"{name.lower()}s" for name in WEEKDAYS]
    + [name.lower()[:3] for name in (*MONTHS, *WEEKDAYS)]
    + list(number_words())
)
"""The first word of every form that does not begin with a digit; where no form can begin, none is tried (for speed)."""
ANY: Final = re.compile(
    r"(?<![\w$€£#/.-])(?:" + "|".join(f"(?P<{name}>{_without_names(p)})" for name, p in FORMS) + ")"
)
"""Any form; `lastgroup` of its match is the form's name."""
