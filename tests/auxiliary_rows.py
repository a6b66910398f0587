"""Rows for test_auxiliary: id, trigger, the auxiliary modes of its event (- for none); the text.

Every sentence is written for this table, in the way of the news, and dated a Wednesday in
September 2024.
"""

FUTURE = """
will | meet | future
Polish Prime Minister Donald Tusk will meet Lithuanian President Gitanas Nauseda on Thursday.
shall | boycott | future
“We shall boycott Turkish goods,” Greek Foreign Minister Giorgos Gerapetritis told reporters.
going to | expel | future
Colombia is going to expel the ambassador of Nicaragua, officials in Bogota said.
due to | visit | future
Vietnamese Foreign Minister Bui Thanh Son is due to visit Laos next week.
plans to | deploy | future
Australia plans to deploy troops to the Solomon Islands, a newspaper in Sydney reported.
scheduled to | negotiate | future
Delegations from Azerbaijan and Armenia are scheduled to negotiate in Tbilisi on Friday.
set to | ratify | future
Peru's Congress is set to ratify a trade agreement with Indonesia in October.
expected to | withdraw | future
Nigeria is expected to withdraw its soldiers from Niger by December.
about to | release | future
Myanmar is about to release 40 Thai prisoners, state television reported.
present with next week | meet | future
Cuba and Mexico meet next week to discuss migration.
present progressive | visiting | future
King Abdullah of Jordan is visiting Kazakhstan next month.
promised | promised | future
Qatar promised to give Lebanon 60 million dollars for its army.
agreed to | agreed | future
Serbia agreed to extradite two suspects to Croatia.
pledged that | pledged | future
Denmark pledged that it would train Ukrainian pilots.
would after said | veto | future
Hungary said it would veto the loan to Ukraine.
would after told | recognise | future
Foreign Minister Penny Wong told parliament that Australia would recognise Kosovo.
would after announced | expel | future
Paraguay announced on Monday that it would expel the Venezuelan ambassador.
will not attack | attack | future negation
Iran will not attack Azerbaijan, Foreign Minister Abbas Araghchi said.
headline infinitive | supply | future
Germany to supply Ukraine with air defence missiles
planned talks | talks | future
Finland welcomed the planned talks between Greece and Turkey.
upcoming summit | summit | future
Reporters gathered in Bishkek for the upcoming summit between Kyrgyzstan and Tajikistan.
intends to | deport | future
Malaysia intends to deport 900 Rohingya refugees to Myanmar.
vowed to | vowed | future
Tanzania vowed to support Burundi at the United Nations.
'll | sign | future
“We'll sign the treaty with Denmark before Christmas,” Iceland's Bjarni Benediktsson said.
passive | expelled | future
Three Belarusian diplomats will be expelled by Latvia, the foreign ministry in Riga said.
is to | host | future
Indian Prime Minister Narendra Modi is to host the king of Bhutan in Delhi.
will begin drills | drills | future
South Korea and the United States will begin joint drills near Pohang on Monday.
will hold talks | talks | future
Thailand will hold peace talks with Malaysia in Phuket next month.
preparing to | close | future
Algeria is preparing to close its border with Libya.
scheduled for | meeting | future
A meeting between Egypt and Ethiopia is scheduled for 3 October.
coordinated | host | future
Oman will mediate between Yemen and Saudi Arabia and host both delegations in Muscat.
will strike | strike | future
Argentine teachers will strike next Thursday, their union said.
decided to | expel | future
Jordan has decided to expel two Iranian diplomats.
will launch an offensive | offensive | future
Turkey will launch an offensive against Kurdish fighters in Syria, a general in Ankara said.
will never expel | expel | future negation
Morocco will never expel the German envoy, a government adviser wrote.
predicted | attack | future
Kim Jae-ho, a retired general, predicted that North Korea would attack South Korea again.
present with a coming month | hosts | future
Japan hosts a summit with Pacific leaders in November.
someone's plan to | deport | future
Malaysia's plan to deport 900 Rohingya refugees to Myanmar drew protests.
will demand | demand | future
Kenya and Uganda will demand an apology from the European Commission.
"""

