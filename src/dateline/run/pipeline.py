"""The way of one document through the rooms: split, read, resolve; and the sketch by which linking knows its stories.

Invariant: what is made of a document depends on that document and the options alone, never on what else is read.
Each input ends as `Coded` or as a `Rejection` with a code; nothing is lost in between.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.link.sketch import sketch
from dateline.read import ReadOptions, read_inputs
from dateline.reader import Reader, read_story
from dateline.records import Coded, Document, Place, Rejection, Sketch, Story
from dateline.resolve import MADE_BY as RESOLVE
from dateline.resolve import resolve_readings
from dateline.split import MADE_BY as SPLIT
from dateline.split import split_document
from dateline.terms import StoryKind

MADE_BY: Final = "run 1"


def coding(reader: Reader = Reader.TRAINED) -> str:
    """The versions that make a coding; the ledger keeps one coding a version."""
    return ", ".join((SPLIT, reader.made_by, RESOLVE))


CODING: Final = coding()
_log = logging.getLogger(__name__)


def code_inputs(
    inputs: Iterable[str], options: ReadOptions, reader: Reader = Reader.TRAINED
) -> Iterator[Coded | Rejection]:
    """Code files, folders or standard input (`-`), one result an input, in order.

    Args:
        inputs: paths as a user gives them.
        options: limits and defaults of reading.
        reader: the trained one, or the first by rules.
    """
    for item in read_inputs(inputs, options):
        yield item if isinstance(item, Rejection) else code_or_reject(item, reader)


def code_or_reject(document: Document, reader: Reader = Reader.TRAINED) -> Coded | Rejection:
    """Code a document; a failure of our own becomes a rejection with code `failed`, and is logged with traceback."""
    try:
        return code_document(document, reader)
    except Exception as error:  # one bad input never stops a run; the log has the whole story
        _log.exception("coding %s failed", document.origin)
        return Rejection(code="failed", origin=document.origin, detail=type(error).__name__, made_by=MADE_BY)


def code_document(document: Document, reader: Reader = Reader.TRAINED) -> Coded:
    """All that can be made of a document: its stories, statements, claims, places and times."""
    stories = split_document(document)
    readings = tuple(read_story(story, reader) for story in stories if story.kind is not StoryKind.FURNITURE)
    resolved = resolve_readings(document, readings)
    return Coded(
        document=document,
        stories=stories,
        statements=resolved.statements,
        claims=resolved.claims,
        places=resolved.places,
        times=resolved.times,
        sketches=tuple(_sketch(document, story, resolved.places) for story in stories if story.kind is StoryKind.MAIN),
        made_by=coding(reader),
    )


def _sketch(document: Document, story: Story, places: Iterable[tuple[int, Place]]) -> Sketch:
    """What tells a story from others, for linking."""
    assert story.number is not None
    title = story.title.text if story.title else document.title
    text = "\n".join(part.text for part in story.parts)
    return sketch(document.id, story.number, title, text, (place for number, place in places if number == story.number))
