"""The vocabulary of figures: number words, magnitudes, currencies, units, bounds, and words that only look so.

Every table maps words as the lexer gives them (lower case, apart from symbols whose case tells) to
plain values. Spellings and symbols follow CLDR (currencies) and the SI brochure (units); the lists
of context words are our own, written from the labelling guide in evaluation/gold/README.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossread.records import Bound, FigureKind


def word_list(words: str) -> list[str]:
    """Give the words of a string in order."""
    return words.split()


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words of a string."""
    return frozenset(words.split())


ONES: Final = {
    w: Decimal(n)
    for n, w in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS: Final = {
    w: Decimal(10 * n) for n, w in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
SCALES: Final = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "quadrillion": Decimal(10**15),
}
"""Magnitudes that multiply what stands before them."""

SCALE_SYMBOLS: Final = {
    "k": Decimal(10**3),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
    "cr": Decimal(10**7),
}
"""Magnitudes written after digits, with or without a space: "12k", "1.9bn". "m" is read in its context."""

MONEY_SCALE_SYMBOLS: Final = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
"""Letters that are magnitudes only after a currency: "$3m", "$2b"; elsewhere they are metres, bits, tonnes."""

PLURAL_SCALES: Final = {
    "dozens": Decimal(12),
    "scores": Decimal(20),
    "tens": Decimal(10),
    "hundreds": Decimal(100),
    "thousands": Decimal(10**3),
    "lakhs": Decimal(10**5),
    "millions": Decimal(10**6),
    "crores": Decimal(10**7),
    "billions": Decimal(10**9),
    "trillions": Decimal(10**12),
}
"""Open numbers: "hundreds" is at least two hundred and has no upper end."""

OPEN_FACTOR: Final = Decimal(2)
"""The least that a plural magnitude can mean, times the magnitude: "dozens" is 24 or more."""

FRACTIONS: Final = {
    "half": Decimal(2),
    "third": Decimal(3),
    "quarter": Decimal(4),
    "fourth": Decimal(4),
    "fifth": Decimal(5),
    "sixth": Decimal(6),
    "seventh": Decimal(7),
    "eighth": Decimal(8),
    "ninth": Decimal(9),
    "tenth": Decimal(10),
}
GLYPH_FRACTIONS: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

ORDINALS: Final = {
    w: Decimal(n)
    for n, w in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}

CURRENCY_SYMBOLS: Final = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₦": "NGN",
    "₴": "UAH",
    "₱": "PHP",
    "₫": "VND",
    "₸": "KZT",
    "฿": "THB",
}
DOLLAR_PREFIXES: Final = {
    "us": "USD",
    "u.s": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "r": "BRL",
    "nt": "TWD",
    "mx": "MXN",
}
"""Letters joined to a dollar sign: "A$300 million", "R$ 6.20"."""

CURRENCY_CODES: Final = word_set(
    "USD EUR GBP JPY CNY CHF CAD AUD NZD HKD SGD SEK NOK DKK ISK PLN CZK HUF RON BGN RUB UAH TRY ILS INR PKR BDT "
    "LKR NPR IDR MYR THB VND PHP KRW TWD BRL MXN ARS CLP COP PEN ZAR NGN KES GHS EGP MAD DZD TND SAR AED QAR KWD "
    "BHD OMR IRR IQD JOD LBP KZT GEL AMD AZN"
)
CURRENCY_ABBREVIATIONS: Final = {"rs": "INR", "rm": "MYR", "rmb": "CNY", "kr": "SEK", "sfr": "CHF", "tk": "BDT"}

