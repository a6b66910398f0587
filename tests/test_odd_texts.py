"""Texts that are no articles: other languages, capitals, lists, tables, transcripts, walls of text.

The sentences in other languages are our own too.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.model import Article, Extraction
from explorer.nlp import MAX_RUN, load_pipeline, read
from explorer.nlp import reading as reading_module
from explorer.nlp.language_id import foreign_language
from explorer.pipeline import extract

FOREIGN = [
    (
        "German",
        "Der iranische Präsident empfing am Montag in Teheran seinen irakischen Kollegen. Beide "
        "Seiten wollen die Gewalt im Irak beenden, teilte das Außenministerium mit.",
    ),
    (
        "French",
        "Le président iranien a reçu lundi à Téhéran son homologue irakien. Les deux pays veulent "
        "mettre fin aux violences en Irak, a déclaré le ministère des Affaires étrangères.",
    ),
    (
        "Spanish",
        "El presidente iraní recibió el lunes en Teherán a su homólogo iraquí. Los dos países "
        "quieren acabar con la violencia en Irak, dijo el Ministerio de Asuntos Exteriores.",
    ),
    (
        "Arabic",
        "استقبل الرئيس الإيراني يوم الاثنين في طهران نظيره العراقي. وقالت وزارة الخارجية إن "
        "البلدين يريدان إنهاء العنف في العراق.",
    ),
    (
        "Russian",
        "Президент Ирана принял в понедельник в Тегеране своего иракского коллегу. Обе страны "
        "хотят положить конец насилию в Ираке, сообщило министерство иностранных дел.",
    ),
    (
        "Chinese",
        "伊朗总统星期一在德黑兰会见了伊拉克总统。外交部表示，两国都希望结束伊拉克的暴力冲突，并将继续就边境安全问题举行会谈。",
    ),
]
ENGLISH = {
    "names": "Frank-Walter Steinmeier met Mahmoud Ahmadinejad and Jean-Claude Juncker in Zürich. "
    "Nouri al-Maliki accused Recep Tayyip Erdoğan of lies.",
    "quotation": "Chancellor Angela Merkel met Russian President Vladimir Putin on Monday. “Wir "
    "haben lange miteinander gesprochen, und wir werden weiter miteinander sprechen”, she said.",
    "headlines": "Talabani meets Khamenei\nOlmert rejects Assad offer\nAhmadinejad hails Iraq ties"
    "\nHezbollah rallies Beirut crowds\nPutin accuses Georgia",
    "capitals": "IRAN ACCUSED THE UNITED STATES OF ARMING GUNMEN, AND RUSSIA WARNED TURKEY.",
    "table": "Iran\t12\t7\nIraq\t9\t3\nSyria\t8\t1\nTurkey\t7\t2\nJordan\t3\t0\n" * 5,
    "short": "Merkel trifft Putin in Moskau.",
    "letters": "abcdefghij" * 40,
    "numbers": "1 2 3 4 5 6 7 8 9 0 " * 40,
    "nothing": "",
}


def one(text: str) -> Extraction:
    """Return what is read off one text, its offsets checked."""
    [extraction] = extract([Article("odd", text)])
    for start, end, said in spans(extraction):
        assert text[start:end] == said
    return extraction


def spans(extraction: Extraction) -> list[tuple[int, int, str]]:
    """Return all offsets with the text that should stand there."""
    return [
        *((m.start, m.end, m.text) for m in extraction.mentions),
        *((e.start, e.end, e.trigger) for e in extraction.events),
        *((e.evidence.start, e.evidence.end, e.evidence.text) for e in extraction.events),
        *((m.start, m.end, m.text) for e in extraction.events for m in (*e.actors, *e.recipients)),
        *(
            (e.attribution.start, e.attribution.end, e.attribution.text)
            for e in extraction.events
            if e.attribution
        ),
        *((a.evidence.start, a.evidence.end, a.evidence.text) for a in extraction.affiliations),
    ]


def told(extraction: Extraction) -> set[tuple[str, str, str]]:
    """Return the events as (actor, type, recipient)."""
    return {
        (actor.actor_id, event.event_type, recipient.actor_id)
        for event in extraction.events
        for actor in event.actors
        for recipient in event.recipients
    }


@pytest.mark.parametrize(("language", "text"), FOREIGN, ids=[name for name, _ in FOREIGN])
def test_another_language_is_named_and_not_guessed_at(language: str, text: str) -> None:
    extraction = one(text)
    assert not extraction.events
    assert not extraction.actors
    [notice] = extraction.notices
    assert language in notice
    assert "only English" in notice


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_what_is_not_clearly_another_language_is_read(text: str) -> None:
    assert foreign_language(text) is None
    assert one(text).notices == ()


def test_a_foreign_quotation_keeps_no_event_from_being_read() -> None:
    events = one(ENGLISH["quotation"]).events
    assert "CONSULT" in {event.event_type for event in events}


def test_a_headline_in_capitals_yields_its_event() -> None:
    assert ("IRN", "ACCUSE", "IRQ") in told(
        one("IRAN ACCUSES IRAQ OF LYING\n\nThe two neighbours quarrelled again on Monday.\n")
    )


@pytest.mark.parametrize(
    "mark", ["- ", "* ", "• ", "1. ", ""], ids=["dash", "star", "bullet", "number", "none"]
)
def test_the_items_of_a_list_are_sentences_of_their_own(mark: str) -> None:
    items = ["Iran accused Iraq of lying", "Russia threatened Georgia", "Syria criticized Israel"]
    extraction = one("\n".join(mark + item for item in items))
    assert {("IRN", "ACCUSE", "IRQ"), ("RUS", "THREATEN", "GEO")} <= told(extraction)
    for event in extraction.events:
        assert "\n" not in event.evidence.text


def test_the_letters_of_a_transcript_are_no_actors() -> None:
    extraction = one(
        "Q: Did Iran accuse Iraq?\nA: Yes. Iran accused Iraq of lying on Monday.\n"
        "Q: And Russia?\nA: Russia threatened Georgia.\n" * 3
    )
    assert ("RUS", "THREATEN", "GEO") in told(extraction)
    assert {"q", "a"}.isdisjoint(actor.name.lower().rstrip(":") for actor in extraction.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Name\tFrom\tTo\n" + "Iran\tTehran\tIraq\n" * 300,
        "| Iran | 12 | Iraq |\n|------|----|------|\n" * 100,
        "Iran accused Iraq and Syria met Russia and " * 100,
        "<b>Iran</b> &amp; Iraq; {'a': [1, 2]} http://a.b/c?d=e",
        "\u202eIran accused Iraq\u202c \u200bof\u200b lying. e\u0301\u0301\u0301 🙂🇮🇷",
        "\r\n \t\x0b\x0c\u2028\u2029\x85",
        "?!",
    ],
    ids=["table", "markdown", "no-full-stop", "markup", "marks", "spaces", "punctuation"],
)
def test_what_is_no_prose_is_read_without_harm(text: str) -> None:
    one(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran accused Iraq of lying, and " * 6_500,
        "Iran accused Iraq of lying and " * 2_000,
        "Iran accused Iraq of lying.\n" * 2_000,
        "x" * 200_000,
        "(" * 60_000,
        "🙂\"'" * 20_000,
    ],
    ids=["one-sentence", "no-punctuation", "list", "one-word", "brackets", "signs"],
)
def test_a_wall_of_text_is_read_in_bounded_time(text: str) -> None:
    begun = time.monotonic()
    one(text)
    assert time.monotonic() - begun < 120  # it is a tenth of that, on a machine that is idle


def test_what_is_beyond_the_bound_is_left_out_with_a_notice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading_module, "MAX_WORDS", 10)
    text = "Iran met Iraq.\n\n" * 5
    extraction = one(text)
    assert len(extraction.events) == 2
    [notice] = extraction.notices
    assert "its first 32 of 80 characters" in notice


def test_a_run_without_white_space_is_cut_and_keeps_its_offsets() -> None:
    text = "Iran met Iraq. " + "(" * (3 * MAX_RUN) + " Syria met Russia."
    [reading] = read([Article("run", text)], load_pipeline())
    assert "".join(token.text for token in reading.doc) == text.replace(" ", "")
    for i, token in enumerate(reading.doc):
        assert reading.text(i, i + 1) == token.text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(("Iran accused Iraq", "President Putin", "said", "will meet", "Q: ")),
            st.sampled_from((". ", " ", "\n\n", ", ", " and ", "“", "” ", ": ", "\t")),
        ),
        max_size=12,
    ).map("".join)
)
def test_any_text_is_read_and_its_offsets_lead_back(text: str) -> None:
    one(text)
