"""Places and their people: country names with their short forms, and the adjectives made from them.

Names of countries come from CLDR (through babel); the adjectives are data of our own.
"""

from __future__ import annotations

from functools import cache

_ADJECTIVES = {
    "AF": "afghan", "AL": "albanian", "DZ": "algerian", "AR": "argentine argentinian", "AM": "armenian", "AU": "australian", "AT": "austrian",
    "AZ": "azerbaijani azeri", "BD": "bangladeshi", "BY": "belarusian", "BE": "belgian", "BO": "bolivian", "BA": "bosnian", "BR": "brazilian",
    "GB": "british english scottish welsh", "BG": "bulgarian", "KH": "cambodian", "CM": "cameroonian", "CA": "canadian", "CL": "chilean",
    "CN": "chinese", "CO": "colombian", "HR": "croatian croat", "CU": "cuban", "CY": "cypriot", "CZ": "czech", "DK": "danish", "NL": "dutch",
    "EC": "ecuadorian", "EG": "egyptian", "EE": "estonian", "ET": "ethiopian", "FI": "finnish", "FR": "french", "GE": "georgian", "DE": "german",
    "GH": "ghanaian", "GR": "greek", "HT": "haitian", "HU": "hungarian", "IS": "icelandic", "IN": "indian", "ID": "indonesian", "IR": "iranian",
    "IQ": "iraqi", "IE": "irish", "IL": "israeli", "IT": "italian", "JM": "jamaican", "JP": "japanese", "JO": "jordanian", "KZ": "kazakh",
    "KE": "kenyan", "KW": "kuwaiti", "XK": "kosovan kosovar", "LV": "latvian", "LB": "lebanese", "LY": "libyan", "LT": "lithuanian",
    "MY": "malaysian", "ML": "malian", "MX": "mexican", "MD": "moldovan", "MN": "mongolian", "ME": "montenegrin", "MA": "moroccan",
    "MM": "burmese", "NP": "nepalese nepali", "NZ": "new-zealander", "NG": "nigerian", "KP": "north-korean", "NO": "norwegian", "PK": "pakistani",
    "PS": "palestinian", "PE": "peruvian", "PH": "philippine filipino", "PL": "polish", "PT": "portuguese", "QA": "qatari", "RO": "romanian",
    "RU": "russian", "RW": "rwandan", "SA": "saudi", "SN": "senegalese", "RS": "serbian serb", "SG": "singaporean", "SK": "slovak",
    "SI": "slovenian slovene", "SO": "somali", "ZA": "south-african", "KR": "south-korean", "ES": "spanish", "LK": "sri-lankan", "SD": "sudanese",
    "SE": "swedish", "CH": "swiss", "SY": "syrian", "TW": "taiwanese", "TZ": "tanzanian", "TH": "thai", "TN": "tunisian", "TR": "turkish",
    "UG": "ugandan", "UA": "ukrainian", "AE": "emirati", "US": "american", "UY": "uruguayan", "UZ": "uzbek", "VE": "venezuelan",
    "VN": "vietnamese", "YE": "yemeni", "ZM": "zambian", "ZW": "zimbabwean",
}  # fmt: skip
_SHORT = {
    "US": "us usa america",
    "GB": "uk britain england",
    "RU": "russia",
    "EU": "eu",
    "AE": "uae",
    "CZ": "czechia",
    "KR": "south-korea",
    "KP": "north-korea",
}
_SUFFIXES = ("ian", "ean", "an", "n", "ese", "ish", "i", "er", "ic")
MIN_STEM = 4
"""An adjective and a place share at least so many first letters: "Vessia", "Vessian"."""


@cache
def _codes() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  (0.1 s)

    table = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha():
            table[name.lower().replace("&", "and").replace(" ", "-")] = code
    for code, words in (*_SHORT.items(), *_ADJECTIVES.items()):
        table.update(dict.fromkeys(words.split(), code))
    return table


def same_place(words: tuple[str, ...]) -> frozenset[str]:
    """Give the code of the country that a name or adjective stands for, as a set of one or none."""
    code = _codes().get("-".join(w.replace(".", "") for w in words))
    return frozenset({"place:" + code}) if code else frozenset()


def is_adjective_of(adjective: str, place: str) -> bool:
    """Say whether an adjective (lower case) is made from a place's name: known, or formed as English forms them."""
    a, p = same_place((adjective,)), same_place(tuple(place.lower().split()))
    if a or p:
        return bool(a & p)
    place = place.lower()
    for suffix in _SUFFIXES:
        if adjective.endswith(suffix):
            stem = adjective[: -len(suffix)]
            if len(stem) >= MIN_STEM and (place.startswith(stem) and len(place) - len(stem) <= 3):
                return True
    return False
