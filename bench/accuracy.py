"""Accuracy of claims on the dev parts of the labelled data, by the scorers that come with it.

    python bench/accuracy.py --gold ../shared/gold --score ../shared/score [--json]

Runs `dateline code` on gold/voa/dev, gold/plover_gsr/dev and the two seed pages, with the trained reader and with the
first one, and the scorers on what it prints. `hashes` are of the labelled data that was measured on; `calibration` says
how often a claim of gold/voa/dev with such a confidence is right (its trigger touches a labelled one of its type), with
the expected calibration error (Naeini et al. 2015), and what `--min-confidence` buys.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
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
    """The scorers' results by reader and data set."""
    voa, gsr = gold / "voa/dev.jsonl.gz", gold / "plover_gsr/dev.jsonl.gz"
    pages = sorted((score.parent / "seeds").glob("*.txt"))
    found: dict[str, Any] = {}
    for reader in ("trained", "first"):
        with tempfile.TemporaryDirectory() as folder:
            claims, stories = Path(folder) / "claims.jsonl", Path(folder) / "stories.jsonl"
            code([voa], claims, "--reader", reader)
            told: dict[str, Any] = {"voa": json.loads(scored(score / "claims.py", voa, claims, "--json", "--interval"))}
            told["calibration"] = calibration(voa, claims)
            code([gsr], claims, "--reader", reader)
            told["gsr"] = scored(score / "gsr.py", gsr, claims)
            code(pages, claims, "--reader", reader)
            code(pages, stories, "--what", "stories")
            told["seeds"] = scored(score / "seeds.py", claims, "--stories", stories).splitlines()[-1]
            found[reader] = told
    found["hashes"] = {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (voa, gsr)}
    return found


def calibration(gold: Path, claims: Path) -> dict[str, Any]:
    """How often claims are right, by their confidence; and precision and recall above each of some confidences."""
    labelled: dict[str, list[Any]] = {}
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            labelled[row["id"]] = [(c["type"], *c["trigger"]["span"]) for c in row["claims"]]
    sure: list[tuple[float, bool]] = []
    for line in claims.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        start, end = claim["trigger"]["span"]
        same = [1 for kind, s, e in labelled[claim["document"]] if kind == claim["type"] and s < end and start < e]
        sure.append((claim["confidence"], bool(same)))
    bins, error = [], 0.0
    for low in (step / 10 for step in range(10)):
        inside = [one for one in sure if low <= one[0] < low + 0.1 or (low == 0.9 and one[0] == 1.0)]
        if inside:
            mean, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(sure)
            bins.append({"confidence": round(mean, 3), "right": round(right, 3), "claims": len(inside)})
    wanted = sum(map(len, labelled.values()))
    bars = []
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for confidence, right in sure if confidence >= least]
        if kept:
            bars.append([least, round(sum(kept) / len(kept), 3), round(sum(kept) / wanted, 3), len(kept)])
    return {"error": round(error, 4), "bins": bins, "bars": bars}


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
