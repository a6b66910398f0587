"""Files: read back equal by networkx and csv, never half written, no formula run."""

import csv
import io
import json
import tomllib
from datetime import date

import networkx as nx
import pytest
from builders import Deed, Tie, extraction
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    HOSTILE,
    IRAN,
    IRAQ,
    SYRIA,
    extractions,
    hostile_extractions,
)

from explorer import export
from explorer.errors import ExplorerError, UnknownFormatError
from explorer.export import FORMATS, render, write
from explorer.export.graph_files import clean, flat
from explorer.export.provenance import about, generator, taking_part
from explorer.export.tables import COLUMNS
from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.resources import PROJECT
from explorer.views import Filter, filter_graph, only_mentioned

IDS = ("a", "b", "c")


@st.composite
def graphs(draw):
    """Return graphs of up to three actors whose every text is arbitrary."""
    # Any characters that UTF-8 can hold, control characters and line ends among them.
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    word = text.filter(bool)
    maybe = st.none() | text
    actors = tuple(
        Actor(id, draw(text), draw(st.sampled_from(Kind)), draw(maybe), draw(maybe), (draw(text),))
        for id in IDS
    )
    some = st.lists(st.sampled_from(IDS), max_size=3)
    trigger = draw(word)
    deeds = [
        Deed(
            sentence=0,
            type="ACCUSE",
            trigger=trigger,
            actors=[(id, trigger) for id in draw(some)],
            recipients=[(id, trigger) for id in draw(some)],
            auxiliary=tuple(draw(st.lists(st.sampled_from(["future", "negation"]), max_size=2))),
            source=draw(st.none() | st.just(trigger)),
            day=draw(st.none() | st.dates(date(1990, 1, 1))),
            confidence=draw(st.floats(0, 1)),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    tie = Tie(sentence=0, actor="a", target="b", role=draw(maybe))
    read = extraction(
        id=draw(word),
        sentences=(trigger + draw(text),),
        actors=actors,
        deeds=deeds,
        ties=(tie,),
        title=draw(maybe),
        outlet=draw(maybe),
        url=draw(maybe),
    )
    return build_graph([read])


def contents(graph):
    """Return nodes and edges with all attributes; networkx reads edge ids as keys or as "id"."""
    edges = graph.edges(data=True, keys=True) if graph.is_multigraph() else ()
    flat_edges = [(a, b, key, without_id(data)) for a, b, key, data in edges] or [
        (a, b, data["id"], without_id(data)) for a, b, data in graph.edges(data=True)
    ]
    return dict(graph.nodes(data=True)), sorted(flat_edges, key=lambda edge: edge[:3])


def without_id(data):
    return {name: value for name, value in data.items() if name != "id"}


def read_graphml(data):
    return nx.read_graphml(io.BytesIO(data), edge_key_type=str, force_multigraph=True)


def read_gexf(data):
    return nx.read_gexf(io.BytesIO(data))


READERS = {"graphml": read_graphml, "gexf": read_gexf}


@pytest.mark.parametrize("format", READERS)
@given(graph=graphs())
@settings(max_examples=60, deadline=None)
def test_xml_formats_read_back_equal(format, graph):
    assert contents(READERS[format](render(graph, format))) == contents(flat(graph))


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("make", [extractions, hostile_extractions])
def test_xml_formats_of_the_samples(format, make):
    graph = build_graph(make())
    assert contents(READERS[format](render(graph, format))) == contents(flat(graph))


@given(graph=graphs())
@settings(max_examples=60, deadline=None)
def test_json_reads_back_equal(graph):
    data = json.loads(render(graph, "json"))
    read = nx.node_link_graph(data, edges="edges")
    assert contents(read) == contents(taking_part(graph))


@given(graph=graphs())
@settings(max_examples=60, deadline=None)
def test_flat_loses_nothing_but_what_xml_forbids(graph):
    plain = flat(graph)
    assert len(plain) == len(graph) - len(only_mentioned(graph))
    for node, attributes in taking_part(graph).nodes(data=True):
        assert plain.nodes[node]["name"] == clean(attributes["name"])
        assert len(json.loads(plain.nodes[node]["solo"])) == len(attributes["solo"])
    flattened = sorted((a, b, data["event"]) for a, b, data in plain.edges(data=True))
    assert flattened == sorted((a, b, clean(key)) for a, b, key in graph.edges(keys=True))
    assert len({key for *_, key in plain.edges(keys=True)}) == len(plain.edges)


@pytest.mark.parametrize("suffix", ["json", "graphml", "gexf", "cyjs"])
def test_data_has_the_actors_that_are_drawn_and_names_the_others(suffix):
    graph = build_graph(extractions())
    idle = {**graph.nodes[IRAN], "name": "Idle & Co", "solo": []}
    graph.add_node("idle-co", **idle)
    text = render(graph, suffix).decode("utf-8")
    assert "idle-co" not in text
    assert "Idle &amp; Co" in text if suffix in ("graphml", "gexf") else "Idle & Co" in text
    assert "idle-co" in graph


def test_edges_weigh_as_much_as_they_are_likely_to_be_right():
    graph = build_graph(extractions())
    weighed = taking_part(graph)
    assert {
        (edge["weight"] == edge["confidence"], edge["relation"])
        for *_, edge in weighed.edges(data=True)
    } == {(True, "event"), (False, "affiliation")}
    assert {edge["weight"] for *_, edge in weighed.edges(data=True)} >= {0.5, 1.0}
    assert not any("weight" in edge for *_, edge in graph.edges(data=True))


def test_flat_attributes_of_an_edge():
    plain = flat(build_graph(extractions()))
    edge = plain.edges[IRAN, SYRIA, f"courier-tehran-5|{IRAN}|{SYRIA}"]
    assert edge == {
        "label": "may meet",
        "event": "courier-tehran-5",
        "relation": "event",
        "event_type": "AGREE",
        "underlying_type": "CONSULT",
        "quad": "verbal cooperation",
        "score": 2.5,
        "auxiliary": '["hypothetical", "future"]',
        "status": "possible",
        "directed": False,
        "date": "2006-12-28",
        "article": "courier-tehran",
        "sentence": "If Damascus answers, Iran, Iraq and Syria could meet next month, state radio"
        " said.",
        "sentence_start": 326,
        "marks": '[[21, 25, "actor"], [27, 31, "actor"], [36, 41, "actor"], '
        '[48, 52, "trigger"], [65, 76, "speaker"]]',
        "trigger": "meet",
        "attribution": "state radio",
        "confidence": 0.5,
        "weight": 0.5,
        "article_title": "Tehran offers Baghdad its help",
        "article_published": "2006-11-28",
        "article_outlet": "The Tigris Courier",
        "article_url": "https://tigris-courier.example/tehran",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\x00b\x07c\x1b\x0b\x0c", "abc", id="control"),
        pytest.param("a\ud800b\ufffe\uffff", "ab", id="half-a-pair-and-noncharacters"),
        pytest.param("a\r\nb\rc\td", "a\nb\nc\td", id="line-ends"),
        pytest.param("é 漢 😀 \u202e\u200b", "é 漢 😀 \u202e\u200b", id="kept"),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected


def filtered():
    return filter_graph(build_graph(extractions()), Filter(countries=("SYR",), min_events=1))


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda: json.loads(render(filtered(), "json"))["graph"], id="json"),
        pytest.param(
            lambda: {
                name: json.loads(value) if name != "generator" else value
                for name, value in read_graphml(render(filtered(), "graphml")).graph.items()
                if name in ("generator", "articles", "filters")
            },
            id="graphml",
        ),
    ],
)
def test_files_tell_where_they_come_from(read):
    about = read()
    assert about["generator"] == "Actor Graph Explorer"
    assert about["filters"] == {"countries": ["SYR"]}
    assert about["articles"]["gazette-amman"]["outlet"] == "Lakeside Gazette"


