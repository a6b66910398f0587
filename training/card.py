"""The model card: what the pipeline was trained on, how good it is, and what it cannot do."""

from __future__ import annotations

from collections.abc import Iterable

from training.evaluate import rows

NAME = "MODEL_CARD.md"

_INTRO = """# English pipeline for news: tags, trees, lemmas, entities, events

A spaCy pipeline with three components: `news_reader` (`explorer/nlp/component.py`), a small
transformer, run as 8-bit integers by ONNX Runtime on one CPU core, with a head for each thing it
reads off a word; `actor_events` (`explorer/nlp/events.py`), which reads who takes part in the
events of a text, in `doc.spans["events"]`; and spaCy's own `lemmatizer`. It is what the Actor
Graph Explorer loads by
default. Labels of the trees are Universal Dependencies; tags are Penn Treebank tags (`token.tag_`)
and universal parts of speech (`token.pos_`). Rebuilt with `python -m training.build`, see
`training/README.md`.
"""

_HOW = """## How it works

The encoder is all-MiniLM-L6-v2 (6 layers, 384 wide), fine-tuned whole, its matrices rounded in
training as they are shipped, with an embedding of each word's letter case added, since its
vocabulary is lower-case. Heads read tags, morphology, sentence
bounds, entities (BIO) and trees (biaffine; Dozat and Manning, 2017) off the first piece of each
word; the best tree is found by Chu-Liu-Edmonds. All heads are trained together, each on the corpora
that have its values. For each word that may trigger an event a second network of two layers
looks at up to 88 words around it: it tells whether this is an event and of which type, and chooses
actor, recipient and speaker among the words, status and mode. Both also learned what two larger
networks (all-mpnet-base-v2, fine-tuned on the same corpora) say of 71,000 texts of news that nobody
marked. Lemmas come from spaCy's rule
lemmatizer, with the words of the treebanks added to its exceptions.

How fast it is depends on the CPU: the figure below is one core's with instructions for products of
8-bit integers (VNNI, in many since 2019); without them it is about half of that.
"""

_CONVENTIONS = """## Conventions

- Hyphens between letters or digits are tokens: `al-Maliki` and `US-led` are three tokens each, an
  entity covers all of its tokens.
- Clitics are tokens: `do` `n't`, `Iraq` `'s`. `U.S.` and `Lt.` are one token.
- Entity labels: PERSON, ORG, LOC (countries and cities too, there is no GPE), NORP (nationalities,
  religious and political groups, as adjective or noun), MISC (laws, works, events, products), DATE.
- Events are PLOVER's sixteen types; a promised or planned cooperation is AGREE. A trigger is one
  word.
  An event has one status: done, past (history), planned, possible or denied.
- Titles ("President", "Ayatollah") mostly stay outside of a PERSON.
- A text of more than 192 word pieces is read in several windows, cut after a sentence if it can be.
"""

_LIMITS = """## Limits

- Trained on edited news, web text and Wikipedia-like prose of the years 2000 to 2022; poor on
  social media and tables.
- DATE was learned from encyclopedic text alone; MISC is a mixture, and not reliable.
- Of the events of unseen news about half are read whole, with the right type and all parties; rare
  types (COOPERATE, AID, THREATEN) are read worst. The confidence tells which to believe.
- About one arc in eight is wrong on mixed text: most often attachments of prepositions and
  clauses, coordination, and where a quotation begins and ends.
- A newspaper, a government and the capital that stands for it can carry ORG in one sentence and
  LOC in the next.
- The marked news is what Wikipedia, Wikinews, Voice of America and the Kremlin wrote of: wars and
  governments more than parliaments, courts and trade; names of the regions they cover best.
"""

_TREES = (
    ("UD English Web Treebank, train", "tags, trees, lemmas", "CC BY-SA 4.0"),
    ("GUM, genres free for commercial use, train", "tags, trees, lemmas",
     "annotations CC BY 4.0, texts CC BY or CC BY-SA"),
    ("UD English PUD", "tags, trees, lemmas", "CC BY-SA 3.0"),
)  # fmt: skip
_NAMES = (
    ("WikiGold", "names", "CC BY 4.0"),
    ("Universal NER, English PUD", "names", "CC BY-SA 4.0"),
    ("CrossNER, politics (Liu et al., AAAI 2021)", "names", "MIT"),
    ("Re-DocRED, dev and test (Tan et al., EMNLP 2022)", "names and dates", "MIT"),
)
_MARKED = (
    ("Wikipedia, current events of 2002 to 2023", "events, names, sentences", "CC BY-SA 4.0"),
    ("Wikinews", "events, names, sentences", "CC BY 2.5"),
    ("Kremlin, news of the President of Russia", "events, names, sentences", "CC BY 4.0"),
    ("Voice of America, as in the Groningen Meaning Bank", "events, names, sentences",
     "public domain, as the bank's paper says"),
)  # fmt: skip
_WEIGHTS = (
    ("all-MiniLM-L6-v2", "the weights that training begins with", "Apache-2.0"),
    ("all-mpnet-base-v2", "the weights that its teachers began with", "Apache-2.0"),
    ("spacy-lookups-data", "rules, exceptions and index of the lemmatizer", "MIT (package)"),
)
_TERMS = """
The marks on the news are our own (MARKS). They were made by language-model annotators who worked
to one guide; two thirds were reviewed for consistency. Two who marked the same texts agree at F1
0.85 to 0.89 on triggers and at 0.77 to 0.81 on whole events. Beside them it learned from some
60,000 made sentences (`training/drills.py`), and from unmarked news of the same sources. No corpus
with a non-commercial or unstated licence was used.
"""
MARKED_TEXTS = "15,072 texts with some 59,700 events; 573 texts more were held out"


def text(figures: dict[str, dict[str, float]]) -> str:
    """Return the card in Markdown; ``figures`` come from ``training.evaluate.report``."""
    return "\n".join(
        (
            _INTRO,
            "## Trained on\n",
            _table(("source", "for", "licence"), (*_TREES, *_NAMES, *_MARKED, *_WEIGHTS)),
            _TERMS.replace("MARKS", MARKED_TEXTS),
            _HOW,
            _figures(figures),
            _CONVENTIONS,
            _LIMITS.rstrip(),
            "",
        )
    )


def _figures(figures: dict[str, dict[str, float]]) -> str:
    intro = (
        "## Figures\n\n"
        "Measured with `python -m training.evaluate --corpora CORPORA` on the dev parts (EWT and\n"
        "GUM together, ten sentences a text, and one as `spacy convert` makes them; newswire in\n"
        "texts of one to eight sentences), with spaCy's own scorer. Punctuation does not count in\n"
        "LAS and UAS. Sentence bounds are always predicted. Words a second are tokens of the\n"
        "whole pipeline on one core.\n"
    )
    return f"{intro}\n{_table(('measured on', 'figure', 'value'), rows(figures))}"


def _table(head: tuple[str, ...], body: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
