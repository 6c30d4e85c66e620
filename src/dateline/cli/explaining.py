"""How a claim's values came about, and why claims share an incident; for people who doubt it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from dateline.cli.account_tables import accounts_table, tolls_table, verdicts_table
from dateline.cli.columns import Column, table
from dateline.cli.passage import STYLES, passage
from dateline.cli.tables import SHOWN, days, incident_heading
from dateline.export.incident_lines import incident_line
from dateline.ledger import Told
from dateline.records import Claim, Count, Document, Incident, Link, Party, Place, Quote, Source, Story, Time, quote
from dateline.resolve.setting import setting, story_countries
from dateline.resolve.where import Candidate, Passage, explain_place, find_story_places
from dateline.resolve.who import Parties, explained
from dateline.split import split_document
from dateline.vocab.actors import outlets
from dateline.vocab.ontology import event_types


def explain_claim(console: Console, told: Told, stories: Iterable[Story] = ()) -> None:
    """Print a claim's passage and the story of each value.

    Args:
        console: where it goes.
        told: the claim and its document.
        stories: the document's, so that the parties' values can be told by the story that they stand in.
    """
    claim, document = told.claim, told.document
    console.print(Text(f"{claim.id}  {claim.type.value}", style="bold") + Text(f"  {document.origin}", style="dim"))
    console.print(
        Text(f"characters {claim.evidence.start} to {claim.evidence.end} of the document's text", style="dim")
    )
    console.print()
    console.print(passage(document, claim), soft_wrap=False)
    console.print()
    columns = Column("field"), Column("value"), Column("words"), Column("how it came about")
    parties = story_parties(document, stories, claim.story)
    rows: list[tuple[Text | str, ...]] = [
        (Text(field, style=STYLES.get(field, "")), *rest) for field, *rest in _values(claim, document, parties)
    ]
    console.print(table(columns, rows, console.width))


def _values(claim: Claim, document: Document, parties: Parties) -> Iterator[tuple[str, str, str, str]]:
    """Field, value, words, and how: in the order of the public format."""
    kind = claim.type.value + (f"/{claim.mode}" if claim.mode else "")
    meaning = event_types()[claim.type].meaning
    yield "trigger", kind, claim.trigger.text, f"the word names the act: {meaning}"
    why = "no word says otherwise"
    words = document.text[claim.status_span.start : claim.status_span.end] if claim.status_span else ""
    yield "status", claim.status.value, words, "decided by these words" if words else why
    for field, found in (("actor", claim.actors), ("recipient", claim.recipients)):
        for party in found:
            yield field, _party(party), party.text, _how_party(party, parties)
    if claim.place:
        how = _how_place(claim.place) + _why_place(claim, document)
        if not claim.evidence.covers(claim.place.span):
            how += "; inherited: another sentence of the story names it"
        yield "place", _place(claim.place), claim.place.text, how
    if claim.date:
        yield "date", days(claim.date), claim.date.text, _how_date(claim.date, document)
    for count in claim.counts:
        among = ", who are among those of another count" if count.part else ""
        yield "count", _count(count), count.text, f"counts {count.of or 'people'}{among}"
    for number, source in enumerate(claim.sources, start=1):
        yield "source", _source(source), source.text, f"link {number} of the chain, innermost first"
    if claim.hedge:
        yield "hedge", claim.hedge.text, claim.hedge.text, "weakens the claim; the status stays"
    published = f"{document.published} ({document.published_from})" if document.published else "not known"
    yield (
        "published",
        published,
        "",
        "what the document says about itself" if document.published else "nothing is guessed",
    )
    yield "confidence", f"{claim.confidence:.2f}", "", f"given by {claim.made_by}"


def _party(party: Party) -> str:
    return " ".join(filter(None, (party.name, f"[{party.id}]" if party.id else None))) or "not known"


def _how_party(party: Party, parties: Parties) -> str:
    """The steps that lead to a party's values; where they now lead elsewhere, the stored values."""
    if party.name is None:
        return "a pronoun; whom it stands for was not found"
    why = parties.why(Quote(party.text, party.span))
    known = [f"country {party.country}"] if party.country else []
    known += [f"roles {', '.join(party.roles)}"] if party.roles else []
    if why.steps and (why.party.id, why.party.country, why.party.roles) == (party.id, party.country, party.roles):
        return "; ".join((explained(why), *known))
    return "from its words and the vocabulary: " + "; ".join(known) if known else "its words; not in the vocabulary"


