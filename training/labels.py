"""Labels written by hand: the notation of `training/corpus/` and `training/annotations/`, read into labelled documents.

A file holds stories. A story begins with `== ID | PUBLISHED | MANNER` (`-` where there is no day), then its
sentences, each on a line that begins with its number, then its claims:

    == wire-001 | 2021-03-14 | wire
    1 The army said on Sunday that it had shelled rebel positions near Kasira, killing at least 12 fighters.
    > 1 shelled | ASSAULT/heavy-weapons | happened | e1
    actor: it = Army
    recipient: rebel positions = rebels
    place: Kasira [SY]
    date: Sunday [2021-03-14]
    count: killed 12.. at least 12
    source: The army = Army

The head of a claim: its sentence's number, the trigger's words, TYPE or TYPE/mode, status, event. A slot's words
stand in the claim's own sentence unless `@N` names another one (`place: Kasira@1 [SY]`). Of several occurrences in
the sentence the one nearest to the trigger is meant; `#2` after the words names the second. Values: `actor`,
`recipient` and `source` take `= NAME` (the words, where it is not given), and a source `!` at its end when it is
anonymous; `place` takes a country of two letters; `date` one day, or `START..END`, and `-` for its words where only
the context tells; `count` a kind, then `LOW..HIGH` with an open side left out, or one number. Annotations of other
people's texts hold no sentences: ids and claims only.

Invariant: every span that comes out of here is checked against its text; what does not fit is an error that names the
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from dateline.terms import CountKind, EventType, Status
from dateline.vocab.ontology import is_mode

HEAD: Final = re.compile(r"== (\S+)(?: \| (\S+) \| (\S+))?$")
SENTENCE: Final = re.compile(r"(\d+) (\S.*)$")
CLAIM: Final = re.compile(r"> (\d+) (.+?) \| ([A-Z]+)(?:/([a-z-]+))? \| ([a-z]+) \| (e\d+)$")
SLOT: Final = re.compile(r"(actor|recipient|source|place|date|count): *(\S.*)$")
WORDS: Final = re.compile(r"(.*?)(?:#(\d+))?(?:@(\d+))?$")
COUNT: Final = re.compile(r"([a-z]+) (\d*)(\.\.)?(\d*) (\S.*)$")

Labelled = dict[str, Any]
"""A document in the form of `gold/voa`: id, published, text, claims; here with its `manner`."""


class LabelError(ValueError):
    """A line of a label file that does not fit; the message begins with the file and the line."""


def read_labels(path: Path, texts: Mapping[str, Sequence[str]] | None = None) -> list[Labelled]:
    """The labelled documents of a file.

    Args:
        path: a file in the notation above.
        texts: sentences by document, for annotations of texts that are kept elsewhere.

    Raises:
        LabelError: a line cannot be read, or its words are not in their sentence.
    """
    stories: list[_Story] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("# "):
            continue
        try:
            if head := HEAD.match(text):
                stories.append(_Story(head, texts))
            elif not stories:
                raise LabelError("a story begins with `== ID | PUBLISHED | MANNER`")
            else:
                stories[-1].take(text)
        except LabelError as error:
            raise LabelError(f"{path}:{number}: {error}: {text}") from None
    return [story.labelled() for story in stories]


class _Story:
    """A story as its lines come."""

    def __init__(self, head: re.Match[str], texts: Mapping[str, Sequence[str]] | None) -> None:
        self.id = head[1]
        self.published = None if head[2] in (None, "-") else head[2]
        self.manner = head[3]
        if texts is not None and self.id not in texts:
            raise LabelError("no such text")
        self.sentences = list(texts[self.id]) if texts is not None else []
        self.starts: list[int] = []
        self.claims: list[Labelled] = []

    def take(self, line: str) -> None:
        """Add what one line says."""
        if match := CLAIM.match(line):
            self.claims.append(self._claim(match))
        elif match := SLOT.match(line):
            if not self.claims:
                raise LabelError("a slot before its claim")
            self._slot(self.claims[-1], match[1], match[2])
        elif (match := SENTENCE.match(line)) and int(match[1]) == len(self.sentences) + 1 and not self.claims:
            self.sentences.append(match[2])
        else:
            raise LabelError("neither a sentence in order, a claim, nor a slot")

    def _claim(self, match: re.Match[str]) -> Labelled:
        kind, mode, status = match[3], match[4], match[5]
        if kind not in EventType.__members__:
            raise LabelError(f"no such type {kind}")
        if mode is not None and not is_mode(EventType(kind), mode):
            raise LabelError(f"{kind} has no mode {mode}")
        if status not in set(Status):
            raise LabelError(f"no such status {status}")
        trigger = self._quote(match[2], int(match[1]), None)
        empty: dict[str, list[Labelled]] = {"actors": [], "recipients": [], "counts": [], "sources": []}
        return {
            "id": f"c{len(self.claims) + 1}",
            "event": match[6],
            "type": kind,
            "mode": mode,
            "status": status,
            "trigger": trigger,
            "place": None,
            "date": None,
            **empty,
        }

    def _slot(self, claim: Labelled, slot: str, value: str) -> None:
        sentence, near = self._sentence_at(claim["trigger"]["span"][0]), claim["trigger"]["span"]
        if slot in ("actor", "recipient", "source"):
            claim[slot + "s"].append(self._party(slot, value, sentence, near))
        elif slot == "count":
            claim["counts"].append(self._count(value, sentence, near))
        else:
            words, _, bracket = value.rpartition(" [")
            if not bracket.endswith("]"):
                raise LabelError(f"a {slot} ends with [..]")
            claim[slot] = self._place_or_date(slot, words.strip(), bracket[:-1], sentence, near)

    def _party(self, slot: str, value: str, sentence: int, near: Sequence[int]) -> Labelled:
        anonymous = slot == "source" and value.endswith("!")
        words, _, name = value.removesuffix("!").strip().partition(" = ")
        quote = self._quote(words.strip(), sentence, near)
        party = {**quote, "name": name.strip() or quote["text"]}
        return {**party, "anonymous": anonymous} if slot == "source" else party

    def _count(self, value: str, sentence: int, near: Sequence[int]) -> Labelled:
        match = COUNT.match(value)
        if not match or match[1] not in set(CountKind) or not (match[2] or match[4]):
            raise LabelError("a count is `KIND LOW..HIGH WORDS`")
        low = int(match[2]) if match[2] else None
        high = (int(match[4]) if match[4] else None) if match[3] else low
        return {"kind": match[1], "low": low, "high": high, **self._quote(match[5], sentence, near)}

    def _place_or_date(self, slot: str, words: str, value: str, sentence: int, near: Sequence[int]) -> Labelled:
        quote = {"text": None} if words == "-" and slot == "date" else self._quote(words, sentence, near)
        if slot == "place":
            if not re.fullmatch(r"[A-Z]{2}|-", value):
                raise LabelError("a place's country has two letters, or -")
            return {**quote, "country": None if value == "-" else value}
        start, _, end = value.partition("..")
        if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in (start, end or start)):
            raise LabelError("a date is [YYYY-MM-DD] or [YYYY-MM-DD..YYYY-MM-DD]")
        return {**quote, "start": start, "end": end or start}

    def _quote(self, words: str, sentence: int, near: Sequence[int] | None) -> Labelled:
        match = WORDS.match(words)
        assert match
        number = int(match[3] or sentence)
        if not 1 <= number <= len(self.sentences):
            raise LabelError(f"no sentence {number}")
        start = self._start(number)
        found = [start + at for at in _occurrences(match[1], self.sentences[number - 1])]
        which = int(match[2]) - 1 if match[2] else None
        if not found or (which is not None and which >= len(found)):
            raise LabelError(f"{match[1]!r} is not in sentence {number}")
        if which is None:
            which = 0 if near is None else min(range(len(found)), key=lambda i: abs(found[i] - near[0]))
        return {"text": match[1], "span": [found[which], found[which] + len(match[1])]}

    def _start(self, number: int) -> int:
        return sum(len(sentence) + 1 for sentence in self.sentences[: number - 1])

    def _sentence_at(self, position: int) -> int:
        return "\n".join(self.sentences).count("\n", 0, position) + 1

    def labelled(self) -> Labelled:
        """The story in the form of the labelled data."""
        text = "\n".join(self.sentences)
        return {"id": self.id, "published": self.published, "manner": self.manner, "text": text, "claims": self.claims}


def _occurrences(words: str, sentence: str) -> Iterator[int]:
    """Where the words stand in the sentence, not inside longer words."""
    for match in re.finditer(re.escape(words), sentence):
        before, after = sentence[match.start() - 1 : match.start()], sentence[match.end() : match.end() + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            yield match.start()


def summary(documents: Iterable[Labelled]) -> str:
    """How many stories and claims there are, by type and status, on a few lines."""
    from collections import Counter

    stories = list(documents)
    claims = [claim for story in stories for claim in story["claims"]]
    types, statuses = Counter(claim["type"] for claim in claims), Counter(claim["status"] for claim in claims)
    words = sum(len(story["text"].split()) for story in stories)
    lines = [f"{len(stories)} stories, {words} words, {len(claims)} claims"]
    lines += ["  ".join(f"{name} {number}" for name, number in table.most_common()) for table in (types, statuses)]
    return "\n".join(lines)


def main() -> None:
    """Check label files: `python training/labels.py FILE...`; the first line that does not fit ends it."""
    import sys

    try:
        print(summary(story for path in sys.argv[1:] for story in read_labels(Path(path))))
    except LabelError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
