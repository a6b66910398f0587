"""The naive peer: subject, verb and object with named entities in them, and a list of words.

That is how most tutorials read relations off a spaCy parse. It gets the same parse and the same
entities as the explorer, so that what it lacks is what the explorer adds: titles, nominals and
pronouns, clauses beyond the plain one, the event ontology, negation and who says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from explorer import ontology
from explorer.evaluation import Finding, Party

if TYPE_CHECKING:
    from spacy.tokens import Token

    from explorer.nlp import Reading

# Labels of Universal Dependencies and of spaCy's own pipelines.
_SUBJECT = frozenset(("nsubj",))
_PASSIVE_SUBJECT = frozenset(("nsubj:pass", "nsubjpass"))
_AGENT = frozenset(("obl:agent", "agent"))
_OBJECT = frozenset(("obj", "dobj", "iobj", "dative", "obl", "obl:arg", "prep"))

# Who can act; labels of spaCy's own pipelines and of CoNLL's.
_PARTIES = frozenset(("PERSON", "PER", "NORP", "ORG", "GPE", "LOC", "FAC", "MISC"))

# In place of a sentiment lexicon: the best known one for Python, VADER, has had no release since
# 2020, and is made for social media.
_POSITIVE = frozenset(
    """
    accept admire agree aid alliance ally applaud appreciate approve assist assistance back benefit
    bless celebrate champion comfort commend compliment confidence congratulate cooperate
    cooperation defend donate embrace encourage endorse endorsement favor favour forgive free friend
    friendly friendship give good grateful great guarantee hail help honor honour hope improve join
    laud like love offer partner partnership peace peaceful pledge praise progress promise promote
    protect ratify reconcile recognize release relief rescue respect restore reward safe salute save
    sign stability strengthen success support supporter sympathy thank tribute trust uphold
    welcome willing win
    """.split()
)
_NEGATIVE = frozenset(
    """
    abduct abuse accuse aggression allege ambush anger arrest assault assassinate attack attacker
    ban bar betray blame block blockade bomb bombing boycott break charge clash combat complain
    condemn conflict crime criticise criticism criticize damage danger death decline defeat defy
    demand demonstrate denounce deny deport destroy detain die dislike dispute enemy evil execute
    expel explode fail fear fight fire harm hate hit hostage hostile insult invade jail kidnap
    kill lie mock murder offend oppose opponent protest punish raid refuse reject resist retaliate
    sanction seize shell shoot slam strike sue suspend target terror terrorism terrorist threat
    threaten torture veto victim violate violence warn war weapon worry wound wrong
    """.split()
)
_TYPES = {1: "SUPPORT", 0: "CONSULT", -1: "ACCUSE"}


def peer_findings(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each verb that has named entities in its subject and its object."""
    entities = [_entity(reading, *span) for span in _spans(reading)]
    for verb in reading.doc:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        subjects, objects = _arguments(verb)
        actors, recipients = _named(subjects, entities), _named(objects, entities)
        if actors and recipients:
            event_type = _TYPES[_polarity(verb)]
            start, end = reading.span(verb.i, verb.i + 1)
            yield Finding(
                article=reading.article.id,
                event_type=event_type,
                score=ontology.score(event_type),
                actors=actors,
                recipients=recipients,
                trigger=verb.text,
                start=start,
                end=end,
            )


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    return ((one.start, one.end) for one in reading.doc.ents if one.label_ in _PARTIES)


def _entity(reading: Reading, start: int, end: int) -> tuple[set[int], Party]:
    text = reading.text(start, end)
    return set(range(start, end)), Party(text, text, *reading.span(start, end))


def _arguments(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return who does it and to whom it is done, as heads of their phrases."""
    children = list(verb.children)
    passive = [child for child in children if child.dep_ in _PASSIVE_SUBJECT]
    objects = [child for child in children if child.dep_ in _OBJECT]
    if not passive:
        return [child for child in children if child.dep_ in _SUBJECT], objects
    agents = [child for child in children if child.dep_ in _AGENT or _is_by(child)]
    return agents, passive + [child for child in objects if child not in agents]


def _is_by(phrase: Token) -> bool:
    cases = (child for child in phrase.children if child.dep_ == "case")
    return phrase.dep_ == "obl" and any(case.lower_ == "by" for case in cases)


def _named(
    phrases: Iterable[Token], entities: Iterable[tuple[set[int], Party]]
) -> tuple[Party, ...]:
    inside = {token.i for token in chain.from_iterable(one.subtree for one in phrases)}
    return tuple(party for tokens, party in entities if tokens & inside)


def _polarity(verb: Token) -> int:
    """Return 1, 0 or -1: the verb's own sign, or else that of the words in its clause."""
    own = _sign(verb)
    total = own or sum(map(_sign, verb.subtree))
    return (total > 0) - (total < 0)


def _sign(token: Token) -> int:
    lemma = token.lemma_.lower()
    return (lemma in _POSITIVE) - (lemma in _NEGATIVE)
