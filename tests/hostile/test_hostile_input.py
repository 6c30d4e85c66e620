"""Hostile input: each ends as a document or a coded rejection, within its time."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

from dateline.read import ReadOptions
from dateline.records import Coded, Rejection
from dateline.run.pipeline import code_inputs

SECONDS = 20.0
WORDS_A_SECOND = 1000
"""News is read at several thousand words a second on a quiet core; what is long may take as long as it has to."""
"""Of this process's own time, so that other work on the machine does not count."""

WORDS = "Rebels shelled Sirte and killed 12 people "
XXE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; %s</p></body></html>'
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(8))
    + "]><html><body><p>&i; %s</p></body></html>"
)

CASES: dict[str, tuple[str, bytes]] = {
    "deep markup": ("a.html", b"<div>" * 50_000 + WORDS.encode() + b"</div>" * 50_000),
    "deep markup, never closed": ("a.html", b"<b>" * 50_000 + WORDS.encode() * 20),
    "unknown elements, deep": ("a.html", b"<x>" * 50_000 + WORDS.encode() * 20 + b"</x>" * 50_000),
    "huge colspan": ("a.html", f'<table><tr><td colspan="9007199254740991">{WORDS * 20}</td></tr></table>'.encode()),
    "external entity": ("a.xhtml", (XXE % (WORDS * 20)).encode()),
    "entities that grow": ("a.xhtml", (LAUGHS % (WORDS * 20)).encode()),
    "NULs in a page": ("a.html", b"<html><body><p>" + b"a\x00b " * 2000 + b"</p></body></html>"),
    "many paragraphs": ("a.html", b"<html><body>" + f"<p>{WORDS}.</p>".encode() * 5_000 + b"</body></html>"),
    "one line of half a megabyte": ("a.txt", WORDS.encode() * 12_500),
    "one word of a megabyte": ("a.txt", b"a" * 1_000_000),
    "a hundred thousand lines": ("a.txt", b"word\n" * 100_000),
    "digits and spaces": ("a.txt", b"1 " * 100_000),
    "brackets": ("a.txt", b"(" * 100_000 + b"A" * 1000),
    "quotation marks": ("a.txt", "“said ".encode() * 40_000),
    "full stops": ("a.txt", b"A. " * 60_000),
    "capitals": ("a.txt", b"Abu Al " * 40_000),
    "commas and verbs": ("a.txt", b"killed, said, " * 20_000),
    "deep JSON": ("a.jsonl", b"[" * 100_000),
    "gzip bomb": ("a.jsonl.gz", gzip.compress(b"0" * 60_000_000)),
    "surrogates": ("a.jsonl", json.dumps({"id": "a", "text": "\ud83d"}).encode()),
    "right to left": ("a.txt", "قال الجيش إن المتمردين قصفوا السوق ".encode() * 500),
    "combining marks": ("a.txt", ("e" + "\u0301" * 50_000).encode()),
}


@pytest.mark.parametrize("name", CASES)
def test_it_ends_in_time(tmp_path: Path, name: str) -> None:
    file, raw = CASES[name]
    (tmp_path / file).write_bytes(raw)
    began = time.process_time()
    items = list(code_inputs([str(tmp_path / file)], ReadOptions(max_bytes=5_000_000)))
    assert time.process_time() - began < SECONDS + len(raw.split()) / WORDS_A_SECOND
    assert items
    for item in items:
        assert isinstance(item, Coded | Rejection)
        if isinstance(item, Rejection):
            assert item.code != "failed"
        else:
            assert "root:" not in item.document.text
