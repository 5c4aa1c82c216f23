"""The holiday calendars of places, by the names that definitions of a business day use.

Codes are ISO 3166 ("GB", "US-NY") or those of markets ("XNYS"), as the `holidays` library has them; a test
holds every one of them to it. A city stands for the place whose holidays it keeps.
"""

import re

_STATES = (
    "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE"
    "|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY"
    "|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS"
    "|Missouri MO|Montana MT|Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM"
    "|New York NY|North Carolina NC|North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA"
    "|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|Vermont VT"
    "|Virginia VA|West Virginia WV|Wisconsin WI|Wyoming WY|Puerto Rico PR"
)
_PLACES = {
    "England and Wales": "GB-ENG", "England": "GB-ENG", "London": "GB-ENG", "Wales": "GB-WLS",
    "Cardiff": "GB-WLS", "Scotland": "GB-SCT", "Edinburgh": "GB-SCT", "Glasgow": "GB-SCT",
    "Northern Ireland": "GB-NIR", "Belfast": "GB-NIR", "United Kingdom": "GB", "Great Britain": "GB",
    "Ireland": "IE", "Dublin": "IE", "United States": "US", "U.S.": "US", "US": "US", "USA": "US",
    "Federal Reserve": "US", "federal holiday": "US", "federal holidays": "US", "New York City": "US-NY",
    "San Francisco": "US-CA", "Los Angeles": "US-CA", "Chicago": "US-IL", "Boston": "US-MA",
    "Dallas": "US-TX",
    "Houston": "US-TX", "Denver": "US-CO", "Miami": "US-FL", "Atlanta": "US-GA", "Seattle": "US-WA",
    "State of Washington": "US-WA", "Washington, D.C.": "US-DC", "District of Columbia": "US-DC",
    "Canada": "CA", "Toronto": "CA-ON", "Ontario": "CA-ON", "Montreal": "CA-QC", "Quebec": "CA-QC",
    "Vancouver": "CA-BC", "British Columbia": "CA-BC", "Calgary": "CA-AB", "Alberta": "CA-AB",
    "Australia": "AU", "Sydney": "AU-NSW", "New South Wales": "AU-NSW", "Melbourne": "AU-VIC",
    "New Zealand": "NZ", "Germany": "DE", "Berlin": "DE-BE", "Frankfurt": "DE-HE", "Munich": "DE-BY",
    "France": "FR", "Paris": "FR", "Netherlands": "NL", "Amsterdam": "NL", "Belgium": "BE", "Brussels": "BE",
    "Luxembourg": "LU", "Switzerland": "CH", "Zurich": "CH-ZH", "Geneva": "CH-GE", "Austria": "AT",
    "Vienna": "AT", "Italy": "IT", "Spain": "ES", "Madrid": "ES-MD", "Portugal": "PT", "Lisbon": "PT",
    "Sweden": "SE", "Stockholm": "SE", "Norway": "NO", "Oslo": "NO", "Denmark": "DK", "Copenhagen": "DK",
    "Finland": "FI", "Helsinki": "FI", "Poland": "PL", "Warsaw": "PL", "Russia": "RU", "Moscow": "RU",
    "Cyprus": "CY", "Nicosia": "CY", "Israel": "IL", "Tel Aviv": "IL", "India": "IN", "Japan": "JP",
    "Tokyo": "JP", "China": "CN", "Beijing": "CN", "Shanghai": "CN", "Hong Kong": "HK", "Singapore": "SG",
    "South Korea": "KR", "Seoul": "KR", "Brazil": "BR", "Mexico": "MX", "South Africa": "ZA",
    "New York Stock Exchange": "XNYS", "NYSE": "XNYS", "TARGET": "XECB", "TARGET2": "XECB",
}  # fmt: skip
CALENDARS: dict[str, str] = _PLACES | {
    each.rpartition(" ")[0]: f"US-{each.rpartition(' ')[2]}" for each in _STATES.split("|")
}
# Names are read with their capitals: "us" and "target" are words.
_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(CALENDARS, key=len, reverse=True))
_NAMED = re.compile(rf"(?<!\w)(?:{_NAMES})(?!\w)(?!\s+time\b)")


def calendars_named(words: str) -> tuple[str, ...]:
    """The codes of the places that `words` name, each once, in their order. A country beside one of its own
    regions is left out ("New York, United States"); times of day ("New York time") name no place."""
    codes = dict.fromkeys(CALENDARS[" ".join(match[0].split())] for match in _NAMED.finditer(words))
    return tuple(code for code in codes if not any(other.startswith(f"{code}-") for other in codes))
