"""Hand-built extractions for tests: two short articles of late November 2006, and hostile ones.

``extractions()`` holds, on purpose: a meeting that both outlets report, a claim and its denial,
planned, hypothetical and denied events, events with several actors or recipients, events with one
actor alone, speakers who are actors and a source that is none, and affiliations.
"""

from __future__ import annotations

from datetime import date

from builders import Deed, Tie, extraction

from explorer.model import Actor, Extraction, Kind

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
    return extraction(
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
    return extraction(
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
EVENT = "x' autofocus onfocus=window.pwned=1 onmouseover=window.pwned=1 y='"
LINK = "javascript:window.pwned=1//https://example.org"
VECTOR = "<svg onload=window.pwned=1><a xlink:href=javascript:window.pwned=1>a</a></svg>"
ENTITY = "&lt;img src=x onerror=window.pwned=1&gt; &#106;avascript:"
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
    "event": EVENT,
    "link": LINK,
    "vector": VECTOR,
    "entity": ENTITY,
}
HOSTILE_URLS = {
    "script": "javascript:window.pwned=1",
    "image": " java\tscript:window.pwned=1",
    "event": "JaVaScRiPt://example.org/%0Awindow.pwned=1",
    "link": "https:javascript:window.pwned=1",
    "vector": "vbscript:window.pwned=1",
    "closing": "data:text/html," + SCRIPT,
}


def hostile_extractions() -> list[Extraction]:
    """Return one article per hostile string: it is its id, title, outlet, url and an actor's name.

    Node ids are ``hostile-<key of HOSTILE>``; each accuses the next, and Iran meets each.
    """
    keys = list(HOSTILE)
    return [_hostile(key, keys[(at + 1) % len(keys)]) for at, key in enumerate(keys)]


def _hostile(key: str, other: str) -> Extraction:
    first, second = HOSTILE[key], HOSTILE[other]
    accuser, accused = f"hostile-{key}", f"hostile-{other}"
    return extraction(
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


def reprints() -> list[Extraction]:
    """Return three articles that print one long report, with a sentence more or less."""
    report = [f"Nobody in town {number} had heard of it before noon." for number in range(9)]
    people = (Actor(IRAN, "Iran", Kind.COUNTRY, "IRN"), Actor(IRAQ, "Iraq", Kind.COUNTRY, "IRQ"))
    deed = Deed(
        sentence=0,
        type="ACCUSE",
        trigger="accused",
        actors=[(IRAN, "Iran")],
        recipients=[(IRAQ, "Iraq")],
    )
    return [
        extraction(
            id=f"print-{number}",
            sentences=("Iran accused Iraq.", *report, *("It rained.",) * number),
            actors=people,
            deeds=[deed],
            outlet=f"Outlet {number}",
            published=date(2006, 11, 25 + number),
        )
        for number in (1, 2, 3)
    ]