CURRENCY_WORDS: Final[dict[tuple[str, ...], str]] = {
    ("dollar",): "USD",
    ("buck",): "USD",
    ("euro",): "EUR",
    ("pound", "sterling"): "GBP",
    ("pound",): "GBP",
    ("quid",): "GBP",
    ("yen",): "JPY",
    ("yuan",): "CNY",
    ("renminbi",): "CNY",
    ("rupee",): "INR",
    ("rouble",): "RUB",
    ("ruble",): "RUB",
    ("hryvnia",): "UAH",
    ("hryvnias",): "UAH",
    ("zloty",): "PLN",
    ("zlotys",): "PLN",
    ("forint",): "HUF",
    ("lira",): "TRY",
    ("liras",): "TRY",
    ("shekel",): "ILS",
    ("rand",): "ZAR",
    ("naira",): "NGN",
    ("ringgit",): "MYR",
    ("baht",): "THB",
    ("dong",): "VND",
    ("kronor",): "SEK",
    ("kroner",): "NOK",
    ("kronur",): "ISK",
    ("franc",): "CHF",
    ("dirham",): "AED",
    ("riyal",): "SAR",
    ("rial",): "IRR",
    ("dinar",): "dinar",
    ("peso",): "peso",
    ("cent",): "cent",
    ("penny",): "penny",
    ("pence",): "penny",
    ("taka",): "BDT",
    ("shilling",): "KES",
    ("won",): "KRW",
    ("real",): "BRL",
    ("reais",): "BRL",
    ("tenge",): "KZT",
    ("hong", "kong", "dollar"): "HKD",
    ("new", "zealand", "dollar"): "NZD",
    ("us", "dollar"): "USD",
    ("american", "dollar"): "USD",
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("singapore", "dollar"): "SGD",
    ("taiwan", "dollar"): "TWD",
    ("swiss", "franc"): "CHF",
    ("norwegian", "kroner"): "NOK",
    ("danish", "kroner"): "DKK",
    ("swedish", "kronor"): "SEK",
    ("czech", "koruna"): "CZK",
    ("czech", "crown"): "CZK",
    ("swedish", "crown"): "SEK",
    ("norwegian", "crown"): "NOK",
    ("danish", "crown"): "DKK",
    ("indian", "rupee"): "INR",
    ("pakistani", "rupee"): "PKR",
    ("mexican", "peso"): "MXN",
    ("argentine", "peso"): "ARS",
    ("philippine", "peso"): "PHP",
    ("chilean", "peso"): "CLP",
    ("british", "pound"): "GBP",
    ("egyptian", "pound"): "EGP",
    ("turkish", "lira"): "TRY",
    ("chinese", "yuan"): "CNY",
    ("japanese", "yen"): "JPY",
    ("korean", "won"): "KRW",
    ("russian", "rouble"): "RUB",
    ("russian", "ruble"): "RUB",
    ("kuwaiti", "dinar"): "KWD",
    ("iraqi", "dinar"): "IQD",
}

