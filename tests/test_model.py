"""The language pipeline in data/model: what the code above it counts on."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from explorer.model import Article
from explorer.nlp import load_pipeline, read
from explorer.nlp.component import NewsReader
from explorer.nlp.events import TYPES
from explorer.nlp.network import Values
from explorer.resources import data_path

MOST_MEGABYTES = 40


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def test_components(nlp: Language) -> None:
    assert nlp.pipe_names == ["news_reader", "actor_events", "lemmatizer"]


def test_the_lemmatizer_need_not_search_lists(nlp: Language) -> None:
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    assert all(isinstance(words, dict) for words in index.values())


@pytest.fixture(scope="module")
def values() -> Values:
    return Values.from_file(data_path("model", "news_reader", "values.json"))


@pytest.mark.parametrize("label", ["PERSON", "ORG", "LOC", "NORP", "DATE"])
def test_entity_labels(values: Values, label: str) -> None:
    assert {f"B-{label}", f"I-{label}"} <= set(values.entities)


def test_the_types_of_triggers_are_the_ontology_s(values: Values) -> None:
    assert values.triggers == ("none", *TYPES)


@pytest.mark.parametrize("label", ["nsubj", "nsubj:pass", "obl", "ccomp", "appos", "nmod:poss"])
def test_dependency_labels_are_universal(values: Values, label: str) -> None:
    assert label in values.labels


def test_the_pipeline_comes_back_from_another_folder(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    text = "Iran has denied the charge."
    assert again(text).to_json() == nlp(text).to_json()


def test_an_article_is_read_the_same_in_any_company(nlp: Language) -> None:
    articles = [Article(str(n), text) for n, text in enumerate(("Iran met Iraq.", "", "He left."))]
    for article, together in zip(articles, read(articles, nlp), strict=True):
        [alone] = read([article], nlp)
        assert together.doc.to_json() == alone.doc.to_json()


def test_a_component_without_its_network_says_so(nlp: Language) -> None:
    with pytest.raises(ValueError, match="load it"):
        NewsReader(nlp.vocab)(nlp.make_doc("Iran met Iraq."))


def test_size() -> None:
    files = [path for path in Path(data_path("model")).rglob("*") if path.is_file()]
    assert 0 < sum(path.stat().st_size for path in files) <= MOST_MEGABYTES * 1_000_000


@pytest.mark.parametrize("corpus", ["EWT", "GUM", "PUD", "DocRED", "Wikinews", "MiniLM"])
def test_card_and_meta_name_the_sources(nlp: Language, corpus: str) -> None:
    card = (Path(data_path("model")) / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert corpus in card.replace("Web Treebank", "EWT")
    assert any(corpus in source["name"] for source in nlp.meta["sources"])


def test_no_source_forbids_commercial_use(nlp: Language) -> None:
    licences = [nlp.meta["license"], *(source["license"] for source in nlp.meta["sources"])]
    assert not [licence for licence in licences if "NC" in licence or not licence]


def test_no_training_paths_are_left(nlp: Language) -> None:
    assert not any(nlp.config["paths"].values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nouri al-Maliki spoke.", ["Nouri", "al", "-", "Maliki", "spoke", "."]),
        ("US-led troops", ["US", "-", "led", "troops"]),
        ("They don't.", ["They", "do", "n't", "."]),
        ("Iraq’s premier", ["Iraq", "’s", "premier"]),
        ("Lt. Gen. Odierno", ["Lt.", "Gen.", "Odierno"]),
        ("on Wed he left", ["on", "Wed", "he", "left"]),
    ],
    ids=["al-name", "led", "clitic", "curly-possessive", "abbreviations", "weekday"],
)
def test_tokens(nlp: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The president left Amman. He will return on Friday.", 2),
        ("U.S. officials met Gen. Casey in Baghdad. They said little.", 2),
        ("The minister, who arrived on Monday, denied the report.", 1),
        ("Syria closed the border. Why? Nobody said.", 3),
    ],
    ids=["two", "abbreviations", "commas", "question"],
)
def test_sentences(nlp: Language, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Jalal Talabani met Mahmoud Ahmadinejad in Tehran.", ("Jalal Talabani", "PERSON")),
        ("Jalal Talabani met Mahmoud Ahmadinejad in Tehran.", ("Mahmoud Ahmadinejad", "PERSON")),
        ("Jalal Talabani met Mahmoud Ahmadinejad in Tehran.", ("Tehran", "LOC")),
        ("Iraqi officials flew to Syria on Monday.", ("Iraqi", "NORP")),
        ("Iraqi officials flew to Syria on Monday.", ("Syria", "LOC")),
        ("Iraqi officials flew to Syria on Monday.", ("Monday", "DATE")),
        ("The United Nations urged Israel to stop.", ("United Nations", "ORG")),
    ],
    ids=["person", "second-person", "city", "demonym", "country", "day", "organisation"],
)
def test_entities(nlp: Language, text: str, entity: tuple[str, str]) -> None:
    found = {(ent.text.removeprefix("The "), ent.label_) for ent in nlp(text).ents}
    assert entity in found


@pytest.mark.parametrize(
    ("text", "index", "lemma"),
    [
        ("The leaders met in Amman.", 2, "meet"),
        ("The leaders met in Amman.", 1, "leader"),
        ("He said that troops withdrew.", 1, "say"),
        ("The president was invited by Iran.", 3, "invite"),
        ("Two countries are accusing him.", 1, "country"),
        ("Chad waged war.", 1, "wage"),
        ("Nobody hopes so.", 1, "hope"),
    ],
    ids=["meet", "leader", "say", "invite", "country", "wage", "hope"],
)
def test_lemmas(nlp: Language, text: str, index: int, lemma: str) -> None:
    assert nlp(text)[index].lemma_ == lemma


@pytest.mark.parametrize(
    ("text", "dependent", "label", "head"),
    [
        ("Washington accused Tehran.", "Washington", "nsubj", "accused"),
        ("Washington accused Tehran.", "Tehran", "obj", "accused"),
        ("Talabani was invited by Iran.", "Talabani", "nsubj:pass", "invited"),
        ("The minister met the president on Monday.", "president", "obj", "met"),
    ],
    ids=["subject", "object", "passive", "phrase"],
)
def test_arcs(nlp: Language, text: str, dependent: str, label: str, head: str) -> None:
    arcs = {(token.text, token.dep_, token.head.text) for token in nlp(text)}
    assert (dependent, label, head) in arcs
