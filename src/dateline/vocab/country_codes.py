"""Other codes of countries: what exports write where a format does not use ISO 3166 alpha-2.

Invariant: a country that has no code of a kind has None, never a like one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from dateline.vocab.files import rows


class CountryCodes(msgspec.Struct, frozen=True):
    """`number` is that of ISO 3166-1, `fips` the two letters of FIPS 10-4."""

    number: int | None
    fips: str | None


@cache
def _all() -> Mapping[str, CountryCodes]:
    return {
        row["iso2"]: CountryCodes(int(row["number"]) if row["number"] else None, row["fips"] or None)
        for row in rows("country_codes.tsv")
    }


def country_codes(iso2: str | None) -> CountryCodes | None:
    """The codes of a country, by its ISO 3166 alpha-2 code."""
    return _all().get(iso2) if iso2 else None
