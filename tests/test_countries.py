"""Names and codes to countries and back."""

import subprocess
import sys

import pycountry
import pytest

from explorer.countries import country_name, find_country, flag
from explorer.errors import UnknownCountryError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran", "IRN"),
        ("IRN", "IRN"),
        ("ir", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("United States", "USA"),
        ("the United States of America", "USA"),
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("South Korea", "KOR"),
        ("north korea", "PRK"),
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("Syria", "SYR"),
        ("UK", "GBR"),
        ("  United   Kingdom\n", "GBR"),
        ("Burma", "MMR"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Bosnia and Herzegovina", "BIH"),
        ("Guinea Bissau", "GNB"),
        ("Czech Republic", "CZE"),
        ("Kosovo", "XKX"),
        ("XKK", "XKX"),
    ],
)
def test_find_country(text, code):
    assert find_country(text) == code


# How people, newspapers and event data write countries: names short, official and former, codes,
# adjectives and inhabitants, capitals and palaces for governments.
WRITTEN = """
AFG Afghanistan, Afghans, Kabul
AGO Angola, Angolan, Luanda
ALB Albania, Tirana
ARE UAE, U.A.E., Emirates, the Emirates, United Arab Emirates, Abu Dhabi, Emirati
ARG Argentina, Argentine, Casa Rosada
ARM Armenia, Armenians, Yerevan
AUS Australia, Aussie, Canberra
AUT Austria, Austrian, Vienna
AZE Azerbaijan, Azeri, Baku
BDI Burundi, Bujumbura
BEL Belgium, Belgians
BEN Benin, Dahomey
BFA Burkina Faso, Upper Volta, Burkina
BGD Bangladesh, Bangladeshi, Dhaka
BGR Bulgaria, Sofia
BHR Bahrain, Manama
BIH Bosnia, Bosnia-Herzegovina, Bosnia & Herzegovina, Sarajevo
BLR Belarus, Byelorussia, Minsk
BLZ Belize, British Honduras
BOL Bolivia, La Paz
BRA Brazil, Brazilian, Brasilia
BRN Brunei
BTN Bhutan, Thimphu
BWA Botswana, Bechuanaland
CAF Central African Republic, Bangui
CAN Canada, Ottawa
CHE Switzerland, Swiss
CHL Chile, Chilean
CHN China, PRC, People's Republic of China, Beijing, Peking, CN
CIV Ivory Coast, Cote d'Ivoire, Côte d’Ivoire, Ivorian, the Ivory Coast
CMR Cameroon, Yaoundé
COD DR Congo, DRC, D.R. Congo, Zaire, Democratic Republic of the Congo, Kinshasa
COG Republic of the Congo, Congo-Brazzaville, Brazzaville
COL Colombia, Bogotá
COM Comoros
CPV Cape Verde, Cabo Verde
CRI Costa Rica
CUB Cuba, Havana
CYP Cyprus, Cypriots
CZE Czechia, Czech Republic, Czechoslovakia, Prague
DEU Germany, Federal Republic of Germany, West Germany, East Germany, Berlin, de
DJI Djibouti
DNK Denmark, Danes
DOM Dominican Republic, Santo Domingo
DZA Algeria, Algiers
ECU Ecuador, Quito
EGY Egypt, Cairo
ERI Eritrea, Asmara
ESH Western Sahara
ESP Spain, Madrid
EST Estonia
ETH Ethiopia, Abyssinia, Addis Ababa
FIN Finland, Finns
FJI Fiji
FRA France, Paris, Elysée, Quai d'Orsay
GAB Gabon
GBR Britain, Great Britain, UK, U.K., England, London, Downing Street, British
GEO Georgia, Tbilisi
GHA Ghana
GIN Guinea, Conakry
GMB Gambia, the Gambia
GNB Guinea-Bissau, Guinea Bissau
GRC Greece, Greek
GTM Guatemala
HND Honduras
HRV Croatia, Croats
HTI Haiti
HUN Hungary, Budapest
IDN Indonesia, Jakarta
IND India, New Delhi
IRL Ireland, Republic of Ireland
IRN Iran, Persia, Islamic Republic, Tehran, Teheran
IRQ Iraq, Iraqi, Baghdad
ISL Iceland
ISR Israel, Jerusalem
ITA Italy, Palazzo Chigi
JOR Jordan, Jordanian, Amman
JPN Japan, Tokyo
KAZ Kazakhstan, Astana
KEN Kenya, Kenyans
KGZ Kyrgyzstan, Kirghizia
KHM Cambodia, Kampuchea, Khmer Republic
KNA St. Kitts, Saint Kitts and Nevis
KOR South Korea, S. Korea, Republic of Korea, ROK, Seoul, Korea
KWT Kuwait
LAO Laos, Lao PDR
LBN Lebanon, Lebanese
LBR Liberia
LBY Libya, Tripoli
LCA Saint Lucia, St Lucia
LKA Sri Lanka, Ceylon, Colombo
LTU Lithuania
LVA Latvia
MAR Morocco
MDA Moldova, Moldavia
MDG Madagascar
MEX Mexico, Mexican
MKD North Macedonia, Macedonia, FYROM
MLI Mali, French Sudan
MMR Myanmar, Burma, Burmese, Rangoon, Naypyidaw
MNE Montenegro
MNG Mongolia
MOZ Mozambique
MRT Mauritania
MWI Malawi, Nyasaland
MYS Malaysia
NAM Namibia, South West Africa
NER Niger
NGA Nigeria, Abuja
NLD Netherlands, The Netherlands, Holland, Dutch
NOR Norway
NPL Nepal
NZL New Zealand
OMN Oman
PAK Pakistan, Islamabad
PAN Panama
PER Peru
PHL Philippines, the Philippines, Filipino, Malacañang
PNG Papua New Guinea
POL Poland, Poles
PRK North Korea, N. Korea, DPRK, Pyongyang
PRT Portugal
PSE Palestine, Palestinian, Palestinian Territories, Gaza, West Bank, State of Palestine
QAT Qatar, Doha
ROU Romania, Rumania
RUS Russia, Russian Federation, Soviet Union, USSR, Moscow, the Kremlin, Kremlin
RWA Rwanda, Kigali
SAU Saudi Arabia, KSA, Saudi, Saudis, Riyadh
SDN Sudan, Khartoum
SRB Serbia, Yugoslavia
SVK Slovakia
SWE Sweden, Swedes
SWZ Eswatini, Swaziland
SYR Syria, Damascus
THA Thailand, Siam
TLS East Timor, Timor-Leste
TUR Turkey, Türkiye, Turkiye, Ankara, Turks, turkey
TWN Taiwan, Formosa, Taipei
TZA Tanzania, Tanganyika
UKR Ukraine, Kyiv, Kiev
USA America, US, U.S., U.S, United States of America, White House, Washington
VAT Vatican, the Holy See, Vatican City
VNM Vietnam, Viet Nam, North Vietnam, Hanoi
XKX Kosovo, Pristina
YEM Yemen, South Yemen, Sanaa
ZAF South Africa, Pretoria
ZMB Zambia, Northern Rhodesia
ZWE Zimbabwe, Rhodesia, Harare
"""
WAYS = [
    (name.strip(), code)
    for code, _, names in (line.partition(" ") for line in WRITTEN.split("\n") if line)
    for name in names.split(",")
]


