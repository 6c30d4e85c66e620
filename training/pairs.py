"""Fit the weights by which linking scores pairs: `python training/pairs.py --ledger GVA --ecb ECB --gold GOLD`.

GVA and ECB are ledgers with the texts of gold/gva and of gold/ecbplus/train (tokens joined), read by `dateline run`
with their ids as origins; `--invented` one with the reports of tests/quality/incidents, of which the half marked
`dev` is learned from. Two logistic regressions, pulled to 0. One is over pairs of events of two texts: main events
of articles, which are one when the set says that the articles are of one incident; and events at marked acts of ECB+,
which are one when a chain holds both. The other is over pairs of claims of one type in one story of gold/voa/train and
gold/official/train, by their labelled events. Both go to `vocab/data/pair_weights.tsv`. `--folds 5` prints, in place of
writing, what training by folds of incidents gives on gva: clusters of main events alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from data import lines

from dateline.ledger import Ledger, open_ledger
from dateline.link import scores
from dateline.link.blocks import keys, pairs
from dateline.link.clusters import average_linkage, parts
from dateline.link.incidents import THRESHOLD
from dateline.link.profiles import PROFILE, Event, Profiles, events_of, profile
from dateline.records import Claim, Count, Party, Place, Quote, Span, Time
from dateline.terms import CountKind, DatePrecision, EventType, PlacePrecision, Status
from dateline.vocab.actors import country_of

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import clusters  # the measures of groupings, and the notation of the invented set, have their home there
from clusters import b_cubed
from linking_set import Half, scenarios

TARGET: Final = Path(__file__).parent.parent / "src/dateline/vocab/data/pair_weights.tsv"
PULL: Final = 1e-4
WORLD: Final = 0.3
"""How much the pairs of each other set count, all together, beside those of gva."""
GRID: Final = (-2.0, -1.5, -1.0, -0.5, 0.0)
HEAD: Final = """# What it is: how strongly a feature of link/scores.py speaks for two events being one, in log odds.
# Source: fitted by training/pairs.py on gold/gva; for events of one story on gold/voa/train and gold/official/train; no
# text is kept; "one story" is less by the threshold of link/incidents.py.
# Licence: Apache-2.0.
feature\tweight
"""


def main_event(events: Sequence[Event]) -> Event | None:
    """The event that an article of gva is about: of violence where there is one; told early, with numbers."""
    violent = [event for event in events if event.claims[0].type is EventType.ASSAULT] or list(events)
    return max(violent, key=_weight, default=None)


def _weight(event: Event) -> float:
    return sum(
        (1 + 0.5 * bool(claim.counts) + 0.3 * bool(claim.date) + 0.3 * bool(claim.place))
        / (1 + claim.trigger.span.start / 800)
        for claim in event.claims
    )


def main_events(ledger: Ledger) -> dict[str, Event]:
    """The main event of each article, by its id."""
    found: dict[str, Event] = {}
    for document in ledger.documents():
        events = events_of(ledger.claims_of(document.id), document.published, ledger.sketches(document.id))
        event = main_event(events)
        if event:
            found[document.origin] = event
    return found


def chains_of(row: dict[str, Any]) -> Iterator[tuple[Span, str]]:
    """The marked acts of an ECB+ text, its tokens joined by blanks, with their chains."""
    starts = [0]
    for token in row["tokens"]:
        starts.append(starts[-1] + len(token) + 1)
    for mention in row["mentions"]:
        if mention["type"].startswith("ACTION") and mention.get("chain"):
            yield Span(starts[mention["tokens"][0]], starts[mention["tokens"][-1] + 1] - 1), mention["chain"]


def marked_events(ledger: Ledger, gold: Path) -> Iterator[tuple[Event, frozenset[str]]]:
    """Events of ECB+ texts of which a claim's trigger is a marked act, with the chains of these acts."""
    rows = {row["id"]: row for row in lines(gold / "ecbplus/train.jsonl.gz")}
    for document in ledger.documents():
        marked = list(chains_of(rows[document.origin]))
        for event in events_of(ledger.claims_of(document.id), document.published, ledger.sketches(document.id)):
            chains = {chain for claim in event.claims for span, chain in marked if span.overlaps(claim.trigger.span)}
            if chains:
                yield event, frozenset(chains)


def invented_events(ledger: Ledger) -> Iterator[tuple[Event, frozenset[str]]]:
    """The event of each invented report that has the type of its main incident, for the half that may be tuned on."""
    documents = {document.origin: document for document in ledger.documents()}
    for scenario in (one for one in scenarios() if one.half is Half.DEV):
        kinds = {incident.key: incident.type for incident in scenario.incidents}
        for report in scenario.reports:
            document = documents[report.id]
            events = events_of(ledger.claims_of(document.id), document.published, ledger.sketches(document.id))
            mine = [event for event in events if event.claims[0].type is kinds[report.main]]
            if mine:
                yield max(mine, key=_weight), frozenset({report.main})


