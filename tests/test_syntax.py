"""Parses as plain lists, on hand-built parses in both label schemes.

A parse is written one token a line, as word TAG relation head (word/lemma where they differ),
heads counted from 1 and 0 for the root: what is tested is the reading of a parse, not the parser.
"""

import pytest
import spacy
from spacy.tokens import Doc

from explorer.syntax import Syntax

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


def at(syntax: Syntax, word: str) -> int:
    return syntax.lower.index(word)


RELATIONS = [
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP obj 2""",
        ["subj", "root", "obj"],
        id="active",
    ),
    pytest.param(
        """Iran NNP nsubj:pass 3
        was MD aux:pass 3
        accused VBN root 0
        by IN case 5
        France NNP obl:agent 3""",
        ["subj_pass", "aux:pass", "root", "case", "agent"],
        id="passive",
    ),
    pytest.param(
        """Iran NNP nsubjpass 3
        was MD auxpass 3
        accused VBN root 0
        by IN agent 3
        France NNP pobj 4""",
        ["subj_pass", "auxpass", "root", "agent", "pobj"],
        id="passive in ClearNLP labels",
    ),
    pytest.param(
        """Iran NNP nsubj:pass 3
        is MD cop 3
        prepared JJ root 0""",
        ["subj", "cop", "root"],
        id="no passive of an adjective",
    ),
    pytest.param(
        """It PRP expl 3
        is MD cop 3
        willing JJ root 0""",
        ["subj", "cop", "root"],
        id="it that is willing",
    ),
    pytest.param(
        """It PRP expl 3
        is MD cop 3
        likely JJ root 0""",
        ["expl", "cop", "root"],
        id="it that is likely",
    ),
    pytest.param(
        """Iran NNP root 0
        which WDT nsubj 4
        Iraq NNP nsubj 4
        accuses VBZ acl:relcl 1""",
        ["root", "obj", "subj", "relative"],
        id="of two subjects a relative pronoun is the object",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP nsubj 2""",
        ["subj", "root", "obj"],
        id="of two subjects the one after the verb is the object",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(text: str, expected: list[str]) -> None:
    syntax = parse(text)
    expected = ["ROOT" if one == "root" else one for one in expected]
    assert syntax.rel == expected


PREPOSITIONS = [
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        with IN case 4
        France NNP obl 2""",
        "france",
        "with",
        id="preposition",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        with IN prep 2
        France NNP pobj 3""",
        "france",
        "with",
        id="preposition in ClearNLP labels",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP obj 2
        of IN mark 5
        arming VBG advcl 2
        rebels NNS obj 5""",
        "arming",
        "of",
        id="gerund after of",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        asked VBD root 0
        for IN mark 6
        France NNP obl 2
        to TO mark 6
        leave VB advcl 2""",
        "france",
        "for",
        id="for that hangs on the clause",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        accused VBD root 0
        France NNP obj 2""",
        "france",
        None,
        id="none",
    ),
    pytest.param(
        """France NNP root 0
        Wednesday NNP nsubj 3
        talks NNS nmod 1""",
        "talks",
        None,
        id="none in a parse that goes round",
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), PREPOSITIONS)
def test_preposition(text: str, word: str, expected: str | None) -> None:
    syntax = parse(text)
    assert syntax.preposition(at(syntax, word)) == expected


TOGETHER = [
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        with IN case 4
        France NNP obl 2
        and CC cc 6
        Spain NNP conj 4""",
        "france",
        ["france", "spain"],
        id="coordinated parties",
    ),
    pytest.param(
        """Talks NNS nsubj 8
        between IN case 4
        North NNP compound 4
        Korea NNP nmod 1
        and CC cc 7
        South NNP compound 7
        Korea NNP conj 3
        failed VBD root 0""",
        "korea",
        ["korea", "korea"],
        id="second conjunct hangs on the whole name",
    ),
    pytest.param(
        """president NN nsubj 5
        Talabani NNP appos 1
        and CC cc 4
        Assad NNP conj 2
        met VBD root 0""",
        "president",
        ["president", "assad"],
        id="second conjunct hangs on the name beside an office",
    ),
    pytest.param(
        """Iran NNP nsubj 2
        met VBD root 0
        France NNP obj 2
        and CC cc 5
        praised VBD conj 2
        Spain NNP obj 5""",
        "met",
        ["met"],
        id="no verbs",
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), TOGETHER)
def test_together(text: str, word: str, expected: list[str]) -> None:
    syntax = parse(text)
    assert [syntax.lower[i] for i in syntax.together(at(syntax, word))] == expected


def test_a_day_is_no_subject_and_no_sentence_begins_with_it() -> None:
    syntax = parse("Arafat NNP root 0\nWednesday NNP nsubj 3\nrejected VBD root 0\nit PRP obj 3")
    assert syntax.rel == ["subj", "adverb", "ROOT", "obj"]
    assert syntax.head == [2, 2, 2, 2]
    assert syntax.sentences == [(0, 4)]


def test_a_long_chain_of_clauses() -> None:
    chain = ["w0 VBD root 0"] + [f"w{i} VBD conj {i}" for i in range(1, 400)]
    assert list(parse("\n".join(chain)).ancestors(399)) == [*range(398, -1, -1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("pro IN dep 3\n- HYPH punct 3\nIranian JJ root 0", True, id="for"),
        pytest.param("anti IN dep 3\n- HYPH punct 3\nIranian JJ root 0", True, id="against"),
        pytest.param("US NNP dep 3\n- HYPH punct 3\nIranian JJ root 0", False, id="neither"),
    ],
)
def test_cause(text: str, expected: bool) -> None:
    assert parse(text).is_cause(2) is expected
