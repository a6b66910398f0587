"""Passages through the shipped pipeline: who says that it happened.

Every passage is written for this table. A row: id, the trigger of an event, the speaker behind
it, the text. The speaker is an actor's id, or the words for a source that is no actor
("Witnesses"), or None where the outlet itself says so. Of nested reports the innermost speaker
counts; officials and spokesmen of a country speak for it.
"""

from __future__ import annotations

from functools import cache

from shares import assert_share

from explorer.model import Article, Event
from explorer.pipeline import extract

LEAST_RIGHT = 0.7  # what holds today, less a little

ROWS: list[tuple[str, str, str | None, str]] = [
    ("said that", "shelled", "KEN",
     "Kenya said on Monday that Somalia had shelled its border posts."),
    ("said without that", "expelled", "alexander-stubb",
     "Finnish President Alexander Stubb said Russia had expelled three Finnish diplomats."),
    ("inverted", "expelled", "catherine-colonna",
     "“Mali has expelled our ambassador,” said Catherine Colonna."),
    ("at the end", "withdrawn", "abiy-ahmed",
     "Ethiopia has withdrawn its troops from Tigray, Prime Minister Abiy Ahmed said."),
    ("inside the quote", "invaded", "irfaan-ali",
     "“Venezuela,” President Irfaan Ali said, “has invaded our country.”"),
    ("put in beside", "shelled", "SDN",
     "The army of Chad, Sudan said, has shelled villages in Darfur."),
    ("according in front", "tortured", "human-rights-watch",
     "According to Human Rights Watch, Egypt tortured Sudanese refugees."),
    ("according at the end", "detained", "amnesty-international",
     "China detained a Japanese businessman, according to Amnesty International."),
    ("according to a thing", "arrested", "a leaked police memo",
     "Cambodia arrested two Thai reporters, according to a leaked police memo."),
    ("a report", "released", "A state television report",
     "A state television report said Syria had released 40 Lebanese prisoners."),
    ("officials of a country", "bombed", "IRQ",
     "Iraqi officials said Turkey had bombed a village near Zakho."),
    ("officials", "expelled", "Officials",
     "Officials said Niger had expelled the French ambassador."),
    ("he", "seized", "gitanas-nauseda",
     "Lithuanian President Gitanas Nauseda spoke to reporters in Vilnius. He said Belarus had "
     "seized two buses."),
    ("she at the end", "threatened", "maia-sandu",
     "Moldovan President Maia Sandu arrived in Brussels on Tuesday. Russia had threatened her "
     "country, she said."),
    ("was quoted as saying", "blockaded", "bruno-rodriguez",
     "Cuban Foreign Minister Bruno Rodriguez was quoted as saying that the United States had "
     "blockaded the island."),
    ("quote of two sentences", "shelled", "berhanu-jula",
     "“Eritrea attacked us at dawn. It shelled three towns,” Ethiopian general Berhanu Jula "
     "told reporters."),
    ("quote in the next paragraph", "expelled", "viktor-orban",
     "“Ukraine has blocked our oil,” Viktor Orban said.\n\n“It also expelled two Hungarian "
     "teachers.”"),
    ("quote left open", "expelled", "nasser-bourita",
     "Moroccan Foreign Minister Nasser Bourita rejected the charge. “Algeria expelled our "
     "consul.\n\n“Then it seized a Moroccan ship,” he added."),
    ("nested", "attacked", "USA",
     "Israel said the United States had told it that Iran had attacked a tanker."),
    ("nested according", "attacked", "UKR",
     "According to the BBC, Ukraine says Russia attacked Odesa."),
    ("nobody", "expelled", None,
     "Togo expelled the Ghanaian consul on Friday."),
    ("beside a quote", "met", None,
     "Brazilian President Lula da Silva met Xi Jinping. “It was a warm meeting,” he said."),
    ("accused", "abducting", "COL",
     "Colombia accused Venezuela of abducting two soldiers."),
    ("accused, passive", "bombing", "TCD",
     "Sudan was accused by Chad of bombing a border town."),
    ("blamed", "seizing", "GRC",
     "Greece blamed Turkey for seizing a research ship."),
    ("accusation that", "deported", "UKR",
     "Ukraine repeated its accusation that Belarus had deported orphans."),
    ("claim that", "killed", "IRN",
     "Iran's claim that Israel killed the scientist could not be verified."),
    ("statement from", "expelled", "RUS",
     "A statement from the Kremlin said Poland had expelled 12 Russians."),
    ("report by", "armed", "united-nations",
     "A report by the United Nations said Rwanda had armed the rebels in Congo."),
    ("told", "arrested", "annalena-baerbock",
     "German Foreign Minister Annalena Baerbock told the Bundestag that Iran had arrested a "
     "German tourist."),
    ("confirmed", "arrested", "DNK",
     "Denmark confirmed that it had arrested the Canadian activist."),
    ("announced", "freed", "USA",
     "The White House announced that the United States had freed a Cuban prisoner."),
    ("believe", "attacked", "Diplomats",
     "Diplomats believe that Eritrea attacked Djibouti."),
    ("newspaper", "expelled", "el-pais",
     "The newspaper El Pais reported that Spain had expelled two Russian spies."),
    ("wrote", "arrested", "ravi-menon",
     "“Bangladesh has arrested our reporter,” Indian editor Ravi Menon wrote on X."),
    ("spokesman for", "bombed", "PAK",
     "A spokesman for the Pakistani army said India had bombed a mosque."),
    ("spokesman by name", "bombed", "zabihullah-mujahid",
     "Taliban spokesman Zabihullah Mujahid said Pakistan had bombed Khost."),
    ("fragment", "massacred", "mazloum-abdi",
     "Turkey “massacred civilians” in Syria, said Kurdish commander Mazloum Abdi."),
    ("colon", "attacked", "cyril-ramaphosa",
     "South African President Cyril Ramaphosa said: “Israel has attacked Lebanon.”"),
    ("colon after another verb", "tortured", "jean-dupont",
     "Jean Dupont, a lawyer in Geneva, put it plainly: “Qatar tortured my client.”"),
    ("two speakers", "bombed", "isaias-afwerki",
     "“Eritrea attacked us,” Abiy Ahmed said. “Ethiopia bombed our hospital,” Isaias Afwerki "
     "replied."),
    ("first of two speakers", "attacked", "abiy-ahmed",
     "“Eritrea attacked Ethiopia,” Abiy Ahmed said. “Ethiopia bombed our hospital,” Isaias "
     "Afwerki replied."),
    ("outlet", "arrested", "Al Jazeera",
     "Al Jazeera reported that Israel had arrested two Jordanian drivers."),
    ("reportedly", "freed", None,
     "Sudan has reportedly freed four Egyptians."),
    ("said in a report", "tortured", "amnesty-international",
     "Russia tortured Ukrainian prisoners, Amnesty International said in a report."),
    ("complained", "armed", "YEM",
     "In a letter to the Security Council, Yemen complained that Oman had armed rebels."),
    ("relative clause", "seized", "ian-borg",
     "Maltese minister Ian Borg, who said Libya had seized a trawler, flew to Rome on Friday."),
    ("narrative after criticism", "closed", None,
     "Kenyan President William Ruto criticised Somalia. Somalia had closed the border."),
    ("is said to", "released", None,
     "Myanmar is said to have released the prisoners."),
    ("documents", "armed", "Documents",
     "Documents published in Paris showed that France had armed Rwanda."),
    ("a denial is a deed", "denied", None,
     "Rwanda denied that its troops had attacked Goma."),
    ("said that one accused", "arresting", "HUN",
     "Ukraine said on Monday that Hungary had accused Poland of arresting a judge."),
    ("according to a spokesman", "arrested", "felix-kulayigye",
     "Uganda has arrested 12 Congolese miners, according to army spokesman Felix Kulayigye."),
    ("according to her", "deported", "retno-marsudi",
     "Indonesia's Retno Marsudi spoke in Jakarta. According to her, Myanmar had deported 300 "
     "Indonesians."),
    ("as one said", "attacked", "boris-pistorius",
     "As Defence Minister Boris Pistorius said, Russia has jammed signals and attacked German "
     "satellites."),
    ("witnesses", "kidnapped", "Witnesses",
     "Witnesses said soldiers from Burundi had looted shops and kidnapped a Congolese priest."),
    ("quote, then plain telling", "seized", None,
     "“We want peace,” Nicos Christodoulides said. Turkey seized the village in 1974."),
    ("inverted before the object", "insulted", "robert-fico",
     "Said Slovak Prime Minister Robert Fico: “Ukraine has insulted Slovakia.”"),
    ("apposition", "attacked", "ali-hassan",
     "“Israel attacked our convoy,” the Lebanese minister, Ali Hassan, told Reuters on Monday."),
    ("army of a country", "attacked", "LBN",
     "Israel attacked a convoy near Tyre, the Lebanese army said in a statement."),
    ("prosecutors", "arrested", "DEU",
     "Germany has arrested two Iranian students, prosecutors in Karlsruhe announced."),
    ("local media", "bombed", "Local media",
     "Local media reported that Myanmar had bombed a Thai village."),
    ("speaking in", "seized", "petro-poroshenko",
     "Speaking in Kyiv, Petro Poroshenko said that Russia had seized a Ukrainian tug."),
    ("ministry of a country", "expelled", "IRN",
     "Iran's foreign ministry said Sweden had expelled its ambassador."),
    ("embassy of a country", "expelled", "RUS",
     "The Russian embassy in Sofia said Bulgaria had expelled four Russian diplomats."),
    ("country's spokesman", "attacked", "CHN",
     "“The Philippines attacked our boat,” a Chinese coast guard spokesman told journalists."),
    ("panel", "tortured", "A panel",
     "A panel of judges found that Syria had tortured French citizens."),
    ("paper named after a place", "killed", "The Times",
     "The Times of London wrote that Saudi Arabia had killed the dissident."),
    ("that-clause after whom it was told to", "attacked", "officials",
     "In Ottawa, officials confirmed to Canada's parliament that China had attacked its servers."),
    ("quote after a scene", "bombed", "fatima-noor",
     "“They came at night.” Fatima Noor was sitting in front of her house in Saada. “Saudi Arabia "
     "bombed our school,” she said."),
    ("reported by, to have", "criticised", "le-figaro",
     "France was reported by Le Figaro to have criticised Italy."),
    ("a statement without quotation marks", "attacked", "ann-lee",
     "Minister deplores attack\n\nForeign Minister Ann Lee said:\n\nRussia attacked Ukraine last "
     "night. We will not forget it."),
    ("a statement's next paragraph", "attacked", "ann-lee",
     "Foreign Minister Ann Lee said:\n\nI mourn the dead.\n\nRussia attacked Ukraine last night."),
    ("a list after a colon is no statement", "attacked", None,
     "Foreign Minister Ann Lee said:\n\nnothing new.\n\nRussia attacked Ukraine last night."),
    ("groups say", "arrested", "rights-groups",
     "Belarus arrested a Polish priest last week, rights groups say."),
    ("put in beside a relative clause", "attacked", "TUR",
     "Egypt received Syrian officers who, Turkey claimed, had attacked its soldiers."),
    ("between two sayings", "shelled", "ARM",
     "Armenia says Azerbaijan shelled two villages; Azerbaijan says it did not."),
    ("army of the country", "shelled", "THA",
     "Cambodia shelled a village on Friday, according to the Thai army."),
    ("agency at the end", "freed", "the state news agency",
     "Belarus freed four Lithuanian prisoners, the state news agency reported."),
    ("widow", "killed", "The widow",
     "The widow of the general believes Israel killed her husband."),
    ("office before the name", "sanctioned", "marco-rubio",
     "The United States has sanctioned two Sudanese banks, U.S. Secretary of State Marco Rubio "
     "announced on X."),
    ("claim in a chain of clauses", "attacked", "ERI",
     "Ethiopia has been massing troops, and Eritrea claims that it attacked a border post."),
    ("accused, then told", "abducting", "KEN",
     "Kenya accused Somali militants of abducting three nurses. The militants abducted a driver, "
     "too."),
    ("told after accused", "abducted", None,
     "Kenya accused Somali militants of abducting three nurses. The militants abducted a driver, "
     "too."),
    ("she after a name and another verb", "attacked", "maria-lopez",
     "Maria Lopez, who heads the port authority, was blunt: “Venezuela attacked our ship,” she "
     "said."),
]  # fmt: skip


@cache
def read(text: str) -> tuple[Event, ...]:
    (extraction,) = extract([Article("a", text)])
    return extraction.events


def speaker(event: Event) -> str | None:
    told_by = event.attribution
    if told_by is None:
        return None
    return told_by.speaker.actor_id if told_by.speaker else told_by.text


def is_told(row: tuple[str, str, str | None, str]) -> bool:
    _, trigger, expected, text = row
    return {speaker(event) for event in read(text) if event.trigger == trigger} == {expected}


def test_speakers() -> None:
    assert len({name for name, *_ in ROWS}) == len(ROWS) >= 44
    assert_share(ROWS, is_told, LEAST_RIGHT)


def test_attribution_points_into_the_article() -> None:
    for *_, text in ROWS:
        for told_by in (event.attribution for event in read(text)):
            assert told_by is None or text[told_by.start : told_by.end] == told_by.text