UNIT_WORDS: Final[dict[tuple[str, ...], tuple[FigureKind, str]]] = {
    **{
        (w,): ("duration", w)
        for w in word_list("second minute hour day night week fortnight month year decade century")
    },
    ("centuries",): ("duration", "century"),
    ("sec",): ("duration", "second"),
    ("hr",): ("duration", "hour"),
    ("millisecond",): ("duration", "millisecond"),
    ("weekend",): ("duration", "weekend"),
    ("percent",): ("percent", "percent"),
    ("per", "cent"): ("percent", "percent"),
    ("pct",): ("percent", "percent"),
    ("percentage", "point"): ("percent", "percentage_point"),
    ("percent", "point"): ("percent", "percentage_point"),
    ("basis", "point"): ("percent", "basis_point"),
    ("metre",): ("distance", "m"),
    ("meter",): ("distance", "m"),
    ("kilometre",): ("distance", "km"),
    ("kilometer",): ("distance", "km"),
    ("centimetre",): ("distance", "cm"),
    ("centimeter",): ("distance", "cm"),
    ("millimetre",): ("distance", "mm"),
    ("millimeter",): ("distance", "mm"),
    ("mile",): ("distance", "mile"),
    ("nautical", "mile"): ("distance", "nautical_mile"),
    ("light", "year"): ("distance", "light_year"),
    ("foot",): ("distance", "foot"),
    ("feet",): ("distance", "foot"),
    ("inch",): ("distance", "inch"),
    ("inches",): ("distance", "inch"),
    ("yard",): ("distance", "yard"),
    ("hectare",): ("other", "hectare"),
    ("acre",): ("other", "acre"),
    ("square", "metre"): ("other", "m2"),
    ("square", "meter"): ("other", "m2"),
    ("square", "kilometre"): ("other", "km2"),
    ("square", "kilometer"): ("other", "km2"),
    ("square", "mile"): ("other", "mile2"),
    ("square", "foot"): ("other", "foot2"),
    ("square", "feet"): ("other", "foot2"),
    ("sq", "km"): ("other", "km2"),
    ("sq", "ft"): ("other", "foot2"),
    ("sq", "m"): ("other", "m2"),
    ("cubic", "metre"): ("other", "m3"),
    ("cubic", "meter"): ("other", "m3"),
    ("cubic", "kilometre"): ("other", "km3"),
    ("cubic", "foot"): ("other", "foot3"),
    ("cubic", "feet"): ("other", "foot3"),
    ("litre",): ("other", "litre"),
    ("liter",): ("other", "litre"),
    ("millilitre",): ("other", "ml"),
    ("milliliter",): ("other", "ml"),
    ("gallon",): ("other", "gallon"),
    ("barrel",): ("other", "barrel"),
    ("gram",): ("other", "g"),
    ("gramme",): ("other", "g"),
    ("milligram",): ("other", "mg"),
    ("microgram",): ("other", "microgram"),
    ("kilogram",): ("other", "kg"),
    ("kilogramme",): ("other", "kg"),
    ("kilo",): ("other", "kg"),
    ("tonne",): ("other", "tonne"),
    ("metric", "ton"): ("other", "tonne"),
    ("ton",): ("other", "ton"),
    ("kiloton",): ("other", "kiloton"),
    ("megaton",): ("other", "megaton"),
    ("pound",): ("other", "pound"),
    ("lb",): ("other", "pound"),
    ("lbs",): ("other", "pound"),
    ("ounce",): ("other", "ounce"),
    ("carat",): ("other", "carat"),
    ("degree", "celsius"): ("other", "°C"),
    ("degree", "centigrade"): ("other", "°C"),
    ("degree", "c"): ("other", "°C"),
    ("degree", "fahrenheit"): ("other", "°F"),
    ("degree", "f"): ("other", "°F"),
    ("degree",): ("other", "degree"),
    ("celsius",): ("other", "°C"),
    ("fahrenheit",): ("other", "°F"),
    ("watt",): ("other", "W"),
    ("kilowatt",): ("other", "kW"),
    ("megawatt",): ("other", "MW"),
    ("gigawatt",): ("other", "GW"),
    ("terawatt",): ("other", "TW"),
    ("kilowatt", "hour"): ("other", "kWh"),
    ("megawatt", "hour"): ("other", "MWh"),
    ("gigawatt", "hour"): ("other", "GWh"),
    ("terawatt", "hour"): ("other", "TWh"),
    ("volt",): ("other", "V"),
    ("knot",): ("other", "knot"),
    ("mph",): ("other", "mph"),
    ("kph",): ("other", "km/h"),
    ("kmh",): ("other", "km/h"),
    ("mile", "per", "hour"): ("other", "mph"),
    ("mile", "an", "hour"): ("other", "mph"),
    ("kilometre", "per", "hour"): ("other", "km/h"),
    ("kilometer", "per", "hour"): ("other", "km/h"),
    ("kilometre", "an", "hour"): ("other", "km/h"),
    ("kilometer", "an", "hour"): ("other", "km/h"),
    ("km", "per", "hour"): ("other", "km/h"),
    ("km", "an", "hour"): ("other", "km/h"),
    ("metre", "per", "second"): ("other", "m/s"),
    ("metre", "a", "second"): ("other", "m/s"),
    ("part", "per", "million"): ("other", "ppm"),
    ("part", "per", "billion"): ("other", "ppb"),
    ("ppm",): ("other", "ppm"),
    ("decibel",): ("other", "decibel"),
    ("calorie",): ("other", "calorie"),
    ("gigabyte",): ("other", "GB"),
    ("terabyte",): ("other", "TB"),
    ("megabyte",): ("other", "MB"),
    ("magnitude",): ("other", "magnitude"),
    ("fold",): ("other", "times"),
}
"""Unit phrases, each word in the singular."""