def gold_claims(document: dict[str, Any]) -> Iterator[tuple[str, Claim]]:
    """Labelled claims as records, with their labelled event; a value is only as good as another one of the story."""
    for claim in document["claims"]:
        place, date = claim["place"], claim["date"]
        yield claim["event"], Claim(
            id="c", document="d0", story=0, event=claim["event"], type=EventType(claim["type"]), mode=claim["mode"],
            status=Status(claim["status"]), trigger=_quote(claim["trigger"]), evidence=Span(0, 0),
            actors=tuple(_party(p) for p in claim["actors"]), recipients=tuple(_party(p) for p in claim["recipients"]),
            place=_place(place) if place and place.get("text") else None, date=_time(date) if date else None,
            counts=tuple(
                Count(kind=CountKind(c["kind"]), low=c["low"], high=c["high"], text="", span=Span(0, 0))
                for c in claim["counts"]
            ),
            sources=(), hedge=None, status_span=None, denies=None, confidence=1.0, made_by="labels",
        )  # fmt: skip


def _quote(words: dict[str, Any]) -> Quote:
    return Quote(words["text"], Span(*words["span"]))


def _party(party: dict[str, Any]) -> Party:
    return Party(text=party["text"], span=Span(0, 0), name=party.get("name"))


def _place(place: dict[str, Any]) -> Place:
    wide = PlacePrecision.COUNTRY if country_of(place["text"]) else PlacePrecision.TOWN
    return Place(text=place["text"], span=Span(0, 0), name=place["text"], country=place.get("country"), precision=wide)


def _time(date: dict[str, Any]) -> Time:
    start, end = dt.date.fromisoformat(date["start"]), dt.date.fromisoformat(date["end"])
    precision = DatePrecision.DAY if start == end else DatePrecision.RANGE
    return Time(text="", span=Span(0, 0), start=start, end=end, precision=precision)


def story_pairs(gold: Path) -> tuple[Profiles, Profiles, Any]:
    """Pairs of claims of one type in one story, and whether they are labelled as one event."""
    first, second, same = [], [], []
    for name in ("voa", "official"):
        for document in lines(gold / name / "train.jsonl.gz"):
            kinds: dict[EventType, list[tuple[str, Any]]] = defaultdict(list)
            for event, claim in gold_claims(document):
                kinds[claim.type].append((event, profile(Event((claim,), None, None))))
            for group in kinds.values():
                for (a, one), (b, other) in combinations(group, 2):
                    first.append(one)
                    second.append(other)
                    same.append(a == b)
    return np.asarray(first, dtype=PROFILE), np.asarray(second, dtype=PROFILE), np.asarray(same)


class Labelled(NamedTuple):
    """Events, the pairs of them that are compared, the pairs' features, and whether each is one event."""

    profiles: Profiles
    first: Any
    second: Any
    columns: list[str]
    table: Any
    right: Any


def labelled(events: Sequence[Event], labels: Sequence[frozenset[str]]) -> Labelled:
    """The pairs of different stories that blocks propose; those that share a label are one event."""
    profiles = np.asarray([profile(event) for event in events], dtype=PROFILE)
    found = list(pairs(keys(profiles), np.ones(len(events), dtype=bool)))
    a, b = (np.concatenate(column) for column in zip(*found, strict=True))
    apart = profiles["document"][a] != profiles["document"][b]
    a, b = a[apart], b[apart]
    columns, table = table_of(profiles[a], profiles[b], one_story=False)
    right = np.asarray([bool(labels[x] & labels[y]) for x, y in zip(a, b, strict=True)])
    return Labelled(profiles, a, b, columns, table, right)


def fit(table: Any, right: Any, counts: Any) -> Any:
    """Weights of a logistic regression, pulled to 0; each row counts so much."""
    x, y, z = torch.from_numpy(table), torch.from_numpy(right.astype(np.float64)), torch.from_numpy(counts)
    weight = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weight], max_iter=500, line_search_fn="strong_wolfe")

    def loss() -> Any:
        search.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(x @ weight, y, z)
        total = wrong + PULL * weight.square().sum()
        total.backward()
        return total

    search.step(loss)
    return weight.detach().numpy()


def table_of(a: Profiles, b: Profiles, *, one_story: bool) -> tuple[list[str], Any]:
    """The features of pairs, of those of one story or of the others, and their names."""
    found = {n: v for n, v in scores.features(a, b).items() if n.startswith("one story") is one_story}
    return list(found), np.stack(list(found.values()), axis=1)


