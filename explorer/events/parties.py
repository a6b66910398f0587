"""The words of an event's parties to actors: whom a word names, or stands for.

Who a name is, the actor stage has decided. Here it is only asked for; a word that it knows
nothing of becomes an actor of its own: people without a name are a group, called by their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explorer.entities.cast import Cast, Placed
from explorer.entities.coreference import PRONOUNS
from explorer.entities.gazetteer import gazetteer
from explorer.entities.names import slug
from explorer.model import Actor, Kind, Mention
from explorer.nlp import Reading
from explorer.nlp.events import Filler

_NAMING = frozenset(("name", "demonym", "metonym", "place"))
_KINDS = {kind.entity_label: kind for kind in Kind if kind.entity_label}  # else it is a group
# What stands before a noun and belongs to it (Universal Dependencies).
_BEFORE = frozenset(
    "det amod compound nummod nmod nmod:poss nmod:unmarked advmod flat case poss".split()
)
_LEFT_OUT = frozenset(("DET", "NUM", "PRON", "PART", "PUNCT", "ADV"))  # of a group's name
_LEFT_OUT_WORDS = frozenset("least most more than about around nearly some other another".split())
_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "VERB"))
_LONGEST = 8  # words of a phrase before its noun
# Nouns that count others: in "thousands of teachers" the teachers act.
_COUNTS = frozenset(
    "thousands hundreds dozens scores millions tens number majority handful group crowd "
    "members some many most all both one two three four five six seven".split()
)
# Bodies that stand for their state, by a word of a name that begins with the state's.
_BODIES = frozenset(
    "army navy forces force police ministry department embassy government military guard guards "
    "troops marines".split()
)
_NO_BODIES = frozenset("liberation resistance people free".split())
_PLURAL_TAGS = frozenset(("NNS", "NNPS"))
_PLURAL_WORDS = frozenset("they them their themselves both two each we us our".split())
_TWO = frozenset(("two", "both"))  # these ask for two names, however unsure the second
_LIKELY = 0.2  # of one of several that a plural stands for
_INDEFINITE = frozenset("a an another any some".split())  # never of somebody named before
_JOINING = frozenset(("the", "and", "both", ","))  # between the countries after "of"


class Parties:
    """Finds the actors behind words."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        """Index the mentions of the article by their tokens."""
        self._reading = reading
        self._actors: dict[str, Actor] = dict(cast.actors)
        self._listed = cast.listed
        self._at: dict[int, list[Placed]] = {}
        for one in (*cast.placed, *cast.places):
            for token in {one.head, *one.others, *range(one.start, one.end)}:
                self._at.setdefault(token, []).append(one)
        self._known: dict[str, Actor] = {}  # who may be meant, until that is told
        self._mentions: dict[Mention, None] = {}

    @property
    def actors(self) -> Mapping[str, Actor]:
        """All actors by id, with those that events brought in."""
        return self._actors

    @property
    def mentions(self) -> Iterable[Mention]:
        """All mentions that take part in an event, each once."""
        return self._mentions.keys()

    def of(self, filler: Filler) -> list[Mention]:
        """Return whom a word stands for: mentions with that word's phrase, one for each actor."""
        word = self._counted(filler.word)
        named = self._named(word)
        if named is not None:
            return [self._record(named)]
        if self._is_no_actor(word):
            return []
        ids = self._behind(word, filler.names)
        if ids and self._actor(ids[0]).kind is Kind.COUNTRY:
            ids = self._in_office(word) or self._inside(word) or ids
        if not ids:
            ids = self._traced(word)
        if not ids:
            ids = self._newcomer(filler.names[0][0] if filler.names else word)
        return [self._mention(word, one) for one in dict.fromkeys(ids)]

    def naming(self, filler: Filler) -> Mention | None:
        """Return where a word's actor is named, else the words that stand for it."""
        for word in (filler.word, *(name for name, _ in filler.names)):
            named = self._named(word)
            if named is not None:
                return self._record(named)
        return next(iter(self.of(filler)), None)

    def phrase(self, word: int) -> tuple[int, int]:
        """Return the tokens of the name or noun phrase that ends with ``word``."""
        doc = self._reading.doc
        if doc[word].ent_type_:
            return self._entity(word)
        start = word
        while start and word - start < _LONGEST:
            before = doc[start - 1]
            own = start <= before.head.i <= word and before.dep_ in _BEFORE
            if not own or doc[start].is_sent_start or before.is_punct:
                break
            start -= 1
        while start < word and doc[start].dep_ == "case":
            start += 1
        return start, word + 1

    def _entity(self, word: int) -> tuple[int, int]:
        doc = self._reading.doc
        start, end = word, word + 1
        while doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        return start, end

    def _inside(self, word: int) -> list[str]:
        """Return the countries in a word's phrase: "Syrian army troops", "leaders of Chad"."""
        first, _ = self.phrase(word)
        named = (self._country_at(token) for token in range(first, word))
        before = [one for one in named if one is not None][:1]
        return before or self._after_of(word)

    def _in_office(self, word: int) -> list[str]:
        """Return the person that a word's office was traced to: "the Hungarian prime minister"."""
        return [one for one in self._traced(word) if self._is_person(one)][:1]

    def _traced(self, word: int) -> list[str]:
        """Return whom the actor stage took a phrase for whose noun a word is."""
        return [one.mention.actor_id for one in self._at.get(word, ()) if one.head == word]

    def _after_of(self, word: int) -> list[str]:
        doc = self._reading.doc
        last = min(len(doc), word + _LONGEST)
        if word + 1 >= last or doc[word + 1].lower_ != "of":
            return []
        found = []
        for token in range(word + 2, last):
            country = self._country_at(token)
            if country is not None:
                found.append(country)
            elif doc[token].lower_ not in _JOINING:
                break
        return found

    def _country_at(self, word: int) -> str | None:
        named = self._named(word)
        if named is None or self._actor(named.actor_id).kind is not Kind.COUNTRY:
            return None
        return named.actor_id

    def _is_person(self, actor_id: str) -> bool:
        return self._actor(actor_id).kind is Kind.PERSON

    def _actor(self, actor_id: str) -> Actor:
        return self._actors.get(actor_id) or self._known[actor_id]

    def _behind(self, word: int, names: Iterable[tuple[int, float]]) -> list[str]:
        """Return the actors that a word stands for: the likeliest, of a plural all likely ones."""
        doc = self._reading.doc
        first, last = self.phrase(word)
        phrase = {token.lower_ for token in doc[first:last]}
        likely: dict[str, float] = {}
        for name, chance in names:
            mention = self._named(name)
            if mention is None:
                continue
            if not phrase.isdisjoint(_INDEFINITE) and self._is_person(mention.actor_id):
                continue
            likely[mention.actor_id] = likely.get(mention.actor_id, 0.0) + chance
        ranked = sorted(likely, key=lambda one: -likely[one])
        several = doc[word].tag_ in _PLURAL_TAGS or doc[word].lower_ in _PLURAL_WORDS
        two = not phrase.isdisjoint(_TWO)
        return [
            one
            for n, one in enumerate(ranked)
            if n == 0 or (n == 1 and two) or (several and likely[one] >= _LIKELY)
        ]

    def _counted(self, word: int) -> int:
        """Return the noun that a word counts, or the word: "teachers" of "hundreds of teachers"."""
        token = self._reading.doc[word]
        if token.lower_ not in _COUNTS or word + 1 == len(self._reading.doc):
            return word
        of = token.nbor()
        if of.lower_ != "of":
            return word
        heads = (of.head.i, *(child.i for child in of.rights))  # the noun is over it, or under it
        return next((i for i in heads if word < i < word + _LONGEST), word)

    def _named(self, word: int) -> Mention | None:
        """Return the name that a word is part of, the longest if there are several."""
        names = [
            one
            for one in self._at.get(word, ())
            if one.mention.label in _NAMING and self._stands_for(one, word)
        ]
        longest = max(names, key=lambda one: one.end - one.start, default=None)
        return self._of_country(word) if longest is None else self._of_state(longest)

    def _stands_for(self, one: Placed, word: int) -> bool:
        """Tell whether a word is of a name, or the office beside it: "the president, Mr Abe"."""
        office = word in one.others and self._reading.doc[word].pos_ == "NOUN"
        return one.start <= word < one.end or office

    def _of_state(self, placed: Placed) -> Mention:
        """Return a body of a state as that state: "the Syrian Army"."""
        mention = placed.mention
        words = {token.lower_ for token in self._reading.doc[placed.start : placed.end]}
        if words.isdisjoint(_BODIES) or not words.isdisjoint(_NO_BODIES):
            return mention
        if self._actors[mention.actor_id].kind is not Kind.ORGANIZATION:
            return mention
        return self._of_country(placed.start) or mention

    def _of_country(self, word: int) -> Mention | None:
        """Return a country's name or adjective that the actor stage made no mention of."""
        match = self._listed.get(word)
        if match is None or match.value.kind is not Kind.COUNTRY:
            return None
        who = gazetteer().actor(match.value)
        self._known[who.id] = Actor(who.id, who.name, Kind.COUNTRY, who.country)
        return self._made(match.start, match.end, match.value.sort, who.id)

    def _is_no_actor(self, word: int) -> bool:
        """Tell whether a word is of a name that never acts: a news agency's, a sea's."""
        match = self._listed.get(word)
        return match is not None and match.value.sort == "other"

    def _mention(self, word: int, actor_id: str) -> Mention:
        for one in self._at.get(word, ()):
            if one.head == word and one.mention.actor_id == actor_id:
                return self._record(one.mention)
        label = "pronoun" if self._reading.doc[word].lower_ in PRONOUNS else "nominal"
        return self._record(self._made(*self.phrase(word), label, actor_id))

    def _made(self, first: int, last: int, label: str, actor_id: str) -> Mention:
        article, text = self._reading.article.id, self._reading.text(first, last)
        return Mention(article, *self._reading.span(first, last), text, label, actor_id)

    def _record(self, mention: Mention) -> Mention:
        """Keep a mention that takes part, with its actor."""
        self._mentions[mention] = None
        if mention.actor_id not in self._actors:
            self._actors[mention.actor_id] = self._known[mention.actor_id]
        return mention

    def _newcomer(self, word: int) -> list[str]:
        """Return the id of an actor made of a word's phrase; a word without content makes none."""
        doc = self._reading.doc
        if doc[word].pos_ not in _CONTENT and not doc[word].ent_type_:
            return []
        first, last = self.phrase(word)
        label = doc[word].ent_type_
        if not label:
            while first < word and self._is_left_out(first):
                first += 1
        name = " ".join(self._reading.text(first, last).split())
        if not label and not doc[first].ent_type_ and doc[first].pos_ != "PROPN":
            name = name[:1].lower() + name[1:]
        kind = _KINDS.get(label, Kind.GROUP)
        actor = Actor(slug(name), name, kind, self._country(range(first, last)))
        self._known.setdefault(actor.id, actor)
        return [actor.id]

    def _is_left_out(self, i: int) -> bool:
        token = self._reading.doc[i]
        return token.pos_ in _LEFT_OUT or token.lower_ in _LEFT_OUT_WORDS

    def _country(self, tokens: Iterable[int]) -> str | None:
        """Return the country named in a phrase: "Iranian" of "Iranian students"."""
        named = [self._named(token) for token in tokens]
        countries = {self._actor(one.actor_id).country for one in named if one is not None} - {None}
        return next(iter(countries)) if len(countries) == 1 else None