UNIT_SYMBOLS: Final[dict[str, tuple[FigureKind, str]]] = {
    "%": ("percent", "percent"),
    "pc": ("percent", "percent"),
    "pp": ("percent", "percentage_point"),
    "bps": ("percent", "basis_point"),
    "bp": ("percent", "basis_point"),
    "km": ("distance", "km"),
    "m": ("distance", "m"),
    "cm": ("distance", "cm"),
    "mm": ("distance", "mm"),
    "km²": ("other", "km2"),
    "m²": ("other", "m2"),
    "m³": ("other", "m3"),
    "km³": ("other", "km3"),
    "ft": ("distance", "foot"),
    "yd": ("distance", "yard"),
    "nm": ("distance", "nautical_mile"),
    "kg": ("other", "kg"),
    "kgs": ("other", "kg"),
    "g": ("other", "g"),
    "mg": ("other", "mg"),
    "t": ("other", "tonne"),
    "oz": ("other", "ounce"),
    "ha": ("other", "hectare"),
    "l": ("other", "litre"),
    "ml": ("other", "ml"),
    "C": ("other", "°C"),
    "F": ("other", "°F"),
    "W": ("other", "W"),
    "kW": ("other", "kW"),
    "MW": ("other", "MW"),
    "GW": ("other", "GW"),
    "TW": ("other", "TW"),
    "kWh": ("other", "kWh"),
    "MWh": ("other", "MWh"),
    "GWh": ("other", "GWh"),
    "TWh": ("other", "TWh"),
    "V": ("other", "V"),
    "kV": ("other", "kV"),
    "GB": ("other", "GB"),
    "TB": ("other", "TB"),
    "MB": ("other", "MB"),
    "Hz": ("other", "Hz"),
    "MHz": ("other", "MHz"),
    "GHz": ("other", "GHz"),
    "h": ("duration", "hour"),
    "hrs": ("duration", "hour"),
    "min": ("duration", "minute"),
    "mins": ("duration", "minute"),
    "secs": ("duration", "second"),
    "ms": ("duration", "millisecond"),
    "x": ("other", "times"),
}
"""Symbols, case kept: "MW" is no "mW"."""

SPEED_SYMBOLS: Final = {("km", "h"): "km/h", ("km", "hr"): "km/h", ("m", "s"): "m/s", ("km", "s"): "km/s"}

LONE_SYMBOLS: Final = word_set(
    "km² m² m³ % pct pp bps km cm mm ft kg kgs mg oz ha ml MW GW TW kW kWh MWh GWh TWh kV GB TB MB MHz GHz hrs min mins"
)
"""Symbols that may stand apart from their digits: "18 km"; "5 C" and "3 m" are left alone but for "m"."""

DEPTHS: Final = word_set(
    "high tall deep long wide thick away apart off from below above under underground across north south east "
    "west hurdles race sprint final relay freestyle butterfly backstroke breaststroke steeplechase underwater "
    "down up down-river downstream upstream"
)
"""Words after "400m" that make it metres and not millions."""

BOUNDS_BEFORE: Final[dict[tuple[str, ...], str]] = {
    **dict.fromkeys(
        [
            ("more", "than"),
            ("over",),
            ("above",),
            ("at", "least"),
            ("atleast",),
            ("upwards", "of"),
            ("upward", "of"),
            ("in", "excess", "of"),
            ("no", "fewer", "than"),
            ("no", "less", "than"),
            ("not", "less", "than"),
            ("not", "fewer", "than"),
            ("greater", "than"),
            ("higher", "than"),
            ("larger", "than"),
            ("longer", "than"),
            ("exceeding",),
            ("exceeds",),
            ("exceed",),
            ("exceeded",),
            ("topping",),
            ("topped",),
            ("surpassing",),
            ("surpassed",),
            ("minimum",),
            ("minimum", "of"),
            ("north", "of"),
            ("beyond",),
            ("as", "few", "as"),
            ("as", "little", "as"),
            ("as", "low", "as"),
            ("older", "than"),
            (">",),
        ],
        ">=",
    ),
    **dict.fromkeys(
        [
            ("up", "to"),
            ("at", "most"),
            ("no", "more", "than"),
            ("not", "more", "than"),
            ("no", "longer", "than"),
            ("fewer", "than"),
            ("less", "than"),
            ("lower", "than"),
            ("smaller", "than"),
            ("shorter", "than"),
            ("younger", "than"),
            ("under",),
            ("below",),
            ("as", "many", "as"),
            ("as", "much", "as"),
            ("as", "high", "as"),
            ("maximum",),
            ("maximum", "of"),
            ("within",),
            ("south", "of"),
            ("upto",),
            ("<",),
        ],
        "<=",
    ),
    **dict.fromkeys(
        [
            ("about",),
            ("around",),
            ("some",),
            ("roughly",),
            ("approximately",),
            ("approx",),
            ("approx", "."),
            ("an", "estimated"),
            ("estimated",),
            ("estimated", "at"),
            ("close", "to"),
            ("circa",),
            ("~",),
            ("≈",),
            ("in", "the", "region", "of"),
            ("in", "the", "order", "of"),
            ("on", "the", "order", "of"),
            ("more", "or", "less"),
            ("perhaps",),
            ("maybe",),
            ("give", "or", "take"),
        ],
        "~",
    ),
    **dict.fromkeys(
        [
            ("nearly",),
            ("almost",),
            ("just", "under"),
            ("just", "below"),
            ("just", "short", "of"),
            ("slightly", "less", "than"),
            ("slightly", "under"),
            ("a", "little", "under"),
            ("a", "little", "less", "than"),
            ("nearing",),
            ("approaching",),
            ("virtually",),
        ],
        "~<",
    ),
    **dict.fromkeys(
        [
            ("just", "over"),
            ("just", "above"),
            ("slightly", "more", "than"),
            ("slightly", "over"),
            ("a", "little", "over"),
            ("a", "little", "more", "than"),
        ],
        "~>",
    ),
}
"""Words before a number, and what they make of it: at least, at most, about, a little under, a little over."""

