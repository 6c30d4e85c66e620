"""The reader: from a story to statements and raw claims; trained, or by rules as the baseline that it must beat."""

from __future__ import annotations

from enum import StrEnum

from dateline.reader.version import FIRST, TRAINED
from dateline.records import Reading, Story


class Reader(StrEnum):
    """Which reader reads."""

    TRAINED = "trained"
    FIRST = "first"

    @property
    def made_by(self) -> str:
        """The version that enters every record."""
        return TRAINED if self is Reader.TRAINED else FIRST


def read_story(story: Story, reader: Reader = Reader.TRAINED) -> Reading:
    """Statements and raw claims of one story; the reader is loaded when it is first asked."""
    if reader is Reader.FIRST:
        from dateline.reader import first

        return first.read_story(story)
    from dateline.reader import trained

    return trained.read_story(story)


__all__ = ["Reader", "read_story"]
