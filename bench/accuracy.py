"""Accuracy of claims on the dev parts of the labelled data, by the scorers that come with it.

    python bench/accuracy.py --gold ../shared/gold --score ../shared/score [--json]

Runs `dateline code` on gold/voa/dev, gold/plover_gsr/dev and the two seed pages, and the scorers on what it prints.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def code(inputs: list[Path], target: Path, *options: str) -> None:
    """Run `dateline code` into a file."""
    command = [sys.executable, "-m", "dateline", "code", *options, *map(str, inputs)]
    with target.open("w", encoding="utf-8") as out:
        subprocess.run(command, check=True, stdout=out)


def scored(script: Path, *arguments: str | Path) -> str:
    """What a scorer prints; it may end with an exit code of its own."""
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


def measure(gold: Path, score: Path) -> dict[str, Any]:
    """The scorers' results by data set."""
    with tempfile.TemporaryDirectory() as folder:
        claims, stories = Path(folder) / "claims.jsonl", Path(folder) / "stories.jsonl"
        voa, gsr = gold / "voa/dev.jsonl.gz", gold / "plover_gsr/dev.jsonl.gz"
        code([voa], claims)
        found: dict[str, Any] = {"voa": json.loads(scored(score / "claims.py", voa, claims, "--json", "--interval"))}
        code([gsr], claims)
        found["gsr"] = scored(score / "gsr.py", gsr, claims)
        pages = sorted((score.parent / "seeds").glob("*.txt"))
        code(pages, claims)
        code(pages, stories, "--what", "stories")
        found["seeds"] = scored(score / "seeds.py", claims, "--stories", stories).splitlines()[-1]
    return found


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--score", type=Path, default=Path("../shared/score"))
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found = measure(asked.gold, asked.score)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