HYPOTHETICAL = """
may | arrest | hypothetical
Norway may arrest the captain of the Russian trawler.
might | sever | hypothetical
Paraguay might sever ties with Taiwan, its foreign minister said.
could | test | hypothetical
North Korea could test a nuclear weapon within weeks, South Korean officials said.
should | help | hypothetical
The European Union should help Moldova through the winter.
must | withdraw | hypothetical
Rwanda must withdraw its soldiers from Congo under the agreement of Luanda.
if | invades | hypothetical
If Venezuela invades Guyana, oil will cost twice as much.
will after if | complain | future hypothetical
If Turkey closes the airspace, Greece will complain to NATO.
would after if | bomb | hypothetical
If the talks collapsed, Israel would bomb Iran's reactors, analysts said.
unless | frees | hypothetical
Unless Sudan frees the hostages by Sunday, its neighbours have little reason to trust it.
considering whether | recognise | hypothetical
Spain's cabinet is considering whether to recognise Kosovo.
in case | attacked | hypothetical
Poland stored fuel near Suwalki in case Belarus attacked Lithuania.
inverted were | shell | hypothetical
Were Pakistan to shell the valley, thousands of Indian villagers would have to flee.
if were to | blockade | hypothetical
If China were to blockade Taiwan, chips would run short within a week.
inverted had | attacked | hypothetical
Had Syria used the gas again, France would have attacked its air bases.
inverted had not | attacked | hypothetical negation
Had Armenia not attacked Azerbaijan, the pipeline would be finished by now.
fears that | blockade | hypothetical
Taiwan fears that China may blockade the island.
fears of | attack | hypothetical
Fears of a Turkish attack on Syria sent the price of bread up in Aleppo.
hopes to | sign | hypothetical
Zambia hopes to sign a debt agreement with France.
hopes that will | withdraw | future hypothetical
Manila hopes China will withdraw its ships from the reef.
considering | expelling | hypothetical
Ecuador is considering expelling the Cuban ambassador.
wants to | visit | hypothetical
Pope Francis wants to visit Morocco again.
likely to | cut | hypothetical
Saudi Arabia is likely to cut aid to Lebanon, bankers in Beirut say.
possible meeting | meeting | hypothetical
Diplomats in Geneva spoke of a possible meeting between Iran and Israel.
proposed summit | summit | hypothetical
Bogota has little interest in the proposed summit between Colombia and Venezuela.
must release | release | hypothetical
Under its own law Thailand must release the activists within two days.
essential that | disarm | hypothetical
It is essential that Libya disarm its militias, the Tunisian president said.
any strike | strike | hypothetical
Any American strike on Iran is a danger to the Gulf, Kuwaiti newspapers wrote.
risk of | war | hypothetical
There is a risk of war between Ethiopia and Somalia.
can | prosecute | hypothetical
The International Criminal Court can prosecute Russian officers.
asked whether | armed | hypothetical
A deputy asked whether Belgium had armed Rwanda.
may not | ratify | hypothetical negation
Slovakia may not ratify the agreement with Hungary.
unlikely to | lift | hypothetical negation
The United States is unlikely to lift its embargo on Cuba.
may have | attacked | hypothetical
Russian hackers may have attacked Estonia's tax office.
provided that | withdraws | hypothetical
Eritrea is open to a new border line, provided that Ethiopia withdraws from Badme.
prospect of | invasion | hypothetical
The prospect of an Israeli invasion of Lebanon worried shopkeepers in Nicosia.
needs to | apologise | hypothetical
For the border to open, Greece needs to apologise to Albania.
inverted should | blockade | hypothetical
Should Iran blockade the strait, tankers could still load in Oman.
only if | restore | hypothetical
Kuwait would restore ties with Iraq only if the debt were paid.
capable of | attacking | hypothetical
North Korea is capable of attacking Japan with missiles of its own.
could not | sanction | hypothetical negation
Without a unanimous vote the European Union could not sanction Hungary.
"""

