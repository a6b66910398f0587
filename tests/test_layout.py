"""Places: labels apart, the same always, the important in the middle, wider than high."""

import math
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.views import layout, with_newcomers


def overlapping(graph, places):
    """Return pairs of actors whose labels, 8 units a letter and 60 high, lie over each other."""
    half = {node: 4.0 * len(name) for node, name in graph.nodes(data="name")}
    return [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < half[a] + half[b]
        and abs(places[a][1] - places[b][1]) < 60
    ]


def drawn(nodes, edges, lengths=(5, 12, 20)):
    graph = nx.MultiDiGraph(articles={})
    for node in nodes:
        graph.add_node(f"n{node:03}", name="x" * lengths[node % len(lengths)])
    for at, (a, b) in enumerate(edges):
        graph.add_edge(f"n{a:03}", f"n{b:03}", f"e{at}", relation="event")
    return graph


@st.composite
def graphs(draw):
    count = draw(st.integers(0, 60))
    node = st.integers(0, max(count - 1, 0))
    edges = draw(st.lists(st.tuples(node, node), max_size=120)) if count else []
    lengths = draw(st.lists(st.integers(1, 34), min_size=1, max_size=7))
    return drawn(range(count), [(a, b) for a, b in edges if a != b], lengths)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_labels_of_sixty_actors_do_not_overlap(graph):
    places = layout(graph)
    assert places.keys() == set(graph)
    assert overlapping(graph, places) == []


SHAPES = {
    "star": nx.star_graph(59),
    "path": nx.path_graph(60),
    "complete": nx.complete_graph(40),
    "nobody-connected": nx.empty_graph(60),
    "pairs": nx.Graph((2 * n, 2 * n + 1) for n in range(30)),
    "hubs": nx.barabasi_albert_graph(60, 2, seed=1),
    "two": nx.path_graph(2),
    "one": nx.empty_graph(1),
    "none": nx.empty_graph(0),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_layout_of_shapes(shape):
    graph = drawn(shape.nodes, shape.edges)
    places = layout(graph)
    assert overlapping(graph, places) == []
    assert all(abs(value) <= 1500 for place in places.values() for value in place)


def test_layout_of_a_large_graph_places_everyone_apart():
    tree = nx.random_labeled_tree(400, seed=1)
    graph = drawn(tree.nodes, tree.edges)
    assert overlapping(graph, layout(graph)) == []


def test_layout_does_not_depend_on_the_order_of_the_graph():
    edges = list(nx.barabasi_albert_graph(30, 2, seed=1).edges)
    forward = drawn(range(30), edges)
    backward = drawn(range(29, -1, -1), [(b, a) for a, b in reversed(edges)])
    assert layout(forward) == layout(backward)


def test_layout_puts_the_hub_between_the_others():
    places = layout(drawn(range(20), nx.star_graph(19).edges))
    xs, ys = ([place[axis] for place in places.values()] for axis in (0, 1))
    x, y = places["n000"]
    assert sum(x > other for other in xs) in range(5, 15)
    assert sum(y > other for other in ys) in range(5, 15)


def test_layout_keeps_the_largest_part_in_the_middle():
    graph = drawn(range(16), [(0, n) for n in range(1, 10)])
    places = layout(graph)
    middle = [abs(places[f"n{n:03}"][1]) for n in range(10)]
    apart = [abs(places[f"n{n:03}"][1]) for n in range(10, 16)]
    assert max(middle) < min(apart)


def test_layout_puts_the_others_in_rows_below_and_those_only_mentioned_last():
    graph = drawn(range(16), [(0, n) for n in range(1, 10)] + [(10, 11)])
    graph.nodes["n012"]["solo"] = ["an event"]
    heights = {node: y for node, (_, y) in layout(graph).items()}
    largest, others, idle = (
        [heights[f"n{n:03}"] for n in numbers]
        for numbers in (range(10), (10, 11, 12), (13, 14, 15))
    )
    assert max(largest) < min(others)
    assert max(others) < min(idle)


def test_layout_keeps_lines_off_actors_that_are_not_at_their_ends():
    edges = nx.barabasi_albert_graph(40, 1, seed=2).edges
    places = {node: complex(*at) for node, at in layout(drawn(range(40), edges)).items()}
    for a, b in ((places[f"n{a:03}"], places[f"n{b:03}"]) for a, b in edges):
        seen = [(at - a) / (b - a) for at in places.values() if at not in (a, b)]
        assert not [one for one in seen if 0 < one.real < 1 and abs(one.imag * (b - a)) < 12]


def test_layout_is_wider_than_high():
    graph = drawn(range(40), nx.barabasi_albert_graph(40, 2, seed=3).edges)
    xs, ys = zip(*layout(graph).values(), strict=True)
    assert max(xs) - min(xs) > 1.1 * (max(ys) - min(ys))


def test_newcomers_find_room_by_their_neighbours_and_nobody_moves():
    ring = [(at, (at + 1) % 30) for at in range(30)]
    old = layout(drawn(range(30), ring))
    more = drawn(range(40), [*ring, *((at, at % 3) for at in range(30, 39))])
    places = with_newcomers(more, old)
    assert places.keys() == set(more)
    assert old.items() <= places.items()
    assert overlapping(more, places) == []
    assert places == with_newcomers(more, old)
    hub, far = places["n000"], places["n015"]
    assert math.dist(places["n030"], hub) < math.dist(places["n030"], far)


def test_newcomers_to_nobody_find_a_place():
    assert with_newcomers(drawn(range(2), []), {}).keys() == {"n000", "n001"}