def main() -> None:
    """Fit, then tell or write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options.add_argument("--ledger", required=True)
    options.add_argument("--ecb", required=True, help="a ledger with the texts of gold/ecbplus/train, tokens joined")
    options.add_argument("--invented", required=True, help="a ledger with the reports of tests/quality/incidents")
    options.add_argument("--folds", type=int, default=0)
    asked = options.parse_args()
    incident = {row["id"]: row["incident"] for row in lines(asked.gold / "gva/articles.jsonl.gz")}
    with open_ledger(asked.ledger) as ledger:
        events = main_events(ledger)
    with open_ledger(asked.ecb) as ledger:
        marked = list(marked_events(ledger, asked.gold))
    with open_ledger(asked.invented) as ledger:
        invented = list(invented_events(ledger))
    names = sorted(events)
    shootings = labelled([events[name] for name in names], [frozenset({incident[name]}) for name in names])
    world = labelled([event for event, _ in marked], [chains for _, chains in marked])
    tales = labelled([event for event, _ in invented], [keys_ for _, keys_ in invented])
    for told in (shootings, world, tales):
        print(f"{len(told.profiles)} events, {len(told.right)} pairs, {told.right.sum()} right")
    if asked.folds:
        folds(asked.folds, names, incident, shootings, (world, tales))
        return
    first, second, same = story_pairs(asked.gold)
    own, inner = table_of(first, second, one_story=True)
    print(f"{len(same)} pairs of one story, {same.sum()} right")
    everyone = np.ones(len(shootings.right), dtype=bool)
    weights = dict(zip(shootings.columns, fit(*both(shootings, (world, tales), everyone)), strict=True))
    weights |= dict(zip(own, fit(inner, same, np.ones(len(same))), strict=True))
    weights["one story"] += THRESHOLD  # what a story tells apart is joined only when that is likelier than not
    body = "".join(f"{name}\t{value:.3f}\n" for name, value in weights.items())
    TARGET.write_text(HEAD + body, encoding="utf-8")


def both(shootings: Labelled, others: Sequence[Labelled], chosen: Any) -> tuple[Any, Any, Any]:
    """The chosen pairs of gva and all pairs of other sets: features, answers, and how much each counts."""
    table = np.concatenate([shootings.table[chosen], *(one.table for one in others)])
    right = np.concatenate([shootings.right[chosen], *(one.right for one in others)])
    shares = [np.full(len(one.right), WORLD * chosen.sum() / len(one.right)) for one in others]
    return table, right, np.concatenate([np.ones(chosen.sum()), *shares])


def folds(number: int, names: list[str], incident: dict[str, str], told: Labelled, others: Sequence[Labelled]) -> None:
    """Train on all folds but one, link, tell."""
    draw = random.Random(0)
    order = sorted(set(incident.values()))
    draw.shuffle(order)
    fold_of = {one: i % number for i, one in enumerate(order)}
    fold = np.asarray([fold_of[incident[name]] for name in names])
    a, b, table, profiles = told.first, told.second, told.table, told.profiles
    everyone = sorted(incident)
    place = {name: i for i, name in enumerate(names)}
    weights = []
    for k in range(number):
        train = (fold[a] != k) & (fold[b] != k)
        weights.append(fit(*both(told, others, train)))
    points = np.zeros(len(a))
    for k in range(number):
        points[fold[a] == k] = table[fold[a] == k] @ weights[k]
    for threshold in GRID:
        label: dict[int, int] = {}
        edges = [(int(x), int(y)) for x, y, s in zip(a, b, points, strict=True) if s > threshold]
        for part in parts(range(len(names)), edges):
            groups = [[0]]
            if len(part) > 1:
                x, y = np.triu_indices(len(part), 1)
                member = np.asarray(part)
                _, inner = table_of(profiles[member[x]], profiles[member[y]], one_story=False)
                matrix = np.zeros((len(part), len(part)))
                w = np.stack([weights[fold[m]] for m in member[x]])
                matrix[x, y] = matrix[y, x] = (inner * w).sum(axis=1) - threshold
                groups = average_linkage(matrix)
            for group in groups:
                for i in group:
                    label[part[i]] = part[group[0]]
        found = [label[place[name]] if name in place else -1 - i for i, name in enumerate(everyone)]
        ours = dict(zip(everyone, map(str, found), strict=True))
        for name, score in (("B-cubed", b_cubed(incident, ours)), ("pairs", clusters.pairs(incident, ours))):
            print(threshold, name, score.figures(), flush=True)


if __name__ == "__main__":
    main()
