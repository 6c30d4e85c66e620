"""Splitting a document into its stories: furniture, teasers, borders."""

from dateline.split.stories import MADE_BY, split_document

__all__ = ["MADE_BY", "split_document"]
