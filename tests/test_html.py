"""The exported page as a file: one, whole, and with nothing in it that could run or be fetched."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from samples import CLOSING, HOSTILE, LEAGUE, SYRIA, TALABANI, extractions, hostile_extractions

from explorer.export.html import page_data, render_html
from explorer.graph import build_graph
from explorer.views import Filter, bundles, filter_graph


class Page(HTMLParser):
    """Collects an HTML file's start tags with their attributes, and the text of some elements."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data):
        if self.lasttag in ("script", "style", "title"):
            self.texts[self.lasttag][-1] += data

    def handle_endtag(self, tag):
        self.lasttag = ""

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module", params=["plain", "hostile", "empty"])
def html(request):
    built = {"plain": extractions, "hostile": hostile_extractions, "empty": list}
    return render_html(build_graph(built[request.param]()))


@pytest.fixture(scope="module")
def data():
    return page_data(build_graph(extractions()))


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(html):
    page = Page(html)
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]

    def digest(text):
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    _, module = page.texts["script"]
    assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == {
        "default-src": "'none'",
        "script-src": digest(module),
        "style-src": digest(page.texts["style"][0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_loaded_from_anywhere(html):
    page = Page(html)
    for tag, attrs in page.tags:
        assert not attrs.keys() & {"src", "srcset", "action", "style"}, (tag, attrs)
        assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    assert not re.search(r"@import|url\(", page.texts["style"][0])


def test_whatever_the_articles_say_the_page_has_the_same_elements(html):
    plain = Page(render_html(build_graph(extractions())))
    assert [tag for tag, _ in Page(html).tags] == [tag for tag, _ in plain.tags]


def test_no_script_of_ours_parses_text_as_html(html):
    _, module = Page(html).texts["script"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", module)


def test_the_data_comes_back_as_it_was_put_in():
    graph = build_graph(hostile_extractions())
    html = render_html(graph)
    data = json.loads(Page(html).texts["script"][0])
    assert data == json.loads(json.dumps(page_data(graph)))
    assert data["actors"]["hostile-closing"]["name"] == CLOSING


def test_a_lone_surrogate_does_not_stop_the_file_from_being_written():
    graph = build_graph(extractions()[:1])
    graph.nodes[TALABANI]["name"] = graph.graph["articles"]["courier-tehran"]["title"] = "a\ud83db"
    assert render_html(graph).encode("utf-8")


def test_only_web_addresses_become_links():
    articles = page_data(build_graph(hostile_extractions()))["articles"]
    assert len(articles) == len(HOSTILE)
    assert {article["url"] for article in articles.values()} == {None}


def test_articles_keep_their_dates_outlets_and_addresses(data):
    assert data["articles"]["courier-tehran"] == {
        "title": "Tehran offers Baghdad its help",
        "published": "2006-11-28",
        "outlet": "The Tigris Courier",
        "url": "https://tigris-courier.example/tehran",
        "report": None,
    }


def test_an_article_without_a_title_goes_by_its_id():
    graph = build_graph(extractions())
    graph.graph["articles"]["courier-tehran"]["title"] = None
    assert page_data(graph)["articles"]["courier-tehran"]["title"] == "courier-tehran"


def test_every_line_tells_its_events_and_who_acted_on_whom(data):
    graph = build_graph(extractions())
    for bundle in bundles(graph):
        items = data["lines"][bundle.id]
        assert [key for key, _, _ in items] == list(bundle.keys)
        assert all(graph.has_edge(actor, other, key) for key, actor, other in items)
        assert all(data["events"][key]["polarity"] == bundle.polarity for key, _, _ in items)


def test_an_event_with_several_recipients_is_stored_once(data):
    keys = [key for items in data["lines"].values() for key, _, _ in items]
    assert len(keys) > len(set(keys))
    assert set(keys) <= set(data["events"])


@pytest.mark.parametrize(
    ("key", "label", "status"),
    [
        pytest.param("courier-tehran-3", "accuses", "done", id="done"),
        pytest.param("gazette-amman-1", "will meet", "planned", id="planned"),
        pytest.param("courier-tehran-5", "may meet", "possible", id="possible"),
        pytest.param("gazette-amman-3", "does not aid", "denied", id="denied"),
        pytest.param("gazette-amman-tie-2", "is prime minister of", "done", id="affiliation"),
    ],
)
def test_events_read_as_words_between_two_actors(data, key, label, status):
    event = data["events"][key]
    assert (event["label"], event["status"]) == (label, status)


@pytest.mark.parametrize("actor", [SYRIA, LEAGUE])
def test_what_an_actor_does_alone_stays_with_it(data, actor):
    (key,) = data["actors"][actor]["solo"]
    assert data["events"][key]["polarity"] == "conflict"


def test_countries_are_those_of_the_actors_by_name(data):
    assert list(data["countries"].items()) == [
        ("IRN", "Iran"),
        ("IRQ", "Iraq"),
        ("SYR", "Syria"),
        ("USA", "United States"),
    ]


def test_the_title_is_the_articles_if_there_is_one():
    one, two = (Page(render_html(build_graph(extractions()[:count]))) for count in (1, 2))
    assert one.texts["title"] == ["Tehran offers Baghdad its help · who did what to whom"]
    assert two.texts["title"] == ["Who did what to whom"]


def test_the_same_graph_gives_the_same_file():
    graph = filter_graph(build_graph(extractions()), Filter(countries=("SYR",)))
    assert render_html(graph) == render_html(graph)


def test_a_filtered_graph_says_what_it_was_filtered_by():
    whole = build_graph(extractions())
    part = filter_graph(whole, Filter(countries=("SYR",), only_among=True))
    assert page_data(whole)["filters"] == {}
    assert page_data(part)["filters"] == {"countries": ["SYR"], "only_among": True}
