#!/usr/bin/env python3
"""Count in how many news stories each word stands: `python scripts/count_words.py --gold DIR`.

Writes `vocab/data/word_counts.tsv`, by which linking knows the rare words that tell one story from another. Training
parts only, and even lines of the sets on whose odd ones another measure reports. Words of fewer than `LEAST` stories
are left out: they count as the rarest.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from dateline.link.sketch import word_list

TARGET: Final = Path(__file__).parent.parent / "src/dateline/vocab/data/word_counts.tsv"
SETS: Final = (
    ("voa/train", 1), ("official/train", 1), ("muc4/train", 1), ("polnear/train", 1), ("times/timebank", 2),
    ("times/aquaint", 2), ("places/lgl", 2), ("places/geovirus", 2), ("gva/articles", 2),
)  # fmt: skip
LEAST: Final = 4
HEAD: Final = """# What it is: in how many of {number} news stories a word stands, in whatever case; words of fewer than {least} are left out.
# Source: counted by scripts/count_words.py on gold/{sets} (even lines where others report on odd ones); no text is kept.
# Licence: Apache-2.0.
word\tstories
*\t{number}
"""  # noqa: E501 - a line of a data file


def texts(gold: Path) -> Iterator[str]:
    """The stories that are counted."""
    for name, every in SETS:
        with gzip.open(gold / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, every - 1, None, every):
                yield json.loads(line)["text"] or ""


def main() -> None:
    """Count, and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    counts: Counter[str] = Counter()
    number = 0
    for text in texts(options.parse_args().gold):
        counts.update(set(word_list(text)))
        number += 1
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEAD.format(number=number, least=LEAST, sets=", ".join(name for name, _ in SETS)))
        for word, stories in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if stories >= LEAST:
                out.write(f"{word}\t{stories}\n")


if __name__ == "__main__":
    main()