def test_the_table_is_long_enough():
    assert len(WAYS) >= 200
    assert len({code for _, code in WAYS}) >= 120


@pytest.mark.parametrize(("text", "code"), WAYS)
def test_every_way_to_write_a_country(text, code):
    assert find_country(text) == code
    assert find_country(text.upper()) == code


def test_every_country_is_found_by_its_codes_and_by_the_name_we_show():
    for country in pycountry.countries:
        shown = country_name(country.alpha_3)
        for text in (country.alpha_2, country.alpha_3, shown):
            assert find_country(text) == country.alpha_3


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("Syrya", "Syria", id="misspelt"),
        pytest.param("Irak", "Iraq", id="other-spelling"),
        pytest.param("Brittain", "United Kingdom", id="misspelt-short-name"),
        pytest.param("Kremlim", "Russia", id="misspelt-palace"),
        pytest.param("Filipinoes", "Philippines", id="misspelt-inhabitants"),
        pytest.param("", "Use a name or an ISO code", id="empty"),
        pytest.param("XX", "Use a name or an ISO code", id="no-such-code"),
        pytest.param("<b>", "Use a name or an ISO code", id="markup"),
    ],
)
def test_unknown_country(text, advice):
    with pytest.raises(UnknownCountryError) as caught:
        find_country(text)
    assert str(caught.value).startswith(f'There is no country called "{text}".')
    assert advice in str(caught.value)


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(UnknownCountryError) as caught:
        find_country("Atlantis " * 10_000)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IRN", "Iran"),
        ("SYR", "Syria"),
        ("RUS", "Russia"),
        ("USA", "United States"),
        ("KOR", "South Korea"),
        ("XKX", "Kosovo"),
        pytest.param("ZZZ", "ZZZ", id="unknown-as-it-is"),
    ],
)
def test_country_name(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("IRN", "\N{REGIONAL INDICATOR SYMBOL LETTER I}\N{REGIONAL INDICATOR SYMBOL LETTER R}"),
        pytest.param("ZZZ", "", id="unknown"),
    ],
)
def test_flag(code, expected):
    assert flag(code) == expected


def test_importing_loads_no_library():
    code = "import sys, explorer.countries; print({'babel', 'pycountry'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