def test_gexf_tells_where_it_comes_from():
    data = render(filtered(), "gexf").decode()
    assert "<creator>Actor Graph Explorer" in data
    assert '"filters": {"countries": ["SYR"]}' in data
    assert "The Tigris Courier" in data.partition("<graph ")[0]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format):
    first, second = (build_graph(read) for read in (extractions(), extractions()[::-1]))
    assert render(first, format) == render(second, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("make", [list, hostile_extractions])
def test_every_format_takes_every_graph(format, make):
    graph = build_graph(make())
    before = nx.node_link_data(graph, edges="edges")
    render(graph, format).decode("utf-8")
    assert nx.node_link_data(graph, edges="edges") == before


@pytest.mark.parametrize("format", FORMATS)
def test_half_a_surrogate_pair_stops_no_format(format):
    actors = (Actor("a", "half \ud800", Kind.PERSON),)
    graph = build_graph([extraction(id="x", sentences=("half \udc00.",), actors=actors)])
    render(graph, format).decode("utf-8")


def rows(graph):
    data = render(graph, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_table_of_the_samples():
    found = [(row["actor"], row["label"], row["recipient"]) for row in rows(sample_graph())]
    assert found == [
        ("Jalal Talabani", "meets", "Mahmoud Ahmadinejad"),
        ("Jalal Talabani", "president", "Iraq"),
        ("Mahmoud Ahmadinejad", "president", "Iran"),
        ("Iran", "supports", "Iraq"),
        ("Ali Khamenei", "accuses", "United States"),
        ("Jalal Talabani", "demands change from", "Iran"),
        ("Jalal Talabani", "demands change from", "Syria"),
        ("Iran", "may meet", "Iraq"),
        ("Iran", "may meet", "Syria"),
        ("Iraq", "may meet", "Syria"),
        ("Syria", "mobilizes against", ""),
        ("George W. Bush", "will meet", "Nouri al-Maliki"),
        ("George W. Bush", "president", "United States"),
        ("Nouri al-Maliki", "prime minister", "Iraq"),
        ("George W. Bush", "accuses", "Iran"),
        ("Iran", "does not aid", "Iraq"),
        ("Jalal Talabani", "meets", "Mahmoud Ahmadinejad"),
        ("Arab League", "supports", "Nouri al-Maliki"),
        ("Syria", "does not meet", "United States"),
        ("United States", "threatens restrictions on", "Iran"),
        ("Arab League", "demonstrates against", ""),
    ]


def sample_graph():
    return build_graph(extractions())


def test_a_row_has_its_evidence():
    (row,) = (row for row in rows(sample_graph()) if row["event"] == "gazette-amman-3")
    assert row == {
        **dict.fromkeys(COLUMNS, ""),
        "actor": "Iran",
        "label": "does not aid",
        "recipient": "Iraq",
        "status": "denied",
        "sentence": "Iran never sent weapons to Iraq, Ahmadinejad answered.",
        "attribution": "Ahmadinejad",
        "outlet": "Lakeside Gazette",
        "title": "Bush heads for Amman",
        "published": "2006-11-29",
        "url": "https://lakeside-gazette.example/amman?page=1&print=yes",
        "relation": "event",
        "event_type": "AID",
        "auxiliary": "negation",
        "quad": "material cooperation",
        "score": "10.0",
        "confidence": "0.7",
        "directed": "yes",
        "trigger": "sent weapons",
        "actor_kind": "country",
        "actor_country": "IRN",
        "recipient_kind": "country",
        "recipient_country": "IRQ",
        "article": "gazette-amman",
        "event": "gazette-amman-3",
        "actor_id": IRAN,
        "recipient_id": IRAQ,
        "filters": "{}",
        "generator": generator(),
    }


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("\x00=1", "'=1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ('say "no", twice\nor more', 'say "no", twice\nor more'),
    ],
)
def test_no_cell_is_a_formula(name, cell):
    actors = (Actor("a", name, Kind.PERSON), Actor("b", "Bea", Kind.PERSON))
    deed = Deed(sentence=0, type="ACCUSE", trigger="hit", actors=(("a", "Al"), ("b", "Bea")))
    read = extraction(id="x", sentences=("Al and Bea hit",), actors=actors, deeds=(deed,))
    (row,) = rows(build_graph([read]))
    assert row["actor"] == cell
    assert float(row["score"]) == -3


def test_hostile_cells():
    starts = {row[name][:1] for row in rows(build_graph(hostile_extractions())) for name in COLUMNS}
    assert not starts & set("=+@\t\r\n")
    assert "'" in starts
    names = {row["actor"] for row in rows(build_graph(hostile_extractions()))}
    assert HOSTILE["script"] in names


@pytest.mark.parametrize("suffix", [*(f".{format}" for format in FORMATS), ".JSON"])
def test_write(tmp_path, suffix):
    path = tmp_path / f"graph{suffix}"
    path.write_text("old", encoding="utf-8")
    write(sample_graph(), path)
    assert path.read_bytes() == render(sample_graph(), suffix[1:].lower())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["graph.xlsx", "graph", ".json", "graph.html.gz"])
