"""Hand-built extractions for tests: two short articles of late November 2006, and hostile ones.

``extractions()`` holds, on purpose: a meeting that both outlets report, a claim and its denial,
planned, hypothetical and denied events, events with several actors or recipients, events with one
actor alone, speakers who are actors and a source that is none, and affiliations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.model import (
    Actor,
    Affiliation,
    Article,
    Attribution,
    Event,
    Evidence,
    Extraction,
    Kind,
    Mention,
)
from explorer.ontology import score

Named = tuple[str, str]  # an actor's id, and the words that name it in the sentence


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An event as one line of a table; ``sentence`` is an index into the article's sentences."""

    sentence: int
    type: str
    trigger: str
    actors: Sequence[Named]
    recipients: Sequence[Named] = ()
    mode: str | None = None
    underlying: str | None = None
    auxiliary: tuple[str, ...] = ()
    source: str | None = None  # the words that name who says so
    speaker: str | None = None  # their actor id, if they are one
    day: date | None = None
    confidence: float = 0.9


@dataclass(frozen=True, kw_only=True)
class Tie:
    """An affiliation as one line of a table."""

    sentence: int
    actor: str
    target: str
    role: str | None


KHAMENEI = "ali-khamenei"
TALABANI = "jalal-talabani"
AHMADINEJAD = "mahmoud-ahmadinejad"
BUSH = "george-w-bush"
MALIKI = "nouri-al-maliki"
IRAN, IRAQ, SYRIA, USA, LEAGUE = "iran", "iraq", "syria", "united-states", "arab-league"

COUNTRIES = (
    Actor(IRAN, "Iran", Kind.COUNTRY, "IRN", None, ("Tehran",)),
    Actor(IRAQ, "Iraq", Kind.COUNTRY, "IRQ"),
    Actor(SYRIA, "Syria", Kind.COUNTRY, "SYR", None, ("Damascus",)),
    Actor(USA, "United States", Kind.COUNTRY, "USA", None, ("Washington",)),
)


def extractions() -> list[Extraction]:
    """Return what two invented outlets report, as the pipeline would hand it on."""
    return [_courier(), _gazette()]


def _courier() -> Extraction:
    return _extraction(
        id="courier-tehran",
        title="Tehran offers Baghdad its help",
        published=date(2006, 11, 28),
        outlet="The Tigris Courier",
        url="https://tigris-courier.example/tehran",
        sentences=(
            "Iraqi President Jalal Talabani and Iranian President Mahmoud Ahmadinejad met in "
            "Tehran on Monday.",
            "Iran stands behind the government of Iraq, Supreme Leader Ali Khamenei told the "
            "visitors.",
            "Khamenei accused the United States of paying the men who plant the bombs.",
            "Talabani urged Iran and Syria to close their borders to gunmen.",
            "If Damascus answers, Iran, Iraq and Syria could meet next month, state radio said.",
            "Syria has put its border guards on alert.",
        ),
        actors=(
            Actor(TALABANI, "Jalal Talabani", Kind.PERSON, "IRQ", "president", ("Talabani",)),
            Actor(AHMADINEJAD, "Mahmoud Ahmadinejad", Kind.PERSON, "IRN", "president"),
            Actor(KHAMENEI, "Ali Khamenei", Kind.PERSON, "IRN", "supreme leader", ("Khamenei",)),
            *COUNTRIES,
        ),
        deeds=(
            Deed(
                sentence=0,
                type="CONSULT",
                trigger="met",
                actors=((TALABANI, "Jalal Talabani"), (AHMADINEJAD, "Mahmoud Ahmadinejad")),
                day=date(2006, 11, 27),
                confidence=0.95,
            ),
            Deed(
                sentence=1,
                type="SUPPORT",
                trigger="stands behind",
                actors=((IRAN, "Iran"),),
                recipients=((IRAQ, "Iraq"),),
                source="Supreme Leader Ali Khamenei",
                speaker=KHAMENEI,
                day=date(2006, 11, 28),
            ),
            Deed(
                sentence=2,
                type="ACCUSE",
                mode="allege",
                trigger="accused",
                actors=((KHAMENEI, "Khamenei"),),
                recipients=((USA, "the United States"),),
                day=date(2006, 11, 28),
                confidence=0.9,
            ),
            Deed(
                sentence=3,
                type="REQUEST",
                mode="change",
                trigger="urged",
                actors=((TALABANI, "Talabani"),),
                recipients=((IRAN, "Iran"), (SYRIA, "Syria")),
                confidence=0.8,
            ),
            Deed(
                sentence=4,
                type="AGREE",
                underlying="CONSULT",
                trigger="meet",
                actors=((IRAN, "Iran"), (IRAQ, "Iraq"), (SYRIA, "Syria")),
                auxiliary=("hypothetical", "future"),
                source="state radio",
                day=date(2006, 12, 28),
                confidence=0.5,
            ),
            Deed(sentence=5, type="MOBILIZE", trigger="on alert", actors=((SYRIA, "Syria"),)),
        ),
        ties=(
            Tie(sentence=0, actor=TALABANI, target=IRAQ, role="president"),
            Tie(sentence=0, actor=AHMADINEJAD, target=IRAN, role="president"),
        ),
    )


