"""Places whose laws govern contracts, by the plain name that the product shows."""

import re

_STATES = """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia
Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts
Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey
New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania
Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington
West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam"""
_COUNTRIES = """Argentina|Australia|Austria|Bahamas|Bahrain|Barbados|Belgium|Belize|Bermuda|Brazil
British Virgin Islands|Bulgaria|Cambodia|Canada|Cayman Islands|Chile|Colombia|Costa Rica
Croatia|Cyprus|Czech Republic|Denmark|Dubai|Egypt|England and Wales|England|Estonia
Finland|France|Germany|Gibraltar|Greece|Guernsey|Hong Kong|Hungary|Iceland|India|Indonesia
Ireland|Isle of Man|Israel|Italy|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kuwait|Latvia
Lebanon|Liberia|Liechtenstein|Lithuania|Luxembourg|Macau|Malaysia|Malta|Marshall Islands
Mauritius|Mexico|Monaco|Morocco|Netherlands|New Zealand|Nigeria|Northern Ireland|Norway
Pakistan|Panama|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Saudi Arabia
Scotland|Serbia|Singapore|Slovakia|Slovenia|South Africa|South Korea|Spain|Sri Lanka
Sweden|Switzerland|Taiwan|Thailand|Turkey|Ukraine|United Arab Emirates|United Kingdom
United States|Uruguay|Venezuela|Vietnam|Wales|Zambia"""
_REGIONS = """Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia
Ontario|Prince Edward Island|Quebec|Saskatchewan|New South Wales|Queensland
South Australia|Tasmania|Victoria|Western Australia|Bavaria|Catalonia"""
_OTHER_NAMES = {
    "people's republic of china": "China", "people’s republic of china": "China", "p.r.c.": "China",
    "p.r. china": "China", "pr china": "China", "prc": "China", "china": "China",
    "united states of america": "United States", "u.s.a.": "United States", "usa": "United States",
    "republic of korea": "South Korea", "korea": "South Korea", "russian federation": "Russia",
    "québec": "Quebec", "england & wales": "England and Wales", "england / wales": "England and Wales",
    "england and of wales": "England and Wales", "hksar": "Hong Kong", "holland": "Netherlands",
    "hong kong special administrative region": "Hong Kong", "republic of ireland": "Ireland",
    "great britain": "United Kingdom", "u.k.": "United Kingdom", "uae": "United Arab Emirates",
    "kingdom of saudi arabia": "Saudi Arabia", "republic of china": "Taiwan",
}  # fmt: skip
ADJECTIVES = {
    "english": "England and Wales", "scottish": "Scotland", "scots": "Scotland", "irish": "Ireland",
    "swiss": "Switzerland", "german": "Germany", "french": "France", "dutch": "Netherlands",
    "belgian": "Belgium", "swedish": "Sweden", "danish": "Denmark", "norwegian": "Norway",
    "finnish": "Finland", "spanish": "Spain", "italian": "Italy", "portuguese": "Portugal",
    "austrian": "Austria", "polish": "Poland", "japanese": "Japan", "chinese": "China", "indian": "India",
    "israeli": "Israel", "australian": "Australia", "canadian": "Canada", "mexican": "Mexico",
    "brazilian": "Brazil", "turkish": "Turkey", "russian": "Russia", "korean": "South Korea",
}  # fmt: skip

PLACES: dict[str, str] = {
    name.lower(): name
    for group in (_STATES, _COUNTRIES, _REGIONS)
    for name in group.replace("\n", "|").split("|")
} | _OTHER_NAMES  # fmt: skip


def canonical_place(words: str) -> str:
    """The plain name of a place or of the adjective of one; words that we do not know come back as
    written, with single spaces."""
    key = " ".join(words.lower().split())
    return PLACES.get(key) or ADJECTIVES.get(key) or " ".join(words.split())


def find_place(words: str) -> str | None:
    """The plain name of the first place named in `words` that is not the United States (unless it alone
    is), or None."""
    named = [canonical_place(match[0]) for match in _NAMED.finditer(words)]
    return next((name for name in named if name != "United States"), named[0] if named else None)


_NAMED = re.compile(
    r"\b(?:"
    + "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted({*PLACES, *ADJECTIVES}, key=len, reverse=True)
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
