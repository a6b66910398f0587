"""The words of drills: parties, ways to tell a verb, and what stands around (our own lists)."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


HE = _listed(
    "Boris | Carlos | Emeka | Farid | Ivan | Joao | Kofi | Oscar | Pedro | Samuel | Tariq | "
    "Viktor | Yusuf | Zoran | Anwar | Minh | Ragnar"
)
SHE = _listed(
    "Amara | Dalia | Grace | Hana | Leila | Marta | Nadia | Rania | Ulrike | Wanjiru | Lucia | "
    "Priya | Sadako"
)
LAST = _listed(
    "Abara | Banda | Castillo | Dragan | Eriksen | Fuentes | Gashi | Haddad | Ibrahim | "
    "Jansen | Kamara | Lindqvist | Moreno | Nakamura | Okello | Petrov | Quintero | Rahmani | "
    "Salazar | Tesfaye | Ustinov | Varga | Weber | Xhaka | Yilmaz | Zaman | Bhatt | Cho | "
    "Dlamini | Thapa"
)
OFFICES = _listed(
    "President | Prime Minister | Foreign Minister | General | Senator | Mayor | "
    "opposition leader | Defence Minister | Judge | Chancellor"
)
BODIES = _listed(
    "the European Union | the African Union | NATO | the United Nations | Human Rights Watch | "
    "the Red Cross | the Arab League | the World Bank | Hamas | the Taliban | Greenpeace | "
    "the Green Party | the Labour Party | the Supreme Court | the Senate | "
    "the Northern Alliance | Amnesty International | the Pacific Forum | OPEC | "
    "the Miners' Union | the People's Congress | the Central Bank | Orient Steel | "
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
        "United States | Philippines | Netherlands | United Kingdom | Bahamas | Maldives | "
        "Gambia | United Arab Emirates | Dominican Republic | Isle of Man | Marshall Islands | "
        "Faroe Islands | Cayman Islands | Solomon Islands"
    )
)
# Countries whose name or adjective is not to be had from the gazetteer; "-" leaves one out.
COUNTRIES = _listed(
    "AUS Australia/Australian | CIV Ivory Coast/Ivorian | COD Congo/Congolese | "
    "DNK Denmark/Danish | ESP Spain/Spanish | FIN Finland/Finnish | GBR United Kingdom/British | "
    "GRL Greenland/Greenlandic | HKG Hong Kong/Hong Kong | HRV Croatia/Croatian | "
    "ISL Iceland/Icelandic | KGZ Kyrgyzstan/Kyrgyz | MDA Moldova/Moldovan | "
    "MDG Madagascar/Malagasy | NZL New Zealand/New Zealand | PHL Philippines/Philippine | "
    "POL Poland/Polish | PRK North Korea/North Korean | SRB Serbia/Serbian | "
    "SVN Slovenia/Slovenian | SWE Sweden/Swedish | TLS East Timor/East Timorese | "
    "TTO Trinidad and Tobago/Trinidadian | TUR Turkey/Turkish | ECU Ecuador/Ecuadorian | "
    "BIH Bosnia and Herzegovina/Bosnian | ATG Antigua and Barbuda/Antiguan | "
    "LUX Luxembourg/Luxembourgish | KOR South Korea/South Korean | "
    "ZAF South Africa/South African | LKA Sri Lanka/Sri Lankan | CRI Costa Rica/Costa Rican | "
    "SSD South Sudan/South Sudanese | SLE Sierra Leone/Sierra Leonean | ARG Argentina/Argentine | "
    "UZB Uzbekistan/Uzbek | SVK Slovakia/Slovak | "
    "GNB - | KIR - | LIE - | MAC - | VUT - | VAT - | ESH - | PSE - | KNA - | VCT - | LSO - | "
    "MYT - | TKL - | GLP - | NIU - | MTQ - | REU - | AIA - | MSR - | PYF -"
)
AHEAD = ("planned", "possible")
PLACED = frozenset(("place",))  # words that are names
DAY = _listed("on Monday | on Thursday | this week | last week | on Sunday night |  |  |  | ")
DAY_AHEAD = _listed("on Friday | next week | next month | in the spring |  |  | ")
LONG_AGO = _listed("in 1974 | in 1989 | decades ago | in the 1960s | thirty years ago")

SAID_BEFORE = _listed(
    "<S> said that | <S> said | According to <S>, | <S> <says> | <S> reported that | "
    "<S> told reporters that | <S> announced that"
)
SAID_AFTER = _listed(", <S> said | , according to <S> | , said <S> | , <S> reported | , <S> <says>")
# What stands around: the countries in it take no part.
BEFORE = _listed(
    "After two weeks of rain in <X>,  | On the eve of a holiday in <X>,  | "
    "In a hotel in <X>,  | As food prices rose in <X> and <Y>,  | "
    "Hours after a storm in <X>,  | With the harvest in <X> over,  | "
    "Days after <X>'s election,  | According to <X>'s media,  | "
    "At a summit hosted by <X>,  | While <X> was waiting for the rain,  | "
    "Far from <X>'s capital,  | A year after the flood in <X> and <Y>, "
)
AFTER = _listed(
    " in a speech in <X> |  on the way to <X> |  near the frontier of <X> | "
    " during a fair in <X> |  before a holiday in <X> |  at a summit hosted by <X> | "
    " in <X>'s capital |  days after <X>'s election |  on <X>'s national day | "
    ", according to <X>'s media |  in a hotel owned by a bank from <X> | "
    " ahead of <X>'s match against <Y>"
)
WORDS = {
    "matter": _listed(
        "fishing rights | the new tariff | visas | the election | wheat prices | "
        "the pipeline | human rights | the budget | the ceasefire | a land dispute"
    ),
    "plan": _listed("the new tariff | the budget | the pipeline | the visa rules | the tax"),
    "practice": _listed(
        "the executions | the arms sales | logging in the north | the whale hunt | the censorship"
    ),
    "crime": _listed(
        "fraud | espionage | torture | smuggling | corruption | treason | sabotage | "
        "stirring up unrest"
    ),
    "sum": _listed("four million dollars | a large sum | 30 million euros | half a million pounds"),
    "place": _listed("Geneva | Vienna | Doha | Nairobi | Singapore | Oslo | Dakar | Quito"),
}
# How the verb is told: {b}ase, {d} past, {p}articiple, {s} third person, {g} in -ing; "have", "do"
# and "be" agree with the subject.
ACTIVE = {
    "done": _listed("{d} | {d} | {d} | {d} | have {p} | have just {p}"),
    "denied": _listed(
        "did not {b} | did not {b} | have not {p} | never {d} | have never {p} | have yet to {b} | "
        "be yet to {b} | did not in the end {b}"
    ),
    "planned": _listed(
        "will {b} | be going to {b} | plan to {b} | be set to {b} | intend to {b} | "
        "be due to {b} | be about to {b}"
    ),
    "possible": _listed(
        "may {b} | might {b} | could {b} | would perhaps {b} | may soon {b} | be considering {g}"
    ),
    "past": _listed("{d}"),
}
PLAIN = {
    "done": _listed("{d}"),
    "denied": _listed("did not {b} | have not {p}"),
    "planned": _listed("will {b} | plan to {b} | be set to {b} | be going to {b}"),
    "possible": _listed("may {b} | might {b} | could {b} | be considering {g}"),
    "past": _listed("{d}"),
}
PASSIVE = {
    "done": _listed("was {p} | was {p} | has been {p}"),
    "denied": _listed("was not {p} | has not been {p} | was never {p} | has yet to be {p}"),
    "planned": _listed("will be {p} | be to be {p} | be going to be {p}"),
    "possible": _listed("may be {p} | might be {p} | could be {p}"),
    "past": _listed("was {p}"),
}
HEADLINE = {
    "done": _listed("{s}"),
    "denied": _listed("yet to {b} | did not {b} | has yet to {b}"),
    "planned": _listed("to {b} | will {b} | plan to {b}"),
    "possible": _listed("may {b} | could {b} | might {b}"),
    "past": _listed("{s}"),
}
HEADLINE_PASSIVE = {
    "done": _listed("{p}"),
    "denied": _listed("not {p}"),
    "planned": _listed("to be {p}"),
    "possible": _listed("may be {p}"),
    "past": _listed("{p}"),
}
REFUSED = _listed("refused to {b} | ruled out {g} | stopped short of {g} | decided not to {b}")
# What is said of a deed told as a noun: {n} with its article, {bare} without.
NOUNS = {
    "done": _listed(
        "{n} drew much attention | {n} made headlines | {n} came as a surprise | "
        "few had expected {n} | {n} <have> been in the news for days | "
        "all papers wrote about {n} | {n} <was> front-page news | {n} did not surprise anybody"
    ),
    "denied": _listed(
        "there <was> no {bare} | there <have> been no {bare} | there <be> no {bare} so far"
    ),
    "planned": _listed("{n} <be> planned for next week | {n} <be> due next month"),
    "possible": _listed(
        "{n} <be> possible | rumours of {bare} were growing | {n} <be> under consideration"
    ),
    "past": _listed("decades ago, {n} made headlines | in 1989, {n} came as a surprise"),
}
TALKS = _listed("{n} lasted three hours | {n} ended at midnight | {n} went on until dawn")
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
# One that was named before, named again: as a subject, otherwise.
AGAIN = {
    "it": ("it", "it"),
    "they": ("they", "them"),
    "he": ("he", "him"),
    "she": ("she", "her"),
}
AGAIN_AS = {
    "country": _listed("the country | its government | the country"),
    "org": _listed("the organisation | the body"),
    "armed": _listed("the group | the fighters"),
    "people": _listed("the group"),
}
# The kinds of sentence: how often, and the clauses (see ``WAYS`` in drills.py). The letters are the
# actor and the recipient, capital where one that was named is named again; <a> is a party alone.
SHAPES = (
    (32, "<do ab>"),
    (4, "<refuse ab>"),
    (7, "<noun ab>"),
    (2, "there are fears that <might ab>"),
    (2, "<a> denied that <deny Ab>"),
    (3, "<one ab> and <and ac>"),
    (1, "<one ab>, then <and ac>"),
    (2, "<one ab> but <also ac>"),
    (3, "<cut ab> and then <join ab>"),
    (2, "<cut ab> and <join ab>"),
    (2, "<do ab>, while <do cd>"),
    (2, "<do ab>, and <do cd>"),
    (2, "<do ab>, but <do cd>"),
    (1, "<do ab>; <do cd>"),
    (1, "<done ab> as <done cd>"),
    (1, "<done ab> after <before cd>"),
    (3, "<deed ab>, <ing ac>"),
    (2, "<deed ab> after <ing ac>"),
    (1, "after <ing ac>, <deed ab>"),
    (1, "after <thing ab>, <done cd>"),
    (1, "<done cd> shortly after <thing ab>"),
    (1, "<thing ab> came as <done cd>"),
    (1, "<thing ab> led <c> to <base cd>"),
    (2, "<a>, <which a> <had ab>, <also ac>"),
    (1, "<a>, <which a> <also ab>, <also ac>"),
    (2, "<end cb>, <which b> <had bd>"),
    (2, "if <if ab>, <would cd>"),
    (6, "<act ab>. <act Ac>"),
    (5, "<act ab>. <act cA>"),
    (7, "<head ab>"),
    (2, "<headact ab>, <heads ac>"),
    (3, "<head ab>|<do cd>"),
)