def _gazette() -> Extraction:
    return _extraction(
        id="gazette-amman",
        title="Bush heads for Amman",
        published=date(2006, 11, 29),
        outlet="Lakeside Gazette",
        url="https://lakeside-gazette.example/amman?page=1&print=yes",
        sentences=(
            "President George W. Bush will meet Iraqi Prime Minister Nouri al-Maliki in Amman on "
            "Thursday.",
            "Bush accused Iran of arming militias.",
            "Iran never sent weapons to Iraq, Ahmadinejad answered.",
            "Talabani saw Ahmadinejad on Monday in the Iranian capital.",
            "The Arab League praised al-Maliki for his patience.",
            "Washington has not talked to Damascus.",
            "Washington threatened Tehran with sanctions.",
            "The Arab League demonstrated unity.",
        ),
        actors=(
            Actor(BUSH, "George W. Bush", Kind.PERSON, "USA", "president", ("Bush",)),
            Actor(MALIKI, "Nouri al-Maliki", Kind.PERSON, "IRQ", "prime minister", ("al-Maliki",)),
            Actor(AHMADINEJAD, "Ahmadinejad", Kind.PERSON, "IRN"),
            Actor(TALABANI, "Talabani", Kind.PERSON, "IRQ"),
            Actor(LEAGUE, "Arab League", Kind.ORGANIZATION, None, None, ("The Arab League",)),
            *COUNTRIES,
        ),
        deeds=(
            Deed(
                sentence=0,
                type="AGREE",
                underlying="CONSULT",
                trigger="meet",
                actors=((BUSH, "George W. Bush"), (MALIKI, "Nouri al-Maliki")),
                auxiliary=("future",),
                day=date(2006, 11, 30),
            ),
            Deed(
                sentence=1,
                type="ACCUSE",
                mode="allege",
                trigger="accused",
                actors=((BUSH, "Bush"),),
                recipients=((IRAN, "Iran"),),
                day=date(2006, 11, 29),
            ),
            Deed(
                sentence=2,
                type="AID",
                trigger="sent weapons",
                actors=((IRAN, "Iran"),),
                recipients=((IRAQ, "Iraq"),),
                auxiliary=("negation",),
                source="Ahmadinejad",
                speaker=AHMADINEJAD,
                confidence=0.7,
            ),
            Deed(
                sentence=3,
                type="CONSULT",
                trigger="saw",
                actors=((TALABANI, "Talabani"), (AHMADINEJAD, "Ahmadinejad")),
                day=date(2006, 11, 27),
                confidence=0.6,
            ),
            Deed(
                sentence=4,
                type="SUPPORT",
                trigger="praised",
                actors=((LEAGUE, "The Arab League"),),
                recipients=((MALIKI, "al-Maliki"),),
                day=date(2006, 11, 29),
            ),
            Deed(
                sentence=5,
                type="CONSULT",
                trigger="talked",
                actors=((USA, "Washington"), (SYRIA, "Damascus")),
                auxiliary=("negation",),
            ),
            Deed(
                sentence=6,
                type="THREATEN",
                mode="restrict",
                trigger="threatened",
                actors=((USA, "Washington"),),
                recipients=((IRAN, "Tehran"),),
                day=date(2006, 11, 29),
            ),
            Deed(
                sentence=7,
                type="PROTEST",
                mode="demo",
                trigger="demonstrated",
                actors=((LEAGUE, "The Arab League"),),
                confidence=0.3,
            ),
        ),
        ties=(
            Tie(sentence=0, actor=BUSH, target=USA, role="president"),
            Tie(sentence=0, actor=MALIKI, target=IRAQ, role="prime minister"),
        ),
    )


SCRIPT = "<script>window.pwned=1</script>"
IMAGE = '"><img src=x onerror=window.pwned=1>'
CLOSING = "</script><script>window.pwned=1</script>"
COMMENT = "--><!--<script>window.pwned=1"
MARKDOWN = "[x](javascript:window.pwned=1) **bold** `code` $x$ :red[y]"
BIDI = "\u202eevil\u202c \u200b\ufeffzero\u2066width"
CONTROL = "bell\x07 escape\x1b tab\x0b null\x00 end\ufffe"
FORMULA = "=1+1"
COMMAND = "@SUM(1)|cmd"
TEMPLATE = "{{constructor}} ${window.pwned=1} %s \\u003cb\\u003e href"
LONG = "x" * 10_000
HOSTILE = {
    "script": SCRIPT,
    "image": IMAGE,
    "closing": CLOSING,
    "comment": COMMENT,
    "markdown": MARKDOWN,
    "bidi": BIDI,
    "control": CONTROL,
    "formula": FORMULA,
    "command": COMMAND,
    "template": TEMPLATE,
    "long": LONG,
}
HOSTILE_URLS = {"script": "javascript:window.pwned=1", "closing": "data:text/html," + SCRIPT}


