"""Reading: every input ends as a document or as a rejection with a code."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import CODES
from dateline.read import ReadOptions, read_inputs
from dateline.records import Document, Rejection

NEWS = "Rebels shelled a market in the town on Tuesday, and officials said that at least twelve people were killed.\n"
SPANISH = "Señor Núñez said “no” – twice. "


def read(path: Path, **options: object) -> list[Document | Rejection]:
    return list(read_inputs([str(path)], ReadOptions(**options)))  # type: ignore[arg-type] # a test's keywords


def one(folder: Path, name: str, raw: bytes, **options: object) -> Document | Rejection:
    path = folder / name
    path.write_bytes(raw)
    return read(path, **options)[-1]


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("bom.txt", b"\xef\xbb\xbf", "empty"),
        ("png.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("pdf.txt", b"%PDF-1.7 and so on", "binary"),
        ("zip.html", b"PK\x03\x04 more", "binary"),
        ("gzip.html", gzip.compress(b"<p>page</p>", mtime=0), "binary"),
        ("nul.txt", b"a\x00\x00\x00b" * 50, "binary"),
        ("control.txt", b"\x01\x02\x03\x04" * 50, "binary"),
        ("symbols.txt", b"#*+ %&/ ==== ++++ ~~~~ ^^^^ !!!! $$$$ @@@@ {{{}}} <<<>>> |||| ;;;; ,,,,", "not-text"),
        ("picture.png", b"\x89PNG", "unknown-format"),
        ("table.xlsx", b"PK", "unknown-format"),
        ("none", b"text", "unknown-format"),
        ("markup.html", b"<html><body><script>x</script></body></html>", "broken-markup"),
        ("no-text.html", b"<html><head><title>T</title></head><body></body></html>", "broken-markup"),
        ("not.jsonl", b"no json\n", "bad-record"),
        ("list.jsonl", b"[1, 2]\n", "bad-record"),
        ("no-text.jsonl", b'{"id": "a"}\n', "bad-record"),
        ("no-id.jsonl", b'{"text": "a"}\n', "bad-record"),
        ("number.jsonl", b'{"id": 1, "text": "a"}\n', "bad-record"),
        ("date.jsonl", b'{"id": "a", "text": "b", "published": "yesterday"}\n', "bad-record"),
        ("surrogate.jsonl", b'{"id": "a", "text": "\\ud800"}\n', "bad-record"),
        ("blank.jsonl", b'{"id": "a", "text": "  "}\n', "empty"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("damaged.jsonl.gz", b"\x1f\x8b\x08\x00rubbish", "unreadable"),
        ("cut.jsonl.gz", gzip.compress(b'{"id": "a", "text": "b"}\n' * 99, mtime=0)[:40], "unreadable"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_a_code(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    item = one(tmp_path, name, raw)
    assert isinstance(item, Rejection)
    assert item.code == code


def test_what_is_not_there_is_missing() -> None:
    (item,) = read(Path("/no/such/file.txt"))
    assert isinstance(item, Rejection)
    assert item.code == "missing"


@pytest.mark.parametrize("name", ["long.txt", "long.html", "long.jsonl"])
def test_what_is_too_large_is_rejected(tmp_path: Path, name: str) -> None:
    record = json.dumps({"id": "a", "text": NEWS * 9}).encode() + b"\n"
    item = one(tmp_path, name, record, max_bytes=100)
    assert isinstance(item, Rejection)
    assert item.code == "too-large"


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        (NEWS.encode(), "utf-8", NEWS),
        (b"\xef\xbb\xbf" + NEWS.encode(), "utf-8", NEWS),
        (NEWS.encode("utf-16"), "utf-16-le", NEWS),
        (NEWS.encode("utf-16-le"), "utf-16", NEWS),
        (NEWS.encode("utf-16-be"), "utf-16", NEWS),
        (b"\xff\xfe\x00\x00" + NEWS.encode("utf-32-le"), "utf-32-le", NEWS),
        (NEWS.replace("\n", "\r\n").encode(), "utf-8", NEWS.replace("\n", "\r\n")),
        (
            ("Señor Núñez said “no” – twice. " + NEWS).encode("windows-1252"),
            "windows-1252",
            "Señor Núñez said “no” – twice. " + NEWS,
        ),
        ("🙂 قال الجيش é".encode(), "utf-8", "🙂 قال الجيش é"),
    ],
)
def test_text_comes_out_as_it_was_written(tmp_path: Path, raw: bytes, encoding: str, text: str) -> None:
    item = one(tmp_path, "a.txt", raw, any_language=True)
    assert isinstance(item, Document)
    assert item.text == text
    assert item.encoding == encoding


def test_a_declared_charset_is_followed(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>Мэр Иван сказал. {NEWS * 3}</p></body>'
    item = one(tmp_path, "a.html", page.encode("windows-1251"), any_language=True)
    assert isinstance(item, Document)
    assert "Мэр Иван сказал." in item.text


PAGE = """<html><head><title>Shelling in the valley | The Example</title>{meta}
<meta property="og:site_name" content="The Example"><meta property="og:title" content="Shelling in the valley">
<link rel="canonical" href="https://example.org/a"></head><body><nav><a href="/">Home</a> <a href="/b">World</a></nav>
<article><h1>Shelling in the valley</h1><p>{news}</p><p>{news}</p></article>
<footer>© 2025 The Example</footer></body></html>"""


def test_a_page_says_who_published_it_and_when(tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2025-11-05T23:30:00+00:00">'
    item = one(tmp_path, "a.html", PAGE.format(meta=meta, news=NEWS).encode())
    assert isinstance(item, Document)
    assert (item.title, item.publisher, item.url) == ("Shelling in the valley", "The Example", "https://example.org/a")
    assert (item.published, item.published_from, item.prepared) == (dt.date(2025, 11, 5), "metadata", True)
    assert item.text.startswith("Shelling in the valley\nRebels shelled")
    assert "Home" not in item.text
    assert "©" not in item.text


@pytest.mark.parametrize(
    "meta",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-05T06:00:00Z"}</script>',
        '<meta name="date" content="2025-11-05">',
        '<meta itemprop="datePublished" content="2025-11-05">',
        '<meta name="DC.date.issued" content="2025-11-05">',
    ],
)
def test_a_page_may_state_its_day_in_several_ways(tmp_path: Path, meta: str) -> None:
    item = one(tmp_path, "a.html", PAGE.format(meta=meta, news=NEWS).encode())
    assert isinstance(item, Document)
    assert item.published == dt.date(2025, 11, 5)


def test_a_page_without_a_stated_day_has_none(tmp_path: Path) -> None:
    page = PAGE.format(meta='<meta name="date" content="soon">', news=NEWS + "It happened on 3 March 2016.")
    item = one(tmp_path, "a.html", page.encode())
    assert isinstance(item, Document)
    assert (item.published, item.published_from) == (None, None)
    dated = one(tmp_path, "a.html", page.encode(), published=dt.date(2025, 1, 2))
    assert isinstance(dated, Document)
    assert (dated.published, dated.published_from) == (dt.date(2025, 1, 2), "option")


def test_metadata_goes_before_the_option(tmp_path: Path) -> None:
    meta = '<meta name="date" content="2025-11-05">'
    item = one(tmp_path, "a.html", PAGE.format(meta=meta, news=NEWS).encode(), published=dt.date(2020, 1, 1))
    assert isinstance(item, Document)
    assert item.published == dt.date(2025, 11, 5)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_bad_lines_do_not_stop_good_ones(tmp_path: Path, name: str) -> None:
    good = {
        "id": "x/1",
        "text": NEWS,
        "published": "2025-11-05T10:00:00Z",
        "publisher": "P",
        "title": "T",
        "url": "u",
        "more": 1,
    }
    raw = (json.dumps(good) + "\n\nbad\n" + json.dumps(good | {"id": "x/2", "published": None}) + "\n").encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    first, bad, second = read(path)
    assert isinstance(first, Document)
    assert (first.origin, first.text, first.published, first.published_from) == (
        "x/1",
        NEWS,
        dt.date(2025, 11, 5),
        "record",
    )
    assert (first.publisher, first.title, first.url, first.prepared) == ("P", "T", "u", False)
    assert isinstance(bad, Rejection)
    assert (bad.code, bad.origin) == ("bad-record", f"{path.as_posix()}:3")
    assert isinstance(second, Document)
    assert second.published is None


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "e.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS)
    assert [Path(item.origin).name for item in read(tmp_path)] == ["a.md", "b.txt", "e.exe", "c.txt"]


@pytest.mark.parametrize(
    ("raw", "formats"),
    [
        (NEWS.encode(), ["text"]),
        (PAGE.format(meta="", news=NEWS).encode(), ["html"]),
        ((json.dumps({"id": "a", "text": NEWS}) + "\n").encode() * 2, ["jsonl", "jsonl"]),
    ],
)
def test_standard_input_is_told_by_its_look(monkeypatch: pytest.MonkeyPatch, raw: bytes, formats: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    items = list(read_inputs(["-"], ReadOptions()))
    assert [item.format for item in items if isinstance(item, Document)] == formats


def test_another_language_is_rejected_with_its_code(tmp_path: Path) -> None:
    text = (
        "Les rebelles ont bombardé le marché de la ville mardi, tuant douze personnes, ont annoncé les autorités. "
        "Le gouvernement a condamné cette attaque et a promis de punir les responsables dans les prochains jours. "
        "Les secours ont transporté les blessés vers les hôpitaux de la région pendant toute la nuit."
    )
    item = one(tmp_path, "a.txt", text.encode())
    assert isinstance(item, Rejection)
    assert (item.code, item.detail) == ("language", "fr")
    kept = one(tmp_path, "a.txt", text.encode(), any_language=True)
    assert isinstance(kept, Document)
    assert kept.language == "fr"


@pytest.mark.parametrize("text", ["Mort", NEWS.upper() * 4, "Al-Qadr, Idlib, Darayya, Sirte", NEWS * 4])
def test_english_short_texts_and_capitals_are_kept(tmp_path: Path, text: str) -> None:
    assert isinstance(one(tmp_path, "a.txt", text.encode()), Document)


def test_ids_are_of_origin_and_bytes(tmp_path: Path) -> None:
    first, again = one(tmp_path, "a.txt", NEWS.encode()), one(tmp_path, "a.txt", NEWS.encode())
    other, changed = one(tmp_path, "b.txt", NEWS.encode()), one(tmp_path, "a.txt", NEWS.encode() + b" ")
    assert isinstance(first, Document)
    assert first == again
    assert len({first.id, getattr(other, "id", ""), getattr(changed, "id", "")}) == 3


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.md"]))
def test_any_bytes_end_as_document_or_rejection(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    for item in read(folder / name):
        if isinstance(item, Rejection):
            assert item.code in CODES
        else:
            assert item.text.encode("utf-8")


def test_what_is_no_file_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled Sirte.")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read_inputs([str(tmp_path)], ReadOptions()))
    assert [item.code if isinstance(item, Rejection) else item.origin[-5:] for item in found] == [
        "a.txt", "missing", "unreadable",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"), [("", "missing"), ("https://example.org/a.html", "missing"), ("no", "missing")]
)
def test_what_is_not_there_is_rejected_under_the_name_that_was_given(name: str, code: str) -> None:
    (item,) = read_inputs([name], ReadOptions())
    assert isinstance(item, Rejection)
    assert (item.origin, item.code) == (name, code)


def test_a_folder_without_files_is_rejected(tmp_path: Path) -> None:
    (item,) = read_inputs([str(tmp_path)], ReadOptions())
    assert isinstance(item, Rejection)
    assert item.code == "empty"


def test_records_on_standard_input_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many they are: `max_bytes` is the limit of one document, not of all."""
    line = json.dumps({"id": "a", "text": NEWS}).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line * 200)))
    items = list(read_inputs(["-"], ReadOptions(max_bytes=len(line))))
    assert [isinstance(item, Document) for item in items] == [True] * 200


def test_text_on_standard_input_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode() * 2)))
    (item,) = read_inputs(["-"], ReadOptions(max_bytes=len(NEWS)))
    assert isinstance(item, Rejection)
    assert item.code == "too-large"
