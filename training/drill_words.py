"""The words of drills: parties, ways to tell a verb, and what stands around (our own lists)."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


FIRST = _listed(
    "Amara | Boris | Carlos | Dalia | Emeka | Farid | Grace | Hana | Ivan | Joao | Kofi | "
    "Leila | Marta | Nadia | Oscar | Pedro | Rania | Samuel | Tariq | Ulrike | Viktor | "
    "Wanjiru | Yusuf | Zoran | Anwar | Lucia | Minh | Priya | Ragnar | Sadako"
)
LAST = _listed(
    "Abara | Banda | Castillo | Dragan | Eriksen | Fuentes | Gashi | Haddad | Ibrahim | "
    "Jansen | Kamara | Lindqvist | Moreno | Nakamura | Okello | Petrov | Quintero | Rahmani | "
    "Salazar | Tesfaye | Ustinov | Varga | Weber | Xhaka | Yilmaz | Zaman | Bhatt | Cho | "
    "Dlamini | Thapa"
)
OFFICES = _listed(
    "President | Prime Minister | Foreign Minister | General | Senator | Mayor | "
    "opposition leader | Defence Minister | Judge | King"
)
BODIES = _listed(
    "the European Union | the African Union | NATO | the United Nations | Human Rights Watch | "
    "the Red Cross | the Arab League | the World Bank | Hamas | the Taliban | Greenpeace | "
    "the Green Party | the Labour Party | the Supreme Court | the Senate | "
    "the Northern Alliance | Amnesty International | the Pacific Forum | OPEC | "
    "the Miners' Union | Reuters | the People's Congress | the Central Bank | Orient Steel | "
    "the Liberation Army"
)
PEOPLE = _listed(
    "protesters | students | farmers | workers | activists | nurses | lawyers | "
    "truck drivers | monks | fishermen | villagers | journalists"
)
ARMED = _listed("rebels | gunmen | militants | insurgents | separatists | militiamen")
ORGANS = _listed(
    "troops | soldiers | police | officials | diplomats | border guards | prosecutors | "
    "warplanes | government | navy | foreign ministry | parliament | army"
)
PLURAL_ORGANS = frozenset(ORGANS[:8])
ARTICLE = frozenset(
    _listed(
        "United States | Philippines | Netherlands | "
        "United Kingdom | Bahamas | Maldives | Gambia | "
        "United Arab Emirates | Dominican Republic"
    )
)
AHEAD = ("planned", "possible")
PLACED = frozenset(("place",))  # words that are names
DAY = _listed("on Monday | on Thursday | this week | last week | on Sunday night |  |  |  | ")
DAY_AHEAD = _listed("on Friday | next week | next month | in the spring |  |  | ")
LONG_AGO = _listed("in 1974 | in 1989 | decades ago | in the 1960s | thirty years ago")

# How the verb is told: {b}ase, {d} past, {p}articiple, {s} third person; "have", "do" and "be"
# agree with the subject.
SAID_BEFORE = _listed(
    "<S> said that | <S> said | According to <S>, | <S> says | <S> reported that | "
    "<S> told reporters that | <S> announced that"
)
SAID_AFTER = _listed(", <S> said | , according to <S> | , said <S> | , <S> reported | , <S> says")
BEFORE = _listed(
    "After two weeks of rain in <X>,  | On the eve of a holiday in <X>,  | "
    "In a hotel in <X>,  | As food prices rose in <X> and <Y>,  | "
    "Hours after a storm in <X>,  | With the harvest in <X> over, "
)
AFTER = _listed(
    " in a speech in <X> |  on the way to <X> |  near the frontier of <X> | "
    " during a fair in <X> |  before a holiday in <X>"
)
WORDS = {
    "matter": _listed(
        "fishing rights | the new tariff | visas | the election | wheat prices | "
        "the pipeline | human rights | the budget | the ceasefire | a land dispute"
    ),
    "crime": _listed(
        "fraud | espionage | torture | smuggling | corruption | treason | sabotage | "
        "stirring up unrest"
    ),
    "sum": _listed("four million dollars | a large sum | 30 million euros | half a million pounds"),
    "place": _listed("Geneva | Vienna | Doha | Nairobi | Singapore | Oslo | Dakar | Quito"),
}
ACTIVE = {
    "done": _listed("{d} | {d} | {d} | {s} | have {p} | have just {p}"),
    "denied": _listed("did not {b} | have not {p} | do not {b} | never {d} | have never {p}"),
    "planned": _listed(
        "will {b} | be going to {b} | plan to {b} | be set to {b} | intend to {b} | "
        "be due to {b} | be about to {b}"
    ),
    "possible": _listed("may {b} | might {b} | could {b} | would perhaps {b} | may soon {b}"),
    "past": _listed("{d}"),
}
PASSIVE = {
    "done": _listed("was {p} | was {p} | has been {p}"),
    "denied": _listed("was not {p} | has not been {p} | was never {p}"),
    "planned": _listed("will be {p} | is to be {p} | is going to be {p}"),
    "possible": _listed("may be {p} | might be {p} | could be {p}"),
    "past": _listed("was {p}"),
}
BESIDE = {
    "country": _listed(
        ", which borders <X> and <Y>, | , a neighbour of <X>, | , unlike <X>, | "
        ", whose biggest customer is <X>, | , whose coffee goes mostly to <X> and <Y>, | "
        ", together with <X> a founder of the league, | "
        ", where many speak the language of <X>, | , an island nation east of <X>, | "
        ", where the summer is hotter than in <X>,"
    ),
    "person": _listed(
        ", who grew up in <X>, | , once a student in <X>, | , whose mother comes from <X>, | "
        ", whose book was printed in <X>, | , a native of <X>, | "
        ", who speaks the language of <X>,"
    ),
    "org": _listed(
        ", which has offices in <X> and <Y>, | , founded in <X> in 1971, | "
        ", whose members come mostly from <X>,"
    ),
}
