"""Ledgers that the tests of exports read: the examples, and an invented one with victims who are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.ledger import open_ledger
from dateline.read import ReadOptions
from dateline.run.session import run

EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = (
    {
        "id": "https://sirte-herald.example/2024/amal-haddad-shot-dead",
        "url": "https://sirte-herald.example/2024/amal-haddad-shot-dead",
        "published": "2024-03-12",
        "publisher": "Sirte Herald",
        "title": "Teacher Amal Haddad shot dead in Sirte",
        "text": "SIRTE, Libya — Gunmen shot dead Amal Haddad, a 34-year-old teacher, in Sirte on Monday, police said. "
        "Haddad died in hospital, her sister said. Police arrested Omar Khalil Nasser on Tuesday. "
        "Libyan President Muammar Gaddafi condemned the killing. Rebels killed General Abdel Fattah Younes in "
        "Benghazi on Monday.",
    },
    {
        "id": "gulf-post-7",
        "published": "2024-03-12",
        "publisher": "=Gulf Post",
        "title": "+Gunmen kill a teacher in Sirte",
        "text": "Gunmen shot dead a teacher in Sirte, Libya, on Monday, 11 March 2024, residents said. "
        "The attack on Amal Haddad was the third this week.",
    },
)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("export") / "a.ledger")
    with open_ledger(path, create=True) as ledger:
        run(ledger, [str(EXAMPLES)], ReadOptions())
    return path


@pytest.fixture(scope="session")
def victims(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("victims")
    stories = folder / "stories.jsonl"
    stories.write_text("".join(json.dumps(story) + "\n" for story in STORIES), encoding="utf-8")
    path = str(folder / "v.ledger")
    with open_ledger(path, create=True) as ledger:
        run(ledger, [str(stories)], ReadOptions())
    return path
