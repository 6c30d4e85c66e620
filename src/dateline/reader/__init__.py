"""The reader: from a story to statements and raw claims."""

from dateline.reader.first import MADE_BY, read_story

__all__ = ["MADE_BY", "read_story"]