BOUNDS_AFTER: Final[dict[tuple[str, ...], str]] = {
    ("or", "more"): ">=",
    ("or", "above"): ">=",
    ("or", "over"): ">=",
    ("or", "higher"): ">=",
    ("and", "above"): ">=",
    ("and", "over"): ">=",
    ("or", "older"): ">=",
    ("+",): ">=",
    ("-", "plus"): ">=",
    ("plus",): ">=",
    ("or", "less"): "<=",
    ("or", "fewer"): "<=",
    ("or", "under"): "<=",
    ("or", "younger"): "<=",
    ("at", "most"): "<=",
    ("or", "so"): "~",
    ("-", "odd"): "~",
    ("odd",): "~",
    ("or", "thereabouts"): "~",
}
BOUND_NAMES: Final[dict[str, Bound]] = {
    "": "exactly",
    ">=": "at_least",
    "<=": "up_to",
    "~": "about",
    "~<": "about",
    "~>": "about",
}

MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)

DESIGNATORS: Final = word_set(
    "article articles section sections rule rules room rooms route chapter chapters paragraph paragraphs clause "
    "clauses page pages channel level phase gate terminal platform pier junction junctions suite psalm opus vol "
    "volume version category grade verse apartment appendix annex highway interstate motorway marker flight "
    "protocol resolution directive proposition amendment episode codename model grid ward tier"
)
"""Words that make the number after them a name, however they are written: "paragraph 7"."""

NAME_DESIGNATORS: Final = word_set(
    "boeing airbus apollo windows iphone galaxy formula area studio unit brigade division regiment battalion hill "
    "bus train tram line stage group day week year act part book series season type class mark lot school court "
    "flat villa block district zone sector table figure schedule regulation bill plan box force sergeant title "
    "catch covid ps playstation pixel android ios group lane track heat round game super soyuz ariane falcon "
    "atlas voyager sputnik precinct station camp bunker exit junction wing hangar berth dock cell house number "
    "version step option item exhibit count wave patient agent object size bay mile kilometre"
)
"""Words that make the number after them a name where they have a capital: "Flat 9", "Apollo 11 astronauts"."""

STREETS: Final = word_set(
    "street st road rd avenue ave lane drive boulevard blvd square way place crescent terrace court row quay "
    "parkway close gardens hill"
)

FUNCTION_WORDS: Final = word_set(
    "a an the this that these those its his her their our my your some any each every all both no not only just "
    "another such other of in on at by to from for with within without into onto over under above below between "
    "among about around after before since until till during through across against along near off out up down "
    "than as like per via and or but nor so yet if when while where which who whom whose what because although "
    "though is are was were be been being am has have had do does did will would can could may might must shall "
    "should he she it they we you i him them us me there here then now also still even already more most less "
    "least fewer said says say told tells killing including however meanwhile ago later earlier too very how why "
    "never ever soon again almost nearly roughly approximately at least up according plus minus versus including "
    "excluding despite amid following leaving"
)

VERBS: Final = word_set(
    "died die dies killed injured wounded went came come comes took take takes got get gets made make makes left "
    "leave leaves became become becomes remain remained remains fell fall falls rose rise rises won win wins lost "
    "lose loses voted vote stood stand stands began begin begins began ran run runs held hold holds found find "
    "finds spoke speak pays paid cost costs need needs needed want wants wanted live lives lived work works "
    "worked called call calls reached reach crossed cross followed follow showed show shows gave give gives grew "
    "grow grows sat sit sits saw see sees broke break walked walk fled flee flies fly closed close opened open "
    "kept keep keeps sent send sends passed pass drowned escaped survived arrived arrive returned return cannot "
    "stayed stay sank says seek seeks face faces suffered agreed dropped signed marched owned own owns contains "
    "means includes include included"
)
"""Common verbs that follow a count without its noun, or end it: "two died", "the eleven men fled"."""

