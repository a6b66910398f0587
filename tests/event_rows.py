"""Made rows of event data sets, in the columns that each publishes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.event_data.formats import FORMATS

ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,"
    "Intensity,Target Name,Target Sectors,Target Country,Story ID,Sentence Number,"
    "Publisher,City,District,Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,"
    "Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,"
    "Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,"
    "Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,"
    "GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,"
    "Story Organizations,Story Locations,Language,Version"
).split(",")
HISTORICAL = (
    "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,"
    "target_root,target_agent,target_others,code,root_code,quad_class,goldstein,joined_issues,"
    "lat,lon,placename,statename,countryname,aid,process"
).split(",")
COLUMNS = {
    "gdelt": FORMATS["gdelt"].columns,
    "phoenix": FORMATS["phoenix"].columns,
    "icews": ICEWS,
    "polecat": POLECAT,
    "phoenix-historical": HISTORICAL,
}
_USUAL = {
    "gdelt": {
        "GlobalEventID": "900000001",
        "Day": "20061125",
        "Actor1Code": "IRQGOV",
        "Actor1Name": "JALAL TALABANI",
        "Actor1CountryCode": "IRQ",
        "Actor2Code": "IRN",
        "Actor2Name": "TEHRAN",
        "Actor2CountryCode": "IRN",
        "EventCode": "042",
        "ActionGeo_FullName": "Tehran, Tehran, Iran",
        "DateAdded": "20061126143000",
        "SourceURL": "https://www.larkspur.example/visit",
    },
    "phoenix": {
        "EventID": "7",
        "Date": "20061125",
        "SourceActorFull": "IRQGOV",
        "TargetActorFull": "IRN",
        "EventCode": "042",
        "LocationName": "Tehran",
        "CountryCode": "IRN",
        "URLs": "https://larkspur.example/visit;https://tern.example/visit",
        "NewsSources": "larkspur;tern",
    },
    "icews": {
        "Event ID": "31",
        "Event Date": "2006-11-25",
        "Source Name": "Jalal Talabani",
        "Source Country": "Iraq",
        "Event Text": "Make a visit",
        "CAMEO Code": "042",
        "Target Name": "Iran",
        "Target Country": "Iran",
        "Story ID": "24",
        "Sentence Number": "3",
        "Publisher": "Larkspur Wire",
        "City": "Tehran",
        "Country": "Iran",
    },
    "polecat": {
        "Event ID": "20061125-12-ab_CONSULT",
        "Event Date": "2006-11-25",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Actor Name": "Jalal Talabani",
        "Actor Country": "IRQ",
        "Recipient Name": "None",
        "Recipient Country": "IRN",
        "Placename": "Tehran",
        "Country": "IRN",
        "Source": "larkspur",
        "Publication Date": "2006-11-26",
    },
    "phoenix-historical": {
        "eid": "SWB0000007",
        "story_date": "11/25/2006",
        "year": "2006",
        "month": "11",
        "day": "25",
        "source": "IRQGOV",
        "source_root": "IRQ",
        "source_agent": "GOV",
        "target": "IRN",
        "target_root": "IRN",
        "code": "042",
        "placename": "Tehran",
        "countryname": "IRN",
        "aid": "1234",
        "process": "1",
    },
}


def cells(format: str, **changed: str) -> list[str]:
    """Return a row of a format: a visit of Jalal Talabani to Iran, but for what is changed.

    Blanks in the names of columns are written as ``_``.
    """
    told = _USUAL[format] | {key.replace("_", " "): value for key, value in changed.items()}
    told |= {key: value for key, value in changed.items() if "_" in key}
    return [told.get(column, "") for column in COLUMNS[format]]


def table(format: str, rows: Iterable[Sequence[str]], *, delimiter: str = "\t") -> str:
    """Return rows as a file of the format has them, with its header if it has one."""
    header = [COLUMNS[format]] if FORMATS[format].header else []
    return "".join(delimiter.join(row) + "\n" for row in (*header, *rows))