def hostile_extractions() -> list[Extraction]:
    """Return one article per hostile string: it is its id, title, outlet, url and an actor's name.

    Node ids are ``hostile-<key of HOSTILE>``; each accuses the next, and Iran meets each.
    """
    keys = list(HOSTILE)
    return [_hostile(key, keys[(at + 1) % len(keys)]) for at, key in enumerate(keys)]


def _hostile(key: str, other: str) -> Extraction:
    first, second = HOSTILE[key], HOSTILE[other]
    accuser, accused = f"hostile-{key}", f"hostile-{other}"
    return _extraction(
        id=first,
        title=first,
        published=date(2006, 11, 28),
        outlet=first,
        url=HOSTILE_URLS.get(key, first),
        sentences=(f"{first} accused {second} of lies.", f"Iran met {first}, {second} said."),
        actors=(
            Actor(accuser, first, Kind.PERSON, None, first, (first + "!",)),
            Actor(accused, second, Kind.ORGANIZATION, "IRQ"),
            COUNTRIES[0],
        ),
        deeds=(
            Deed(
                sentence=0,
                type="ACCUSE",
                trigger="accused",
                actors=((accuser, first),),
                recipients=((accused, second),),
            ),
            Deed(
                sentence=1,
                type="CONSULT",
                trigger="met",
                actors=((IRAN, "Iran"), (accuser, first)),
                source=second,
                speaker=accused,
            ),
        ),
        ties=(Tie(sentence=0, actor=accuser, target=accused, role=first),),
    )


def _extraction(
    *,
    id: str,
    title: str,
    published: date,
    outlet: str,
    url: str,
    sentences: Sequence[str],
    actors: tuple[Actor, ...],
    deeds: Iterable[Deed],
    ties: Iterable[Tie],
) -> Extraction:
    article = Article(id, " ".join(sentences), title, published, outlet, url)
    spans = [_sentence(article, sentences, at) for at in range(len(sentences))]
    events = tuple(_event(f"{id}-{n}", deed, spans) for n, deed in enumerate(deeds, 1))
    mentions = {
        mention
        for event in events
        for mention in (
            *event.actors,
            *event.recipients,
            *((event.attribution.speaker,) if event.attribution else ()),
        )
        if mention is not None
    }
    return Extraction(
        article=article,
        actors=actors,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        events=events,
        affiliations=tuple(
            Affiliation(f"{id}-tie-{n}", tie.actor, tie.target, tie.role, spans[tie.sentence])
            for n, tie in enumerate(ties, 1)
        ),
    )


def _sentence(article: Article, sentences: Sequence[str], at: int) -> Evidence:
    start = len(" ".join((*sentences[:at], ""))) if at else 0
    end = start + len(sentences[at])
    assert article.text[start:end] == sentences[at]
    return Evidence(article.id, start, end, sentences[at])


def _event(id: str, deed: Deed, spans: Sequence[Evidence]) -> Event:
    evidence = spans[deed.sentence]
    start = evidence.start + evidence.text.index(deed.trigger)
    return Event(
        id=id,
        article_id=evidence.article_id,
        event_type=deed.type,
        mode=deed.mode,
        underlying_type=deed.underlying,
        auxiliary=deed.auxiliary,
        score=score(deed.type, deed.mode),
        actors=tuple(_mention(evidence, *named) for named in deed.actors),
        recipients=tuple(_mention(evidence, *named) for named in deed.recipients),
        attribution=_attribution(evidence, deed),
        trigger=deed.trigger,
        start=start,
        end=start + len(deed.trigger),
        evidence=evidence,
        date=deed.day,
        confidence=deed.confidence,
    )


def _mention(evidence: Evidence, actor: str, text: str) -> Mention:
    start = evidence.start + evidence.text.index(text)
    return Mention(evidence.article_id, start, start + len(text), text, "name", actor)


def _attribution(evidence: Evidence, deed: Deed) -> Attribution | None:
    if deed.source is None:
        return None
    start = evidence.start + evidence.text.index(deed.source)
    speaker = _mention(evidence, deed.speaker, deed.source) if deed.speaker else None
    return Attribution(deed.source, start, start + len(deed.source), speaker)
