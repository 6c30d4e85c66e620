"""HTML pages by trafilatura: title, publisher, day of publication, address, and the text without its furniture.

Invariant: the day is one that the page states about itself; a day that would have to be guessed is None.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted
from trafilatura.utils import load_html

from dateline.read.decode import decode
from dateline.read.options import Content, Unreadable

_DATE_KEYS: Final = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate",
    "publishdate", "parsely-pub-date", "og:published_time", "sailthru.date", "publication_date", "dcterms.date",
)  # fmt: skip
_JSON_DATE: Final = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST: Final = 250
"""Nesting of elements beyond which a page is not markup that anybody wrote."""


def read_html(raw: bytes) -> Content:
    """A page's content: its title, a blank line, and its body, a paragraph a line.

    Raises:
        Unreadable: `broken-markup` when no text comes out; and see `decode`.
    """
    page, encoding = decode(raw)
    if _nesting(page) > _DEEPEST:
        raise Unreadable("broken-markup", f"elements nested more than {_DEEPEST} deep")
    tree = load_html(page.replace("\x00", ""))
    if tree is None:
        raise Unreadable("broken-markup", "no element tree")
    published = _published(tree)
    try:
        found = bare_extraction(
            tree, include_comments=False, include_tables=True, favor_precision=False, with_metadata=True
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise Unreadable("broken-markup", type(error).__name__) from error
    body = (found.text or "").strip() if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or not body:
        raise Unreadable("broken-markup", "no text in it")
    title = (found.title or "").strip() or None
    text = body if title is None or body.startswith(title) else f"{title}\n\n{body}"
    return Content(
        text=_clean(text),
        encoding=encoding,
        title=title,
        published=published,
        publisher=found.sitename or None,
        url=found.url or None,
        prepared=True,
    )


def _clean(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _nesting(page: str) -> int:
    """Deepest nesting of elements, counted without a tree, so that a hostile page is refused before it is parsed."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(div|span|table|td|ul|li|b|i|font|section|blockquote|p)\b", page, re.IGNORECASE):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    closers = page.count("</")
    return deepest if closers else min(deepest, _DEEPEST)


def _published(tree: etree._Element) -> dt.date | None:
    """The day that a page's own metadata states: meta elements, `time` with `pubdate`, or JSON-LD."""
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        stated.setdefault(key, meta.get("content") or "")
    candidates = [stated[key] for key in _DATE_KEYS if key in stated]
    candidates += [time.get("datetime") or "" for time in tree.iter("time") if time.get("pubdate") is not None]
    candidates += [time.get("datetime") or "" for time in tree.iter("time") if time.get("itemprop") == "datePublished"]
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and (match := _JSON_DATE.search(script.text or "")):
            candidates.append(match.group(1))
    return next((day for value in candidates if (day := _day(value)) is not None), None)


def _day(value: str) -> dt.date | None:
    match = _DAY.match(value.strip())
    try:
        return dt.date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None