NEGATION = """
did not | condemn | negation
Switzerland did not condemn the Chinese decree.
has never | attacked | negation
Costa Rica has never attacked Nicaragua, President Rodrigo Chaves said.
no official | visited | negation
No Israeli minister visited Indonesia during the summer.
no talks | talks | negation
There were no talks between Serbia and Kosovo in Brussels on Monday.
without meeting | meeting | negation
Spanish Foreign Minister Jose Manuel Albares left Rabat without meeting King Mohammed.
neither nor | criticised | negation
Neither Ghana nor Ivory Coast criticised Burkina Faso.
failed to | extradite | negation
Bulgaria failed to extradite the banker to Latvia.
stopped short of | condemning | negation
Pope Francis stopped short of condemning Nicaragua.
averted | war | negation
Mediators from Ghana averted a war between Togo and Benin.
no longer | recognises | negation
Honduras no longer recognises Taiwan.
fell through | meeting | negation
The meeting between Nepal and China fell through.
not yet | ratified | negation
Finland has not yet ratified the treaty with Estonia.
nor | threaten | negation
Iraq did not invade Jordan, nor did it threaten Saudi Arabia.
instead of | arresting | negation
Instead of arresting the general, Serbia praised him.
rather than | deporting | negation
Estonia questioned the sailors rather than deporting them to Panama.
prevented from | shelling | negation
Lebanese troops prevented Hezbollah from shelling Israel.
lack of | cooperation | negation
An Iraqi judge regretted the lack of cooperation between Syria and Turkey.
in the absence of | talks | negation
In the absence of talks between North Korea and South Korea, families write letters.
passive | seized | negation
The tanker was not seized by Iran, Omani officials said.
didn't | abduct | negation
Mali didn't abduct the two Frenchmen, its interior minister said.
far from | apologising | negation
Far from apologising, Belarus accused Lithuania of theft.
yet to | release | negation
Zimbabwe has yet to release the opposition leader.
not any | aid | negation
Canada did not provide any aid to Eritrea.
without an agreement | agreement | negation
The conference ended without an agreement between Kenya and Somalia.
unable to | arrest | negation
Haiti's police were unable to arrest the gang leader.
avoided | criticising | negation
Singapore avoided criticising Myanmar's generals.
did not take place | meeting | negation
The meeting between Emmanuel Macron and Bola Tinubu did not take place.
perfect | fought | negation
Thailand and Cambodia have not fought this year.
did nothing to | help | negation
Hungary did nothing to help Ukraine, a Czech diplomat complained.
stopped doing | buying | negation
Japan stopped buying oil from Iran.
foiled | attack | negation
Jordanian police foiled an attack by Islamic State on the French embassy.
hasn't with a reason | retaliated | negation
Because the ceasefire holds, India hasn't retaliated against Pakistan.
reported negation | threatened | negation
Chilean President Gabriel Boric insisted that his country had not threatened Peru.
never in the war | attacked | negation historical
Sweden never attacked the Soviet Union during the Second World War.
not in that year | support | negation historical
In 1982, Chile did not support Argentina.
not a single one | condemned | negation
Not a single African government condemned Russia.
no evidence that | attacked | negation
There is no evidence that Iran attacked the ship.
not since then | visited | negation
Angolan President Joao Lourenco has not visited Portugal since his election.
"""