def test_unknown_suffix(tmp_path, name):
    with pytest.raises(UnknownFormatError) as caught:
        write(sample_graph(), tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert all(f".{format}" in str(caught.value) for format in FORMATS)
    assert not list(tmp_path.iterdir())


def test_unknown_format():
    with pytest.raises(UnknownFormatError, match='the format "xlsx"'):
        render(sample_graph(), "xlsx")


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(lambda folder: folder / "nowhere" / "graph.json", id="no-such-folder"),
        pytest.param(lambda folder: folder / "taken.json", id="a-folder-of-that-name"),
        pytest.param(lambda folder: folder / "file" / "graph.json", id="a-file-for-a-folder"),
        pytest.param(lambda folder: folder / f"{'x' * 300}.json", id="name-too-long"),
    ],
)
def test_unwritable_place(tmp_path, place):
    (tmp_path / "taken.json").mkdir()
    (tmp_path / "file").touch()
    path = place(tmp_path)
    with pytest.raises(ExplorerError, match="cannot be written") as caught:
        write(sample_graph(), path)
    assert str(path) in str(caught.value)
    assert {found.name for found in tmp_path.iterdir()} == {"file", "taken.json"}


def fail(graph):
    raise RuntimeError("renderer")


def test_a_failing_renderer_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "graph.json"
    path.write_text("old", encoding="utf-8")

    failing = export.FORMATS["json"]._replace(writer=f"{__name__}:fail")
    monkeypatch.setitem(export.FORMATS, "json", failing)
    with pytest.raises(RuntimeError, match="renderer"):
        write(sample_graph(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_names_the_version_of_the_checkout_that_wrote_it():
    version = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    assert about(build_graph(extractions()))["version"] == version
    assert generator().endswith(f" {version}")
