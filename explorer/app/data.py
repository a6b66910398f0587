"""Articles to a graph with its places, read once and kept for all who look at them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import streamlit as st

from explorer import environment
from explorer.app.extractions import Step, keep, load_later, read_all
from explorer.corrections import Correction, correct
from explorer.entities.resolution import resolve
from explorer.graph import build_graph
from explorer.model import Article, Event, Extraction
from explorer.resources import data_path
from explorer.samples import kept_readings
from explorer.sources import read_articles
from explorer.views import (
    Filter,
    Offers,
    filter_graph,
    iter_events,
    layout,
    offers,
    only_mentioned,
    with_newcomers,
)

if TYPE_CHECKING:
    from explorer.app.stored import Stored

_KNOWN_FROM = 2 / 3  # of those who are shown have places: then the others join them
Advance = Callable[[Step], None]  # hears how reading goes on


@dataclass(frozen=True, slots=True)
class Source:
    """Articles to show, or a store; messages on what was refused, or read with something to note.

    The messages may hold the words of a file: show them as text only. ``name`` is what those are
    kept under that a reader put in.
    """

    articles: tuple[Article, ...] = ()
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    given: bool = False  # what the page opens with, not the reader's own
    store: Path | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole graph of a source, with a place for every actor; ``id`` tells it from others.

    ``source`` tells what it was made of and, like ``layout``, which tells the places from others,
    stays the same whatever is corrected. Of a ``store`` the graph has only the most connected
    actors; ``offers`` tells what there is in all. ``readings`` are what was read off each article,
    by its id. ``notices`` are what the reader should know of single articles; show them as text
    only. ``corrections`` are in it already.
    """

    id: str
    graph: nx.MultiDiGraph[str]
    places: dict[str, tuple[float, float]]
    offers: Offers
    source: str = ""
    store: Stored | None = None
    readings: Mapping[str, Extraction] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    layout: str = ""

    def event(self, key: str, *, article: str) -> Event | None:
        """Return an event as it was read off an article, by its key; None if it was not."""
        reading = self.readings.get(article)
        found = reading.events if reading else ()
        return next((event for event in found if event.id == key), None)


def given_source() -> Source:
    """Return what to open with: what was named to the ``app`` command, or the samples."""
    store = os.environ.get(environment.STORE)
    if store:
        return Source(store=Path(store), given=True)
    named = os.environ.get(environment.PATHS, "")
    if paths := tuple(filter(None, named.split(os.pathsep))):
        return _read(paths, _stamp(paths))
    samples = (str(data_path("articles")),)
    return _samples(_stamp(samples)) or _read(samples, _stamp(samples))


def _stamp(paths: Iterable[str]) -> tuple[int, float]:
    """Return what changes when files are added, removed or written."""
    files = [file for path in paths for file in (Path(path), *Path(path).rglob("*"))]
    times = [file.stat().st_mtime for file in files if file.exists()]
    return len(times), max(times, default=0.0)


@st.cache_resource(max_entries=1, show_spinner=False)
def _samples(stamp: tuple[int, float]) -> Source | None:
    """Return the samples whose readings are kept beside them; None if these are out of date."""
    kept = kept_readings()
    keep(kept)
    return Source(tuple(one.article for one in kept), given=True) if kept else None


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(paths: tuple[str, ...], stamp: tuple[int, float]) -> Source:
    refusals: list[str] = []
    articles = tuple(read_articles(paths, on_refusal=lambda error: refusals.append(str(error))))
    return Source(articles, tuple(refusals), given=True)