STATES: Final = word_set(
    "dead killed injured hurt wounded missing arrested detained rescued hospitalised hospitalized homeless "
    "displaced unaccounted trapped aboard drowned fatalities captured"
)
"""What a count without a noun counts: "15 dead, 40 hurt"."""

IRREGULAR_PLURALS: Final = word_set(
    "people men women children policemen policewomen firefighters servicemen servicewomen fishermen businessmen "
    "lawmakers sheep cattle fish deer aircraft spacecraft teeth feet mice geese oxen livestock personnel staff "
    "police troops media data criteria phenomena wives lives sportsmen gunmen salesmen craftsmen crew spectators "
    "hovercraft poultry salmon offspring townspeople tribesmen crewmen chairmen countrymen clergymen congressmen "
    "statesmen"
)
NOT_PLURALS: Final = word_set(
    "is was has does this its his us as plus versus less across perhaps always besides towards afterwards thus "
    "minus says goes serious previous various famous religious dangerous nervous anonymous tremendous famous "
    "press access various homeless politics economics news series yes pass miss cross business process wireless "
    "class mass loss religious enormous indigenous autonomous victorious numerous simultaneous consecutive bus "
    "gas virus congress cross campus census status focus chorus bonus consensus apparatus express illness witness "
    "princess hazardous poisonous infectious contagious suspicious precious conscious vicious ambitious cautious"
)
PEOPLE: Final = word_set(
    "adults children boys girls men women people voters players pupils students workers drivers patients "
    "residents citizens kids youths migrants soldiers those anyone everyone youngsters teenagers males females "
    "recruits"
)

SCORE_CUES: Final = word_set(
    "win wins won beat beats beaten beating defeat defeats defeated loss losing lost lose loses lead leads led "
    "leading trail trailed trails draw drew drawn tie tied victory score scored final result rout routed thrashed "
    "thrash aggregate margin improved goalless equalised edged downed hammered stunned record triumph set sets"
)
VOTE_CUES: Final = word_set(
    "vote votes voted voting ruled ruling rules court council panel board senate parliament committee decision "
    "justices judges jury assembly commission house lawmakers mps deputies decided"
)

ORDINAL_STOPS: Final = word_set(
    "half halves quarter quarters century centuries floor grade hand reading degree generation person language "
    "chance thoughts thought party parties storey story home lady street avenue circuit district amendment world "
    "nature class opinion baseman base cousin cousins fiddle guess wind look minute class-action rate responders "
    "responder aid round-trip mate officer lieutenant division reich republic name names country countries "
    "edition class string largely hour anniversary birthday"
)
"""Nouns after an ordinal that make a name or a phrase of it, and no rank: "second half", "19th century"."""

RANK_VERBS: Final = word_set(
    "finished finish finishes finishing came come placed ranked ranks rank ranking seeded lying stands stood qualified"
)
RANK_NOUNS: Final = frozenset(["place", "spot", "position", "seed"])
NOT_SUPERLATIVES: Final = word_set(
    "west forest interest guest protest request arrest harvest contest quest test rest chest nest crest priest "
    "invest suggest digest northwest southwest midwest honest modest conquest unrest manifest vest pest zest"
)
ROW_WORDS: Final = frozenset(["consecutive", "straight", "successive"])

ONE_STOPS: Final = word_set(
    "of another day time point thing who that is was has had could must can should might would will may such "
    "final last side hand way and or to in for on at with by from but as more it he she they we you i the a an "
    "this her his my our could does did word among where when which whose without side kind sort"
)
"""Words after "one" that show that it counts nothing."""

ONE_LEADS: Final = word_set("no this that the which any every each some another other either neither")
"""Words before "one" that make a pronoun of it; "the one man" is left out with them."""

TIMES_NEXT: Final = word_set(
    "as more higher what larger the its their that his her faster bigger greater longer less lower smaller "
    "likelier over stronger larger normal"
)
"""Words after "three times" that make it a multiple and not three occasions."""
