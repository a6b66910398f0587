"""Canonical arguments on hand-built parses, in both label schemes.

A parse is written one token a line, as word TAG relation head (word/lemma where they differ),
heads counted from 1 and 0 for the root: what is tested is the reading of a parse, not the parser.
"""

import pytest
import spacy
from spacy.tokens import Doc

from explorer.syntax import Syntax

UNIVERSAL, CLEAR = "universal", "clear"
_POS = {"V": "VERB", "N": "NOUN", "P": "PROPN", "J": "ADJ", "I": "ADP", "M": "AUX", "W": "PRON"}


def parse(text: str) -> Syntax:
    rows = [line.split() for line in text.strip().splitlines()]
    words, tags, relations, heads = zip(*rows, strict=True)
    head = [int(h) - 1 if h != "0" else i for i, h in enumerate(heads)]
    return Syntax(
        Doc(
            spacy.blank("en").vocab,
            words=[word.partition("/")[0] for word in words],
            tags=list(tags),
            pos=[_POS.get(tag[0], "X") if tag != "NNP" else "PROPN" for tag in tags],
            lemmas=[word.rpartition("/")[2].lower() for word in words],
            deps=[r if h != "0" else "ROOT" for r, h in zip(relations, heads, strict=True)],
            heads=head,
        )
    )


def slots(text: str, word: str) -> dict[str, list[str]]:
    syntax = parse(text)
    at = syntax.lower.index(word)
    return {name: [syntax.lower[f] for f in found] for name, found in syntax.slots(at).items()}


CASES = [
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP obj 2""",
        "accused",
        {"subj": ["iran"], "obj": ["france"]},
        id="active",
    ),
    pytest.param(
        """Iran NNP nsubj:pass 3
        was MD aux:pass 3
        accused VBN root 0
        by IN case 5
        France NNP obl:agent 3""",
        "accused",
        {"obj": ["iran"], "subj": ["france"]},
        id="passive",
    ),
    pytest.param(
        """Iran NNP nsubjpass 3
        was MD auxpass 3
        accused VBN root 0
        by IN agent 3
        France NNP pobj 4""",
        "accused",
        {"obj": ["iran"], "subj": ["france"]},
        id="passive in ClearNLP labels",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        with IN prep 2
        France NNP pobj 3""",
        "met",
        {"subj": ["iran"], "with": ["france"]},
        id="preposition in ClearNLP labels",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        with IN case 4
        France NNP obl 2
        and CC cc 6
        Spain NNP conj 4""",
        "met",
        {"subj": ["iran"], "with": ["france", "spain"]},
        id="coordinated parties",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        asked VBD root 0
        France NNP obj 2
        to TO mark 5
        help VB xcomp 2
        Spain NNP obj 5""",
        "help",
        {"subj": ["france"], "obj": ["spain"]},
        id="object control",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        promised/promise VBD root 0
        France NNP obj 2
        to TO mark 5
        help VB xcomp 2
        Spain NNP obj 5""",
        "help",
        {"subj": ["iran"], "obj": ["spain"]},
        id="subject control",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP obj 2
        of IN mark 5
        arming VBG advcl 2
        rebels NNS obj 5""",
        "arming",
        {"subj": ["france"], "obj": ["rebels"]},
        id="gerund after of",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        France NNP obj 2
        and CC cc 5
        praised VBD conj 2
        Spain NNP obj 5""",
        "praised",
        {"subj": ["iran"], "obj": ["spain"]},
        id="shared subject",
    ),
    pytest.param(
        """France NNP nsubj 6
        which WDT nsubj 3
        attacked VBD acl:relcl 1
        Iran NNP obj 3
        has MD aux 6
        apologised VBN root 0""",
        "attacked",
        {"subj": ["france"], "obj": ["iran"]},
        id="relative clause",
    ),
    pytest.param(
        """Talks NNS root 0
        led VBN acl 1
        by IN case 4
        France NNP obl 2""",
        "led",
        {"obj": ["talks"], "subj": ["france"]},
        id="reduced passive relative",
    ),
    pytest.param(
        """Iran NNP nmod:poss 3
        's POS case 1
        denial NN root 0
        of IN case 5
        charges NNS nmod 3""",
        "denial",
        {"poss": ["iran"], "of": ["charges"]},
        id="possessive noun",
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_slots(text: str, word: str, expected: dict[str, list[str]]) -> None:
    assert slots(text, word) == expected


def test_a_cycle_of_clauses_ends() -> None:
    chain = ["w0 VBD root 0"] + [f"w{i} VBD conj {i}" for i in range(1, 400)]
    assert parse("\n".join(chain)).slots(399) == {}


def test_particle() -> None:
    syntax = parse("Iran NNP nsubj 2\ncalled VBD root 0\noff RP compound:prt 2\ntalks NNS obj 2")
    assert syntax.particle(1) == "off"
    assert syntax.particle(3) is None


def test_second_conjunct_hangs_on_the_whole_name() -> None:
    found = slots(
        """
        Talks NNS nsubj 8
        between IN case 4
        North NNP compound 4
        Korea NNP nmod 1
        and CC cc 7
        South NNP compound 7
        Korea NNP conj 3
        failed VBD root 0
        """,
        "talks",
    )
    assert found["between"] == ["korea", "korea"]