def story_parties(document: Document, stories: Iterable[Story], number: int) -> Parties:
    """The parties of one story of a document, as the resolver saw them; of the whole text without its stories."""
    story = next((s for s in stories if s.number == number), None)
    parts = story.parts if story else (quote(document.text, 0, len(document.text)),)
    published = (story.published if story else None) or document.published
    parties = Parties(parts, published, document.text)
    passages = [Passage(part.text, part.span.start) for part in parts]
    countries = story_countries("\n".join(part.text for part in parts))
    known = setting(countries, document.url, document.publisher)
    parties.see_places(find_story_places(passages, known, outlets()))
    return parties


def _place(place: Place) -> str:
    inside = ", ".join(filter(None, (place.name, place.admin1, place.country)))
    return f"{inside} ({place.precision.value})"


def _how_place(place: Place) -> str:
    at = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else "no coordinates"
    return f"GeoNames {place.geonames}, {at}" if place.geonames else f"dateline's list of regions, about {at}"


def _why_place(claim: Claim, document: Document) -> str:
    """What spoke for the place, and which others were thought of; worked out again from the document's text."""
    story = next((s for s in split_document(document) if s.number == claim.story), None)
    if claim.place is None or story is None:
        return ""
    passages = [Passage(part.text, part.span.start) for part in story.parts]
    countries = story_countries("\n".join(part.text for part in story.parts))
    found = explain_place(passages, setting(countries, document.url, document.publisher), claim.place.span, outlets())
    if not found or found[0].entry.geonames != claim.place.geonames:
        return ""
    points = sorted(found[0].points.items(), key=lambda item: -item[1])[:3]
    why = ", ".join(f"{feature} {value:+.1f}" for feature, value in points if value > 0)
    others = "; ".join(_candidate(one) for one in found[1:] if one.share >= 0.001)
    return f"; chosen at {found[0].share:.0%} for: {why}" + (f"; not: {others}" if others else "")


def _candidate(one: Candidate) -> str:
    inside = ", ".join(filter(None, (one.entry.name, one.entry.admin1, one.entry.country)))
    return f"{inside} ({one.share:.1%})"


def _how_date(date: Time, document: Document) -> str:
    if date.start is None:
        return "no day can be known without the day of publication"
    relative = date.value is None or str(date.start) not in date.text
    since = f", from publication on {document.published}" if relative and document.published else ""
    if date.inherited:
        since += "; taken over from another claim of the event, or from the sentences before"
    return f"precision {date.precision.value}{since}" + ("; approximate" if date.approximate else "")


def _count(count: Count) -> str:
    low = "?" if count.low is None else str(count.low)
    high = "?" if count.high is None else str(count.high)
    return f"{count.kind.value} {low}" if low == high else f"{count.kind.value} {low} to {high}"


def _source(source: Source) -> str:
    notes = [source.kind.value] if source.kind else []
    notes += ["anonymous"] if source.anonymous else []
    return " ".join(filter(None, (source.name or source.text, f"({', '.join(notes)})" if notes else None)))


def explain_incident(
    console: Console, incident: Incident, documents: Mapping[str, Document], links: Mapping[str, Link]
) -> None:
    """Print an incident's accounts side by side, the verdicts and tolls, then every passage and why it was linked."""
    console.print(incident_heading(incident_line(incident, documents)))
    console.print(accounts_table(incident, documents, console.width))
    console.print(verdicts_table(incident, console.width))
    if incident.tolls:
        console.print(tolls_table(incident, console.width))
    console.print()
    for number, account in enumerate(incident.accounts, start=1):
        console.print(Text(f"Account {number}", style="bold"))
        for claim in account.claims:
            link = links[claim.id]
            console.print(Text(f"{claim.id[:SHOWN]}  {documents[claim.document].origin}", style="dim"))
            console.print(passage(documents[claim.document], claim))
            console.print(Text(f"linked by {link.by}, score {link.score:.2f}: {link.reason}\n", style="dim"))