def distinct(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return articles from several inputs with ids of their own: the second "a" becomes "a (2)".

    An article that is the same in all its fields comes once.
    """
    kept: dict[str, Article] = {}
    for article in dict.fromkeys(articles):
        id, count = article.id, 1
        while id in kept:
            count += 1
            id = f"{article.id} ({count})"
        kept[id] = replace(article, id=id)
    return tuple(kept.values())


def build(source: Source, *, corrections: tuple[Correction, ...], advance: Advance) -> Corpus:
    """Return the corpus of a source; only what was not read before is read.

    Raises:
        PipelineError: the language pipeline cannot be used.
        StoreError: the store cannot be read.
    """
    if source.store:
        from explorer.app.stored import Stored

        store = Stored(source.store, corrections)
        return _of_store(store.stamp, store)
    load_later()
    return _of_articles(source.articles, corrections, advance)


@st.cache_resource(max_entries=4, show_spinner="Opening the store …")
def _of_store(source: str, store: Stored) -> Corpus:
    from explorer.app.stored import Readings

    graph = store.graph(Filter())
    return Corpus(
        id=_corrected_id(source, store.corrections),
        graph=graph,
        places=_store_places(source, store.path),
        offers=store.offers(),
        source=source,
        store=store,
        readings=Readings(store, graph.graph["articles"]),
        corrections=store.corrections,
        layout=source,
    )


def _corrected_id(source: str, corrections: tuple[Correction, ...]) -> str:
    return f"{source} {corrections}" if corrections else source


@st.cache_resource(max_entries=4, show_spinner=False)
def _store_places(source: str, path: Path) -> dict[str, tuple[float, float]]:
    """Return places that no correction moves."""
    from explorer.app.stored import Stored

    return layout(Stored(path).graph(Filter()))


def _of_articles(
    articles: Sequence[Article], corrections: tuple[Correction, ...], advance: Advance
) -> Corpus:
    id = sha256(repr(articles).encode("utf-8", "surrogatepass")).hexdigest()
    return _corpus(id, corrections, read_all(articles, advance))


# Records are frozen and graphs are only read, so that sessions can share them uncopied.
@st.cache_resource(max_entries=8, show_spinner=False)
def _corpus(id: str, corrections: tuple[Correction, ...], _extractions: list[Extraction]) -> Corpus:
    read, places = _resolved(id, _extractions)
    corrected = correct(read, corrections)
    graph = build_graph(corrected)
    return Corpus(
        id=_corrected_id(id, corrections),
        graph=graph,
        places=places,
        offers=offers(graph),
        readings={one.article.id: one for one in corrected},
        notices=tuple(_notices(read)),
        corrections=corrections,
        source=id,
        layout=id,
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _resolved(
    id: str, _extractions: list[Extraction]
) -> tuple[list[Extraction], dict[str, tuple[float, float]]]:
    """Return the extractions with one id for each actor, and places that no correction moves."""
    read = resolve(_extractions)
    return read, layout(build_graph(read))


def _notices(extractions: Iterable[Extraction]) -> Iterator[str]:
    for extraction in extractions:
        yield from (f"{extraction.article.id}: {notice}" for notice in extraction.notices)


def picked(corpus: Corpus, wanted: Filter, *, around: tuple[str, ...] = ()) -> nx.MultiDiGraph[str]:
    """Return what passes a filter; of a store also some actors with who is around them."""
    return _picked(corpus.id, wanted, around if corpus.store else (), corpus)


@st.cache_resource(max_entries=32, show_spinner=False)
def _picked(
    id: str, wanted: Filter, around: tuple[str, ...], _corpus: Corpus
) -> nx.MultiDiGraph[str]:
    if _corpus.store:
        return _corpus.store.graph(wanted, around)
    return filter_graph(_corpus.graph, wanted)


def placed(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> Corpus:
    """Return a corpus that holds what is shown, with a place for every actor that is.

    A filter may bring in actors of a store that were not among the most connected before. Nobody
    moves for a few; where most of them are new, all get new places.
    """
    if shown.nodes <= corpus.graph.nodes and shown.nodes <= corpus.places.keys():
        return corpus
    return _joined(corpus.id, part_of(shown), corpus, shown)


def part_of(shown: nx.MultiDiGraph[str]) -> str:
    """Return what tells a part of a corpus from its other parts."""
    return repr((shown.graph.get("filters", {}), shown.graph.get("around", ())))


@st.cache_resource(max_entries=32, show_spinner=False)
def _joined(id: str, part: str, _corpus: Corpus, _shown: nx.MultiDiGraph[str]) -> Corpus:
    joined = replace(_corpus, graph=together(_corpus.graph, _shown))
    known = _shown.nodes & _corpus.places.keys()
    if len(known) >= _KNOWN_FROM * len(_shown):
        return replace(joined, places=with_newcomers(_shown, _corpus.places))
    view = f"{id} {part}"
    return replace(joined, id=view, places=layout(_shown), layout=view)


def together(*graphs: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a graph with all that some parts of a corpus hold."""
    whole: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.compose_all(graphs))
    articles = (graph.graph["articles"] for graph in graphs)
    whole.graph["articles"] = {key: data for some in articles for key, data in some.items()}
    return whole


def of_article(corpus: Corpus, reading: Extraction) -> Corpus:
    """Return a corpus that holds all that was read off an article, also if its graph does not."""
    return replace(corpus, graph=build_graph([reading])) if corpus.store else corpus


def amounts(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> tuple[int, int]:
    """Return how many actors of what is shown take part in something, and in how many events."""
    return _amounts(corpus.id, part_of(shown), shown)


@st.cache_resource(max_entries=32, show_spinner=False)
def _amounts(id: str, part: str, _shown: nx.MultiDiGraph[str]) -> tuple[int, int]:
    return len(_shown) - len(only_mentioned(_shown)), count_events(_shown)


def count_events(graph: nx.MultiDiGraph[str]) -> int:
    """Return how many events a graph holds; one between several pairs counts once."""
    return len({key for _, _, key, _ in iter_events(graph)})