HISTORICAL = """
year | invaded | historical
Indonesia invaded East Timor in 1975.
decade | armed | historical
South Africa armed Angolan rebels in the 1980s.
late decade | attacked | historical
In the late 1970s Vietnam attacked Cambodia.
century | fought | historical
In the 19th century Chile fought Peru and Bolivia over nitrate.
former | ally | historical
Albania is a former ally of China.
world war | fought | historical
During the Second World War, Finland fought the Soviet Union.
cold war | supported | historical
Cuba supported Angola during the Cold War.
colonial war | bombed | historical
Portugal bombed villages in Mozambique during the colonial war.
since the invasion | invasion | historical
Iraq has voted six times since the American invasion of Iraq in 2003.
ten years ago | signed | historical
Ten years ago Kenya and Tanzania signed a fishing agreement.
decades ago | clashed | historical
Argentina clashed with Chile decades ago.
year before the noun | invasion | historical
Schools in Basra teach little about the 2003 invasion of Iraq by the United States.
year before the noun, object | attack | historical
Divers found a wreck from the 1988 Iraqi attack on Iran.
tenth anniversary | attack | historical
Armenia marked the tenth anniversary of the Azerbaijani attack on Armenia.
30th anniversary | treaty | historical
On the 30th anniversary of the peace treaty between Israel and Jordan, the border was quiet.
once in a relative clause | plundered | historical
Belgium, which once plundered Congo, returned the mask on Tuesday.
once | attacked | historical
Iraq once attacked Iran with mustard gas.
used to | arm | historical
Libya used to arm rebels in Chad.
past perfect | expelled | historical
Uganda had expelled its Indian residents in 1972.
reported past perfect | tortured | historical
Documents show that Argentina's navy had tortured French nuns in the 1970s.
obituary | negotiated | historical
Ahmed Zaki, who died on Sunday aged 88, negotiated with Israel in 1978.
last year | signed | historical
Ecuador and Peru signed a mining agreement last year.
two years ago | extradited | historical
Sweden extradited the editor to Turkey two years ago.
month and year | expelled | historical
Tunisia expelled a Libyan diplomat in August 2022.
full date | attacked | historical
On 25 June 1950 North Korea attacked South Korea.
relative clause | supported | historical
Greece, which supported Serbia in the 1990s, opened a consulate in Nis on Monday.
participle | captured | historical
Two pilots captured by North Vietnam in 1968 visited Hanoi on Monday.
then-president | visited | historical
Then-President Barack Obama visited Cuba and spoke in a theatre in Havana.
a century ago | signed | historical
A century ago, Britain and Ireland signed a treaty on lighthouses.
long ago | recognised | historical
Mongolia recognised Bhutan long ago.
until a year | traded | historical
Nicaragua traded with Taiwan until 2019.
from year to year | fought | historical
Ethiopia fought Eritrea from 1998 to 2000.
year before war | war | historical
Maps in the museum show the 1967 war between Israel and Egypt.
after independence | seized | historical
After independence in 1962, Algeria seized French farms.
under the shah | recognised | historical
Under the shah, Iran recognised Israel.
in colonial times | deported | historical
In colonial times France deported Vietnamese rebels to Guiana.
back in | expelled | historical
Back in 2009, Honduras expelled Venezuelan diplomats.
a decade after | attacked | historical
More than a decade after Russia attacked Georgia, refugees are waiting for homes.
years earlier | severed | historical
Rabat mourned the envoy; Morocco had severed relations with Iran six years earlier.
ten years since | invaded | historical
It is ten years since Russia invaded Crimea.
nineties in words | helped | historical
Zimbabwe helped Mozambique in the nineties.
"""

NONE = """
will not meet is a refusal | meet | -
Bolivian President Luis Arce will not meet the Chilean delegation.
plain past | shelled | -
Pakistan shelled Afghan border posts overnight.
historic visit | visit | -
South Korean President Yoon Suk Yeol began a historic visit to Uzbekistan.
refused | refused | -
Kenya refused to extradite the businessman to Uganda.
ruled out | ruled | -
Germany ruled out sending troops to Niger.
denied doing | denied | -
Rwanda denied arming the rebels in Congo.
denied that | denied | -
Sudan denied that its army had bombed a Chadian village.
called off | called | -
Iraq called off talks with Turkey.
threatened | threatened | -
Iran threatened to close the Strait of Hormuz.
demanded | demanded | -
Panama demanded that Nicaragua release the fishermen.
urged | urged | -
Pope Francis urged Venezuela to free political prisoners.
offered | offered | -
Egypt offered to mediate between Sudan and Ethiopia.
old story elsewhere | visited | -
Two Czech pilots captured by North Vietnam in 1968 visited Vietnam on Monday.
former minister | arrested | -
Senegal arrested former prime minister Aminata Sarr.
last week | signed | -
Last week Croatia and Slovenia signed a border agreement.
two months ago | expelled | -
Bolivia expelled the Peruvian consul two months ago.
month of this year | expelled | -
Zambia expelled Zimbabwean diplomats in March.
not only | criticised | -
Brazil not only criticised Israel but also recalled its ambassador.
will elsewhere | condemned | -
Ireland, which will hold elections in November, condemned Israel.
undated past perfect | closed | -
Nepal said India had closed the border.
in May | met | -
Laos and Thailand met in May.
no elsewhere | signed | -
Chad, which has no access to the sea, signed a port agreement with Cameroon.
talks failed | Talks | -
Talks between Libya and Malta failed on Sunday.
still going on | mediated | -
Norway has mediated between Colombia and the rebels since 2012.
never stopped | supporting | -
Japan never stopped supporting the Philippines.
apology for an old deed | apologised | -
Japan apologised to China on Monday for the massacre of 1937.
first time since | bombed | -
Saudi warplanes bombed Yemen for the first time since 2022.
said that one must | said | -
The European Union should help Moldova, Romanian President Klaus Iohannis said.
accused of planning | accused | -
Serbia accused Kosovo of planning to attack its convoys.
"""
