"""Invented lines of sport pages, tables, agency headlines and company notes, with their names tagged.

Web pages and newswire hardly hold such lines, so a tagger that learns from those alone takes "Ashford 2 Marlow 1"
for two places. Every line is a template of ours filled by chance: a third prose of match reports, a third lists
(results, standings, scorecards, line-ups), a third headlines in capitals, datelines and company lines. Places,
clubs and countries are partly real; people, companies and what happens are invented.

Templates are words with a space between every two tokens, and:

    <kind>, <kind1>   a slot; the same kind and digit in one template is the same person, team or place
    <KIND>            the same slot in capitals
    <n:2-40>          a whole number between two bounds
    [a|b|]            one of several wordings, slots and all
    {a <team> ,}3-6   repeated three to six times, each time filled anew
    ^                 at the start: the whole line in capitals
    //                the end of a sentence or row, where lines may be broken; it leaves no token
"""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle, islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from crossread.compare.first_names import FEMALE, MALE
from crossread.compare.geography import _ADJECTIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Line = tuple[list[str], list[str]]
Filled = tuple[str, str]
"""The words of a slot and their kind of name, "" for none."""

SPLIT_HYPHENS = 0.6
"""Share of texts whose hyphens are tokens of their own ("3 - 2"), as our own tokens are; the rest keep "3-2"."""
INVENTED_TOWNS = 0.35
"""Share of towns that do not exist: the tagger shall learn the line, not the gazetteer."""

_TOWNS = tuple(
    """Ashford Marlow Barnsley Bolton Bradford Brighton Bristol Burnley Bury Cardiff Carlisle Chester Chesterfield Colchester Coventry
    Darlington Derby Doncaster Exeter Fulham Gillingham Grimsby Hartlepool Huddersfield Hull Ipswich Leeds Leicester Lincoln Liverpool
    Luton Manchester Mansfield Middlesbrough Newcastle Northampton Norwich Nottingham Oldham Oxford Peterborough Plymouth Portsmouth
    Preston Reading Rochdale Rotherham Scunthorpe Sheffield Shrewsbury Southampton Southend Stockport Sunderland Swansea Swindon Torquay
    Walsall Watford Wigan Wolverhampton Wrexham Wycombe York Aberdeen Dundee Falkirk Motherwell Paisley Perth Stirling Cork Galway
    Limerick Sligo Belfast Paris Lyon Marseille Lille Nantes Bordeaux Strasbourg Toulouse Auxerre Metz Nice Cannes Rennes Caen Monaco
    Madrid Barcelona Valencia Sevilla Zaragoza Bilbao Oviedo Gijon Valladolid Santander Tenerife Lisbon Porto Braga Guimaraes Rome Milan
    Turin Naples Bologna Parma Florence Genoa Udine Bergamo Cagliari Verona Piacenza Vicenza Perugia Munich Dortmund Bremen Hamburg
    Cologne Stuttgart Leverkusen Duisburg Rostock Bochum Freiburg Karlsruhe Bielefeld Moenchengladbach Amsterdam Rotterdam Eindhoven
    Utrecht Groningen Breda Tilburg Arnhem Nijmegen Brussels Antwerp Ghent Bruges Liege Charleroi Lokeren Copenhagen Aarhus Odense
    Stockholm Gothenburg Malmo Oslo Bergen Trondheim Helsinki Turku Tampere Warsaw Krakow Lodz Poznan Gdansk Prague Brno Ostrava Olomouc
    Bratislava Kosice Trnava Budapest Gyor Debrecen Bucharest Cluj Craiova Timisoara Sofia Plovdiv Belgrade Zagreb Split Ljubljana
    Sarajevo Skopje Tirana Athens Piraeus Patras Istanbul Ankara Bursa Trabzon Kiev Kharkiv Odessa Donetsk Dnipro Minsk Moscow Samara
    Volgograd Rostov Kazan Vienna Graz Salzburg Innsbruck Linz Zurich Basel Geneva Lausanne Lugano Sion Berne Boston Detroit Seattle
    Chicago Toronto Montreal Cleveland Baltimore Atlanta Houston Philadelphia Pittsburgh Cincinnati Milwaukee Minnesota Texas Oakland
    Denver Dallas Phoenix Miami Orlando Portland Sacramento Utah Indiana Charlotte Buffalo Calgary Edmonton Vancouver Ottawa Winnipeg
    Tokyo Osaka Kyoto Nagoya Kobe Sapporo Hiroshima Seoul Pusan Beijing Shanghai Dalian Guangzhou Taipei Manila Jakarta Bangkok Hanoi
    Singapore Bombay Delhi Calcutta Madras Karachi Lahore Faisalabad Colombo Dhaka Tehran Baghdad Riyadh Jeddah Dubai Doha Cairo
    Alexandria Tunis Casablanca Rabat Algiers Lagos Ibadan Accra Kumasi Nairobi Kampala Harare Lusaka Johannesburg Durban Pretoria
    Sydney Melbourne Brisbane Adelaide Canberra Hobart Auckland Wellington Christchurch Dunedin Bogota Medellin Cali Lima Quito Guayaquil
    Santiago Montevideo Asuncion Caracas Rosario Cordoba Recife Salvador Fortaleza Curitiba Guadalajara Monterrey Puebla""".split()
)
_LONG_TOWNS = (
    "New York", "Los Angeles", "San Diego", "San Francisco", "St. Louis", "Kansas City", "Tampa Bay", "New Jersey", "Golden State",
    "St. Helens", "Sao Paulo", "Buenos Aires", "Rio de Janeiro", "La Coruna", "Tel Aviv", "Cape Town", "Hong Kong", "San Jose",
    "Kuala Lumpur", "New Delhi", "West Bromwich", "Green Bay", "Port Elizabeth", "Mexico City", "St. Petersburg",
)  # fmt: skip
_TOWN_STARTS = """Ash Bram Cald Dun Elm Fen Gold Hart Ives Kel Lang Mar Nor Oak Pen Quen Ros Stan Thorn Up Vel Wes Yar Brad Cros Haver
    Bel Mont Val Cast Vill Ober Nieder Stein Grun Lind Hal Sund Vest Nov Star Kras Bel Bor Dob Kar Tar Sam Oru Man Kab Ndo Taka Mori
    Naga Ishi Lau Ser Tor Alm Cor""".split()
_TOWN_ENDS = """ford ton bury ham ley field wick port mouth worth dale by combe minster stead bridge ville mont igny ac furt burg dorf
    heim stadt hausen vik borg stad nes ovo grad sk ice owo ov ek ari una ira osa eda ola ago ente ella ano ina ese moto yama saki
    kawa bad pur abad ra ana""".split()

_CLUB_ENDS = """United City Rovers Rangers Wanderers Athletic County Albion Town Villa Hotspur Wednesday Forest Orient Argyle Alexandra
    Harriers Thistle Academical Hearts Celtic Dynamo Sporting Olympic FC SC AC Tigers Saints Warriors Rhinos Giants Wolves""".split()
_CLUB_STARTS = (
    "Real", "Atletico", "Deportivo", "Racing", "Sporting", "Inter", "AC", "FC", "AS", "Olympique", "Dynamo", "Dinamo", "Lokomotiv",
    "Spartak", "CSKA", "Torpedo", "Hapoel", "Maccabi", "Red Star", "Rapid", "Austria", "Borussia", "Bayer", "Eintracht", "Hansa",
    "Fortuna", "Werder", "SV", "VfB", "1. FC", "Slavia", "Sparta", "Slovan", "Partizan", "Legia", "Gornik", "Universitatea", "Racing Club",
    "Al", "Nacional", "Independiente", "Estudiantes", "Union",
)  # fmt: skip
_CLUBS = (
    "Real", "Ajax", "Juventus", "Arsenal", "Chelsea", "Everton", "Celtic", "Rangers", "Hibernian", "Benfica", "Feyenoord", "PSV", "Lazio",
    "Sampdoria", "Fiorentina", "Inter", "Atalanta", "Espanyol", "Betis", "Rayo", "Galatasaray", "Fenerbahce", "Besiktas", "Olympiakos",
    "Panathinaikos", "Anderlecht", "Schalke", "Borussia", "Bayern", "Hertha", "Spartak", "Steaua", "Ferencvaros", "Grasshoppers",
    "Boca Juniors", "River Plate", "Flamengo", "Santos", "Penarol", "Kashima", "Urawa", "Heerenveen", "Vitesse", "Twente", "Crewe",
    "Millwall", "Tottenham", "Aston Villa", "Crystal Palace", "West Ham", "Port Vale", "Queens Park Rangers", "Wimbledon", "Tranmere",
    "Castleford", "Featherstone", "Halifax", "Warrington", "Harlequins", "Wasps", "Saracens", "Essendon", "Collingwood", "Carlton",
    "Fitzroy", "Geelong", "Hawthorn", "Richmond", "Parramatta", "Penrith", "Balmain", "Cronulla", "Manly", "Illawarra", "St. Johnstone",
    "Partick", "Clyde", "Ayr", "Hamilton", "Forfar", "Montrose", "Brechin", "Stenhousemuir", "Cowdenbeath", "Cliftonville", "Shamrock",
)  # fmt: skip
_COUNTIES = """Derbyshire Durham Essex Glamorgan Gloucestershire Hampshire Kent Lancashire Leicestershire Middlesex Northamptonshire
    Nottinghamshire Somerset Surrey Sussex Warwickshire Worcestershire Yorkshire Tasmania Queensland Victoria Otago Canterbury Natal
    Transvaal Punjab Bengal Karnataka Barbados Jamaica Guyana""".split()
_COUNTY_GROUNDS = """Hove Taunton Headingley Edgbaston Lord's Canterbury Chelmsford Southampton Worcester Northampton Cardiff Bristol
    Leicester Derby Scarborough Colchester Cheltenham Portsmouth Eastbourne Harrogate Uxbridge Maidstone""".split()
_FRANCHISES = tuple(
    tuple(part.strip() for part in pair.split(":"))
    for pair in """Boston:Red Sox,Boston:Celtics,Boston:Bruins,Detroit:Tigers,Detroit:Pistons,Detroit:Red Wings,Detroit:Lions,Seattle:Mariners,
    Seattle:SuperSonics,Seattle:Seahawks,Chicago:Cubs,Chicago:White Sox,Chicago:Bulls,Chicago:Bears,Chicago:Blackhawks,Toronto:Blue Jays,
    Toronto:Maple Leafs,Toronto:Raptors,New York:Yankees,New York:Mets,New York:Knicks,New York:Rangers,New York:Giants,New York:Jets,
    Los Angeles:Dodgers,Los Angeles:Lakers,Los Angeles:Clippers,Los Angeles:Kings,San Diego:Padres,San Diego:Chargers,San Francisco:Giants,
    San Francisco:49ers,St. Louis:Cardinals,St. Louis:Blues,Kansas City:Royals,Kansas City:Chiefs,Texas:Rangers,Houston:Astros,
    Houston:Rockets,Houston:Oilers,Atlanta:Braves,Atlanta:Hawks,Atlanta:Falcons,Cleveland:Indians,Cleveland:Cavaliers,Cleveland:Browns,
    Baltimore:Orioles,Baltimore:Ravens,Minnesota:Twins,Minnesota:Vikings,Minnesota:Timberwolves,Milwaukee:Brewers,Milwaukee:Bucks,
    Oakland:Athletics,Oakland:Raiders,Philadelphia:Phillies,Philadelphia:Eagles,Philadelphia:Flyers,Philadelphia:76ers,Pittsburgh:Pirates,
    Pittsburgh:Steelers,Pittsburgh:Penguins,Cincinnati:Reds,Cincinnati:Bengals,Colorado:Rockies,Colorado:Avalanche,Florida:Marlins,
    Florida:Panthers,Montreal:Expos,Montreal:Canadiens,Dallas:Cowboys,Dallas:Mavericks,Dallas:Stars,Denver:Broncos,Denver:Nuggets,
    Phoenix:Suns,Miami:Heat,Miami:Dolphins,Orlando:Magic,Portland:Trail Blazers,Sacramento:Kings,San Antonio:Spurs,Utah:Jazz,
    Indiana:Pacers,Charlotte:Hornets,Carolina:Panthers,Buffalo:Bills,Buffalo:Sabres,Green Bay:Packers,Tampa Bay:Buccaneers,
    Tampa Bay:Lightning,New Jersey:Nets,New Jersey:Devils,Golden State:Warriors,Washington:Capitals,Washington:Wizards,Washington:Redskins,
    Anaheim:Angels,Arizona:Cardinals,Jacksonville:Jaguars,New Orleans:Saints,Calgary:Flames,Edmonton:Oilers,Vancouver:Canucks,
    Ottawa:Senators,San Jose:Sharks""".split(",")
)

_SHORT_LANDS = (
    "U.S.", "U.S.", "U.S.", "U.K.", "Turkey", "US", "UK", "UAE", "N. Korea", "S. Korea", "S. Africa", "N. Ireland", "N. Zealand", "C. Africa",
    "Bosnia", "Burma", "Czech Rep.", "Dominican R.", "P. N. Guinea", "W. Samoa", "S. Arabia", "Trinidad", "Britain", "England", "Scotland",
    "Wales", "Ireland", "Holland", "Russia", "America", "West Indies", "Ivory Coast", "Hong Kong",
)  # fmt: skip
_CODES = "USA GBR FRA GER ITA ESP SUI SWE NOR DEN FIN RUS UKR CZE POL HUN ROM AUS NZL JPN CHN KOR CAN BRA ARG RSA NED BEL AUT JAM KEN ETH".split()

_FIRST_MORE = """Robin Sasha Jean Kim Alex Andrea Jordan Terry Lee Sam Chris Dwayne Shane Brett Wade Tyrone Kendrick Darnell Curtly Mervyn
    Hiroshi Kenji Takashi Yoko Naoko Wei Jun Ming Sung Jong Thabo Sipho Kwame Kofi Chidi Emeka Wasim Aamir Sanath Arjuna Sachin Vinod
    Javed Youssef Karim Tarik Giancarlo Gianluca Fabrizio Marcelo Ronaldo Thiago Joao Rui Nuno Iker Xabi Goran Zoran Dragan Bojan Hristo
    Emil Gheorghe Ion Dan Ilie Zsolt Attila Istvan Laszlo Petteri Mika Jari Juha Bjorn Magnus Tor Ole Arne Dirk Ruud Wim Joost Jaap
    Merlene Gwen Ludmila Mirka Amelie Conchita Arantxa Jana Iva Kimiko""".split()
_SURNAME_PARTS = tuple(
    (starts.split(), ends.split())
    for starts, ends in (
        ("Ash Brad Cot Dar El Fair Gar Hol Kirk Lang Mor Nor Pel Rad Sim Tat Whit Wood Har Hoop Bar", "worth ley ton man son mons er field well ford ing ham don s by"),
        ("Mark Petr Ivan Dragov Kal Zor Bog Stan Volk Mil Rad Vuk Tom Kov Pop Bel Gor", "ov ev ovic ic enko in sky ski ak chuk anov escu"),
        ("Ross Bian Mar Cast Fer Gal Bass Cor Mont Tog Vend Pan Zan Laz Bell", "ini etti one ello ari ucci i ano era atti oni"),
        ("Gar Mend Fern Rodr Alv Mor Cast Dom Sanch Per Vill Quint Sal Herr Ort", "ez iguez era anza alba ano oza arez ilho eira ado"),
        ("Berg Lind Ek Nord Sand Hal Jan Karl Svens Lund Gustaf Ost Ander Hen", "strom qvist sen sson berg man gren lund vik dal"),
        ("Mull Schn Hart Wein Krau Beck Stein Hoff Zim Brand Eich Kohl Schu Lang", "er mann meier bach hofer inger berger ler elmann ke"),
        ("Taka Yama Naka Fuji Mori Koba Ishi Hara Oka Kuro Suzu Mura", "da moto mura hashi shi kawa yashi ta no ki saki gawa"),
        ("Al Bou Ben Kha Sal Has Mah Ras Naj Far Zai", "lah man oudi sani led dani moud hadi jem ib akri"),
        ("Ndi Oko Mba Ade Chi Kip Tan Mok Diou Ama Oba Ko", "aye cha bayo keter sang wu nkwo lele mba sanya oena ne"),
        ("Du Le Mar Bel Lam Bouch Cour Gir Per Roch Ver", "pont clerc tin mont bert ard tois oux rin ette nier et"),
        ("Ran Jay Muk Cha Gan Sri Red Ban Kul Bos War Mah", "atunga suriya herjee dhury guly nath dy erjee karni inghe ne esh"),
        ("Nag Szab Kov Hor Kis Mol Bar Fek Tak", "y o acs vath s nar ta ete acsi os"),
        ("Van Dek De Hoek Jans Boer Vis Kuip Smit Ver", "man ker stra sen ma ser ers beek hoeven meulen"),
    )
)  # fmt: skip
_SURNAMES = """Li Chen Wang Kim Park Choi Lee Tanaka Singh Khan Ali Ahmed Smith Jones Brown Taylor Evans Cooper Hooper Simmons Murphy Byrne
    Kelly Walsh Young King Fox Rose Bell Ward Price Wood Gray Hunt Long Marsh Waugh Moody Silva Costa Santos Rossi Roux Martin Petit
    Blanc Weber Koch Vogel Nagy Toth Cruz Diaz Sosa Otto Moya Okafor Traore Toure Diallo Mensah Osei""".split()
_SURNAME_PREFIXES = (
    "van",
    "van der",
    "de",
    "de la",
    "di",
    "da",
    "del",
    "von",
    "Van",
    "De",
    "Mc",
    "Mac",
    "O'",
    "El",
    "Al-",
    "St.",
)

_COMPANY_STARTS = """Altona Bexley Corvane Delphin Eastgate Ferrova Glenmor Halvard Intera Jarrow Kestrel Lombard Meridian Norvik Orbis
    Pallas Quantum Redfern Solvane Tarkett Unison Vantage Westmark Xanthos Yorke Zenith Bluestone Ironbridge Kyowa Nikko Toyama Hansol
    Daehan Sinotex Rheinwerk Nordlicht Banesta Iberval Sudameris Telmex Petrola Agrosol Medicor Biogena Cellnova Datatek Softwell Netrix
    Chemex Steelcor Aurum Minerva Pacifica Atlantica Continental National First General American Pacific Northern Southern Imperial
    Royal Standard Global Allied Consolidated United""".split()
_COMPANY_MIDDLES = """Steel Oil Gas Power Energy Motors Electric Foods Paper Chemical Pharma Telecom Media Airways Airlines Insurance
    Financial Holdings Shipping Mining Gold Resources Brewery Textile Cement Semiconductor Software Systems Industries Textiles
    Properties Land Life Securities Trust Capital Petroleum Rubber Glass Machinery""".split()
_COMPANY_ENDS = (
    "Inc Corp Ltd Plc Co AG SA NV AB Group Holdings SpA Bhd KK Oyj Inc. Corp. Ltd. Co. plc GmbH A/S LLC".split()
)
_REAL_COMPANIES = (
    *"""Boeing Airbus Siemens Philips Nokia Ericsson Toyota Honda Nissan Sony Hitachi Toshiba Fujitsu Renault Peugeot Fiat
    Volkswagen Daimler BMW Shell BP Exxon Chevron Total Eni Statoil Nestle Unilever Danone Novartis Roche Bayer BASF Pfizer Merck Microsoft
    Intel IBM Apple Dell Compaq Motorola AT&T GM Ford Chrysler Kodak Xerox Samsung Hyundai Daewoo LG Lufthansa Qantas Iberia KLM
    Barclays HSBC UBS Citibank""".split(),
    "Credit Suisse", "Deutsche Bank", "J.P. Morgan", "Merrill Lynch", "Goldman Sachs", "Morgan Stanley", "Salomon Brothers", "Nomura Securities",
    "British Airways", "General Motors", "General Electric", "Procter & Gamble", "Marks & Spencer", "Lehman Brothers", "S.G. Warburg",
)  # fmt: skip
_BODIES = (
    "UEFA", "FIFA", "NATO", "OPEC", "IMF", "World Bank", "European Union", "EU", "United Nations", "U.N.", "UN", "IOC", "ICC", "FAO", "WHO",
    "Federal Reserve", "Fed", "Bundesbank", "Bank of England", "Bank of Japan", "European Commission", "Finance Ministry", "USDA",
    "Central Bank", "Labour Party", "Treasury", "Supreme Court", "Interior Ministry", "Red Cross", "Amnesty International", "OECD", "SEC",
    "House of Representatives", "Senate", "Congress", "FBI", "Pentagon", "State Department", "Securities and Exchange Commission",
)  # fmt: skip
_AGENCIES = (
    "Reuters", "AP", "AFP", "Xinhua", "Interfax", "Itar-Tass", "DPA", "ANSA", "Kyodo", "PTI", "Bloomberg", "Associated Press", "Tanjug",
    "Anatolian", "Reuter", "UPI",
)  # fmt: skip
_PAPERS = (
    "The Times", "Le Monde", "El Pais", "Financial Times", "Wall Street Journal", "New York Times", "Die Welt", "Corriere della Sera",
    "Asahi Shimbun", "The Guardian", "Le Figaro", "La Repubblica", "Straits Times", "Izvestia", "Washington Post", "Daily Mirror", "The Herald",
)  # fmt: skip
_SPORTS = """soccer tennis cricket golf rugby basketball baseball hockey athletics cycling boxing swimming badminton squash volleyball
    motorcycling skiing biathlon rowing handball snooker""".split()
_CUPS = (
    "World Cup", "Champions League", "Champions' League", "UEFA Cup", "Cup Winners' Cup", "European Cup", "FA Cup", "League Cup", "Asian Cup",
    "African Nations Cup", "Copa America", "Mercosur Cup", "European Championship", "Scottish Cup", "Coca-Cola Cup", "Challenge Cup",
)  # fmt: skip
_EVENTS = (
    "U.S. Open", "British Open", "French Open", "Australian Open", "Wimbledon", "Davis Cup", "Ryder Cup", "Olympics", "Olympic Games",
    "Winter Olympics", "Commonwealth Games", "Asian Games", "Tour de France", "Grand Prix", "Masters", "Grand Slam", "World Championships",
    "European Championships", "Fed Cup", "World Series", "Kentucky Derby", "Italian Open", "Pan Pacific Open", "Vuelta", "Milk Race",
    "World Cup", "Goodwill Games", "Grand Prix Final",
)  # fmt: skip
_LEAGUES = (
    "Premier League", "Premiership", "First Division", "Serie A", "Bundesliga", "Primera Division", "Ligue 1", "Second Division",
    "Scottish Premier Division", "Eredivisie", "Super League", "J. League", "County Championship", "Sunday League", "Sheffield Shield",
)  # fmt: skip
_US_LEAGUES = ("National League", "American League", "NBA", "NHL", "NFL", "Major League", "National Football League")
_DIVISIONS = (
    "Eastern Division",
    "Western Division",
    "Central Division",
    "Eastern Conference",
    "Western Conference",
    "AL East",
    "NL West",
)
_PLACES = (
    "Kashmir", "Chechnya", "Gaza Strip", "West Bank", "Middle East", "Gulf", "Balkans", "Siberia", "Catalonia", "Bavaria", "Lombardy",
    "Scotland", "California", "Texas", "Florida", "Ohio", "Kurdistan", "Sicily", "Corsica", "Central Africa", "East Timor", "Asia", "Europe",
    "Latin America", "North Sea", "Black Sea", "Alaska", "Quebec", "Ontario", "Virginia", "N.J.", "Calif.", "Fla.", "Mass.",
)  # fmt: skip
_GROUND_STARTS = "Meadow Victoria Station Mill Park Bramble Kings Abbey Castle River Harbour Olympic National Municipal Memorial".split()
_GROUND_ENDS = "Road Park Lane Ground Stadium Arena Field Gardens Street".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Aug. Sept. Dec.".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_CURRENCIES = "$ yen marks francs pounds crowns lire euros dollars rand rupees pesos baht won shillings forints".split()

PROSE = (
    "<team1> [beat|defeated|edged|thrashed|overcame|downed] <team2> <score> on <weekday> [to stay top of the <league>|in the <cup>|to end a run of <n:2-9> defeats|].",
    "<surname1> scored [twice|in the <n:2-90>th minute|late] as <team1> beat <team2> <score> [at home|away|at <ground>] .",
    "<person1> [hit|struck|drove in] <n:2-7> runs and <person2> pitched a <num>-hitter as the <franchise1> beat the <franchise2> <score> . // <surname2> ( <n:2-19>-<n:0-12> ) struck out <num> and walked <num> .",
    "In <town1> , <person1> singled home the winning run in the <ord> inning as <usteam1> rallied for a <score> win over <usteam2> . // <surname1> , who came on in relief of <person2> , has <n:2-30> homers for the <nick1> .",
    "[It was|That gave <usteam1>|<usteam1> took] [the] [third win|fifth straight loss|lead] in a <score> win over <usteam2> , and <usteam3> fell to <usteam4> <score> .",
    "<usteam1> 's lead over <usteam2> in the <division> was cut to <n:1-9> games after a loss [to|against] <usteam3> .",
    "The <nick1> , who trail <usteam2> by <n:2-14> games , [visit|host|play] <usteam3> on <weekday> .",
    "<county1> , <n:140-520> for <num> overnight , were all out for <n:180-600> , <person1> taking <num> for <n:20-99> . // <county2> then made <n:100-300> for <num> with <person2> unbeaten on <n:40-150> .",
    "<county1> beat <county2> by [an innings and <n:2-160> runs|<num> wickets] after <initial1> took <n:3-8>-<n:20-90> [at <cground>|].",
    "<surname1> made a century as <county1> took a first innings lead over <county2> [at <cground>|].",
    "<land1> 's <person1> [beat|upset|ousted|eliminated] <ordseed> seed <person2> of <land2> <set> <set> in the <ord> round of the <event> [in <town>|].",
    "<person1> , the <norp> [champion|number one|left-hander] , [will meet|faces|next plays] <person2> or <person3> in the [final|semifinals|last eight] . // <surname1> has won all <n:2-9> of their meetings .",
    '" [We|They] were lucky , " [said|admitted] <team1> [coach|manager|captain|goalkeeper] <person1> . // " <team2> played [better|well] . "',
    "<team1> [coach|manager|striker|midfielder|captain|defender] <person1> [was sent off|limped off|resigned|will miss the match against <team2>|signed a <num>-year contract].",
    "<team1> have signed <norp> [striker|midfielder|international|goalkeeper] <person1> from <team2> for <money> .",
    "<team1> , <n:1-9> points clear of <team2> , [travel to|host|entertain] <team3> on <weekday> while <club4> [are at|meet|go to] <team5> .",
    "[Goals by|Goals from|First-half goals from] <person1> and <person2> gave <team1> a <score> [win|victory|lead] over <team2> .",
    "<team1> drew <score> with <team2> , <surname1> [heading in|equalising|scoring] [from a <surname2> cross|in the <n:46-90>th minute|after a mistake by <surname2>].",
    "<person1> ( <land1> ) won the men 's <n:1-50>00 metres in <dec> seconds , ahead of <person2> of <land2> .",
    "<land1> beat <land2> <score> ( halftime <score> ) in a [<cup>|friendly|qualifying] match in <town> on <weekday> . // Scorers : <surname> , <surname> .",
    "<norp1> [sprinter|cyclist|swimmer|rider|driver] <person1> [won|took] the <ord> stage of the <event> [from <town> to <town>|] .",
    "<person1> shot a <n:62-72> to lead by <num> strokes from <person2> [and <land>'s <person3>|] after the [first|second|third] round of the <event> at <town> .",
    "[At|In] <town1> , <usteam1> [defeated|routed|blanked] <usteam2> <score> behind <n:11-45> points from <person1> .",
    "<person1> scored <n:18-49> points and <person2> added <n:10-25> as the <nick1> beat the <nick2> <n:90-130>-<n:80-110> .",
    "<team1> goalkeeper <person1> saved a penalty from <surname2> before <surname3> put [the visitors|the home side|<team2>] ahead .",
    "[Promoted|Struggling|Champions|Leaders|Bottom club] <team1> [lost|slumped to a <score> defeat|were held] [at|to|by] <team2> [on <weekday>|].",
    "The <league> [leaders|club|side] said <weekday> that <person1> , [<n:19-36> ,|] would join <team1> [on loan from <team2>|].",
    "<team1> and <team2> [meet|play] in the <cup> final at <ground> [on <weekday>|].",
    "Against <team1> he [scored|made] [twice|a mistake] ; against <team2> , [nothing|once] . // <surname1> will not play at <team3> .",
    "<team1> [fans|supporters|players] [clashed with|outnumbered|mocked] those of <team2> [in <town>|before the match|].",
    "<land1> captain <person1> won the toss and [chose to bat|put <land2> in to bat] in the <ord> test [against <land2>|] at <cground> .",
    "<surname1> , [of <land1>|from <town1>] , [finished|came] <ord> in <time> , with <surname2> <dec> seconds behind .",
    "<person1> rode [his|her] [bicycle|horse] to a <norp> record in <town> , [federation officials|the <agency> news agency] said .",
    "<team1> [advanced|went through|are out] on away goals after a <score> [draw|loss] [in <town>|at <team2>] .",
    "<company1> [shares|stock] [fell|rose|jumped] <n:2-30> [pence|cents] to <dec> on the <exchange> after [it said profit <fell>|a downgrade by <company2>|<person1> quit as chief executive].",
    "<company1> said it [would buy|had agreed to sell|held <n:5-60> percent of] <company2> [of <land>|] for <money> .",
    "The <exchange> [closed|ended|opened] [higher|lower|flat] , [dealers|brokers] said , with <company1> and <company2> [leading gains|the most active].",
    "[Analysts at|A dealer at|Economists at] <company1> [cut|raised|kept] their forecast for <company2> , citing weak sales in <land> and <land> .",
    "The <body1> [said|will meet|met] in <town1> on <weekday> [to discuss <land>|that <land> had agreed to talks|].",
    "<body1> [spokesman|spokeswoman|official] <person1> told <agency> that <land1> and <land2> had [agreed|failed to agree].",
    "<norp1> [and <norp2>|] officials [met|held talks] in <town1> , the <agency> news agency [said|reported] , quoting <person1> .",
    "<person1> , a [trader|broker|analyst] at <company1> in <town1> , said <company2> [looked|was] cheap .",
    "[Last season|This week|Earlier] <team1> [sold|lent] <person1> to <land> 's <team2> ; <surname1> [never settled|scored on his debut] .",
    "For <team1> it was a <ord> [home win|defeat] , for <team2> [the end of a run|a bad night] and for <person1> a farewell .",
    "<norp1> [team|side|club|giants] <team1> [crashed out of|won|qualified for] the <cup> [for the first time since <year>|].",
    "The mayor of <town1> , <person1> , [met|thanked] [workers|teachers] from <town2> [and <town3>|] on <weekday> .",
    "[Two|Three|<n:4-40>] people were [killed|hurt] when a bus from <town1> to <town2> [crashed|caught fire] near <town3> .",
    "Police in <town1> [said|denied] that <person1> had [left for|been seen in] <land1> . // <surname1> , <n:20-80> , [owns a hotel|was born] in <town2> .",
    "<land1> [urged|warned] <land2> on <weekday> to [reopen its embassy|release <norp> fishermen] in <town1> .",
    "[Prices|Rents|Wages] in <town1> rose faster than in <town2> or <town3> , <company1> said .",
    "<person1> was born in <town1> , studied in <town2> and played for <team1> and <team2> .",
    "After losing to <usteam1> and <usteam2> , the <franchise3> have <num> games left against <usteam4> .",
)

LISTS = (
    "{<team> <n:0-5> <team> <n:0-5> //}1-6",
    "<team> <score> <team>",
    "<team> v <team>",
    "<weekday> : {<team> v[s|] <team> //}1-4",
    "<team> ( <land> ) <n:0-4> <team> ( <land> ) <n:0-4>",
    "{<team> <score> ( <n:0-2>-<n:0-2> ) <team> //}1-4",
    "<team> <n:0-4> ( <surname> <n:1-90> , <surname> <n:46-90> pen ) <team> <n:1-4> ( {<surname> <n:1-90>}1-1 ) . [Halftime <score> .|] Attendance <thousand> .",
    "<team> - <person> ( <n:2-88>th minute ) , <person> ( <n:10-90> ) . // <team> - <person> ( <n:3-90> pen ) .",
    "Scorers : {<surname> ( <n:1-90> ) ,}1-3 <surname> ( <n:30-90> )",
    "Scorers : // <team> - {<initial> <n:1-90> ,}1-2 <surname> <n:2-90>",
    "{<team> <n:2-38> <n:0-20> <n:0-12> <n:0-15> <n:5-70> <n:5-60> <n:0-80> //}1-8",
    "<TEAM> <n:2-38> <n:0-20> <n:0-12> <n:0-15> <n:5-70> <n:5-60> <n:0-80>",
    "Standings ( tabulate under played , won , drawn , lost , points ) : {<team> <n:2-38> <n:0-20> <n:0-12> <n:0-15> <n:0-80> //}1-5",
    "{<n:1-20> . <team> <n:2-30> <n:0-60> //}2-6",
    "{<USTEAM> <n:20-90> <n:20-90> .<n:300-700> [<n:1-20>|<n:1-20> 1/2|-] //}1-6",
    "<usleague> // <DIVISION> // W L PCT GB // {<usteam> <n:20-90> <n:20-90> .<n:300-700> <n:1-20> //}2-5",
    "{<usteam> <n:1-13> <usteam> <n:0-9> [( <n:10-13> innings )|( 1st game )|] //}1-5",
    "{<USTEAM> [AT|at] <USTEAM> //}1-4",
    "{<usteam> at <usteam> //}1-4",
    "<usteam> <n:80-130> <usteam> <n:80-130> [( OT )|]",
    "WP - <initial> , <n:1-19>-<n:0-12> . LP - <initial> , <n:0-10>-<n:1-12> . HR - <surname> ( <n:1-40> ) , <surname> .",
    "At <cground> : <county1> <n:120-480> and <n:80-300> ( <initial> <n:30-150> , <initial> <n:3-7>-<n:20-99> ) , <county2> <n:120-480> . <county1> won by <n:5-200> runs .",
    "At <cground> : <COUNTY> <n:120-480> and <n:60-200> ( <initial> <n:3-8>-<n:20-99> ) , <COUNTY> <n:200-480> for <num> .",
    "<county> <n:200-480> ( {<initial> <n:40-199> [not out|] ,}1-3 <initial> <n:3-8>-<n:20-120> ) <county> <n:20-200>-<n:1-9>",
    "<initial> c <surname> b <surname> <n:0-150>",
    "{<initial> [not out|b <surname>|lbw b <surname>|run out|c & b <surname>|c <initial> b <initial>] <n:0-150> //}2-6 Extras ( b <num> lb <num> nb <num> ) <n:3-40> Total <n:120-500>",
    "Bowling : {<surname> <n:2-40>-<n:0-9>-<n:8-120>-<n:0-7> [( <n:1-9>nb )|] ,}2-5 <surname> <n:2-40>-<n:0-9>-<n:8-120>-<n:0-7> .",
    "{<initial> <n:2-40> <n:0-9> <n:8-120> <n:0-7> //}1-4",
    "Fall of wickets : 1-<n:1-30> 2-<n:31-60> 3-<n:61-120> . // Did not bat : <initial> , <initial> .",
    "<land> - <initial> ( captain ) , {<initial> ,}3-7 <initial> .",
    "<team> : {<n:1-3> - <person> , <n:4-11> - <person> ,}1-4 <n:9-11> - <person> ( <n:12-18> - <person> , <n:46-88> )",
    "[Teams :|Line-ups :|] // {<n:15-15> - <person> ; 14 - <person> , 13 - <person> , 12 - <person> //}1-2 [Referee|Umpires|Referee :] <person> ( <land> )",
    "<land> : <n:1-1> - <person> , 2 - <person> , 5 - <person> ( 16 - <person> , <n:46-88> mins ) , 6 - <surname> .",
    "<team> : {<surname> ,}4-9 <surname> . [Subs :|Substitutes :] <surname> , <surname> .",
    "Referee : <initial> ( <town> ) . Booked : <surname> , <surname> ( <team> ) .",
    "<person> ( <land> ) [beat|bt|def.] <person> ( <land> ) <set> <set> [<set>|]",
    "{[<n:1-16>-|]<person> ( <land> ) [beat|bt] <person> ( <land> ) <set> <set> //}2-4",
    "<initial> ( <code> ) [beat|bt] [<n:1-16> -|] <initial> ( <code> ) <set> <set>",
    "<person> and <person> ( <land> ) beat <person> / <person> ( <land> / <land> ) <set> <set>",
    "[Men|Women] 's singles , <ord> round // {<person> , <land> , def. <person> , <land> , <set> , <set> . //}1-3",
    "{<n:264-299> <person> [( <land> )|] <n:63-78> <n:63-78> <n:63-78> <n:63-78> //}1-5",
    "{<n:130-150> <initial> <n:63-78> <n:63-78> , <person> ( <land> ) <n:63-78> <n:63-78> //}1-3",
    "<person> <n:62-75>-<n:62-75>-<n:62-75>--<n:200-215>",
    "{<n:1-9>. <person> ( <land> ) <dec> //}1-6",
    "{<n:1-9> . <person> <land> <time> //}1-5",
    "{<surname> ( <land> ) <dec> //}1-5",
    "{<person> ( <code> ) <time> ,}2-4 <person> ( <code> ) +<dec>",
    "[Men|Women] 's <n:1-50>00 metres [hurdles|freestyle|final|] : // {<n:1-8> . <surname> ( <land> ) <dec> [( national record )|] //}1-4",
    "{<n:1-12> . <person> ( <land> ) [<realco>|<company>|<team>] <time> //}1-4",
    "{<n:1-9> . <initial> <n:3-120> [points|]//}1-4",
    "<land> <n:0-30> <n:0-30> <n:0-30> <n:2-90>",
    "Medals table : {<land> <n:0-30> <n:0-30> <n:0-30> //}2-6",
    "{<surname> ( [B|b|C|w] ) <n:1-40> <n:0-9> <n:0-99> <n:0-7> //}1-4",
    "{<person> ( <usteam> ) .<n:230-390> //}1-4",
    "{<usteam> , <person> <n:10-40> //}1-3",
    "<surname> , <usteam> , <n:10-50> ; <initial> , <usteam> , <n:9-40> ; <surname> , <nick> , <n:9-40> .",
    "{<company> <dec> [+|-]<dec> //}1-6",
    "{<company> [up|down] <n:1-90> at <thousand> //}1-4",
    "<exchange> : <company> <dec> , <company> <dec> , <realco> <dec> .",
    "[Leading scorers|Top scorers] : {<n:3-30> - <person> ( <team> ) //}1-4",
    "{<n:3-30> <person> , <team> //}1-4",
    "<land> <score> <land> ( <surname> <n:1-90> )",
    "[Group|Pool] [A|B|C|D] : {<land> <num> <num> <num> <num> <num> //}1-4",
    "<surname> ( <team> ) , <surname> ( <team> ) , <person> ( <team> , <land> )",
    "[Playing|Played] <weekday> : // {<team> <n:0-4> <team> <n:0-4> //}1-3 Postponed : <team> v <team>",
    "{<town> <n:5-35> [cloudy|rain|sunny|clear] //}2-5",
    "{<land> <dec> [pct|percent] <dec> //}2-4",
    "[Round|Stage] <n:2-20> , <town> to <town> , <n:90-260> km : {<n:1-9> . <person> ( <land> / <company> ) <time> //}1-3",
)

NOTICES = (
    "^<sport> - <team1> [win|held|crash out] as <team2> [slip|go top|sack coach] .",
    "^<sport> - <team1> beat <team2> <score> [in <cup>|] .",
    "^<sport> - <surname1> [wins|leads|out of] <event> .",
    "^<sport> - <land1> [name squad|recall <surname>|<n:120-400>-<n:1-9> v <land2>|bowled out for <n:60-300>] .",
    "^<sport> - <norp> [league|cup|first division|championship] [results|standings|scores|fixtures|summaries|soccer results] .",
    "^<sport> - <event> [results|scores|draw|results on <weekday>|leaderboard] .",
    "^<league> [results|standings|roundup] .",
    "^<surname1> , <surname2> [advance|meet in final|share lead] [at <event>|] .",
    "^<sport> - <surname1> [double|century|hat-trick] [gives|puts] <team1> [win|on top|edge] [over <team2>|] .",
    "^<sport> - [ex-|]<team1> [striker|coach|boss] <surname1> [joins|to leave for|signs for] <team2> .",
    "^<sport> - <team> , <team> [draw|lose|through to final|share points] .",
    "^<usteam1> [rout|edge|blank|top] <usteam2> <score> .",
    "^<nick1> [beat|fall to] <nick2> [in OT|] .",
    "<TOWN> <date>",
    "<TOWN> <isodate>",
    "<TOWN> , <LAND> <isodate>",
    "<TOWN> , <month> <n:1-31>",
    "<TOWN> , <land> , <month> <n:1-31> ( <agency> )",
    "<TOWN> ( <agency> ) [-|--|_] <norp1> police [said|arrested <n:2-30> people] on <weekday> .",
    "<TOWN> , <month> <n:1-31> [-|--] <person1> , the <land> [president|minister|envoy] , arrives in <town> on <weekday> .",
    "<TOWN> , <place> , <shortmonth> <n:1-31> ( <agency> ) -",
    "<PERSON> // <TOWN> , <LAND>",
    "By <person>",
    "By <person> // <TOWN> , <month> <n:1-31>",
    "<town> <isodate> // <sport> -- <team> <score> <team>",
    "^<land1> says [<land2> talks fail|no deal with <land2>|to buy <norp> wheat|<body> wrong] .",
    "^<norp1> [minister|leader|premier|rebels] [meets|warns|attacks] <surname1> [in <town>|over <land>|] .",
    "^<body1> [chief|head|envoy] <surname1> [to visit <land>|quits|sees <land> growth] .",
    "^<company> [sees|posts|reports] [<fell>|<n:2-9>-mth profit|Q<n:1-4> loss|<year> net up] .",
    "^<company1> [buys|to buy|sells|in talks with] <company2> .",
    "^<exchange> [stocks|shares] [end|close|open] [higher|lower|flat] .",
    "^<norp> [shares|stocks|bonds|rates|market] [end|close] [higher|firmer|mixed] [on <company> hopes|] .",
    "^<land> [gdp|cpi|trade gap|inflation|oil exports] [up|down] <dec> pct [in <month>|] .",
    "^<paper> [press digest|front page|headlines] - <shortmonth> <n:1-31> .",
    "^press digest - <land> - <shortmonth> <n:1-31> .",
    "^<town> [airport|bomb|fire|strike|port] [closed|kills <n:2-60>|ends] .",
    "^<person1> [dies|dead|jailed|resigns] [at <n:60-99>|in <town>|] .",
    "<company> - <num>mth [parent|group] [forecast|results] .",
    "<company> - <year> [group|parent] [net|forecast] .",
    "Note - <company> and <company> [are|merged as] [one group|rivals|partners] .",
    "NOTE - <company> is [a unit of <company>|based in <town>|the full name of the firm] .",
    "[Company|Name] : <company> // [Price|Last] <dec> // Exchange : <exchange>",
    "<company> ( <norp> unit of <company> ) : net [profit|loss] <thousand> vs <thousand>",
    "[Underwriter|Lead manager|Borrower|Issuer] : <company>",
    "[Lead managers|Advisers|Auditor] : <company> , <company> [and <company>|] . Listing : <town> , <land> .",
    "<COMPANY> // Shr [loss|] $ <dec> vs $ <dec> // Revs <thousand>",
    "<rater> rates <company> [Baa1|A2|Aa3] ; <rater> [cuts|affirms] <company> .",
    "-- <newsroom> <phone>",
    "( ( <newsroom> , <phone> ) )",
    "-- <person> , <town> [newsroom|bureau|desk] <phone>",
    "[-- By|--] <person> <phone>",
    "-- <norp> Desk , <town> <phone>",
    "( c ) <agency> <year> , <town> newsroom",
    "( <agency> ) - <isodate>",
    "[Photo|Photograph|Picture|Credit] : <person> / <agency>",
    "( Additional reporting by <person> in <town> and <person> in <town> )",
    "( Reporting by <person> ; editing by <person> )",
    "<paper>",
    "<PAPER> // - <land1> 's [parliament|government|cabinet] [approves|debates] [budget|law] [as <surname> resigns|] .",
    "{<PAPER> // - <person> [meets|to visit|criticises] [<norp> envoy|<body>|<land>] . //}1-3",
    "These are the [leading|main] stories in <paper> of <town> . <agency> has not verified them .",
    "<exchange> [index|composite] [up|down] <dec> points at <thousand> .",
    "<exchange> [closed <weekday>|holiday|trading halted] .",
    "Soybeans : <land> to <land> , <thousand> tonnes .",
    "SHIP : <n:20-80>,000 T [coal|grain|crude] <town> / <land> , <month> <n:1-31> , <company> .",
    "<land> [c.bank|central bank] : [repo|rate] <dec> pct ; <land> : <dec> pct .",
    "[Ports|Weather|Strikes] - <town> , <town> and <town> : [no delays|closed|berths full] .",
    "[FEATURE|ANALYSIS|INTERVIEW|FOCUS|CHRONOLOGY|FACTBOX] - <surname1> [sees|takes|on] <land1> [reform|growth|ahead of vote] .",
    "UPDATE <n:1-4> - <company> [says|sees|sets] [bonus|rights issue|dividend] .",
    "<weekday> 's [fixtures|matches|schedule] : <team> v <team> , <team> v <team> .",
    "[INDICATORS|DIARY|CALENDAR] - <land> - updated <shortmonth> <n:1-31> .",
    "^[two|three|<n:4-60>] killed in <place> [clash|crash|raid] , <body> says .",
    "^<place> [rebels|separatists|talks] [free|hold] <norp> [hostages|journalists] .",
    "^<sport> - <surname> ( <land> ) , <surname> ( <land> ) [banned|fined|tied for lead] .",
)

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_REPEAT = re.compile(r"\{([^{}]*)\}(\d+)-(\d+)")
_SLOT = re.compile(r"<([A-Za-z]+)(\d?)(?::(\d+)-(\d+))?>")
_MARKED = re.compile(r"\x02(\d+)\x03")
_GENITIVE = re.compile(r"('s?)(?=\s|$)", re.IGNORECASE)
_END_STOP = re.compile(r"(?<=\S)\.$")
MAX_CHOICES = 200
"""Wordings replaced in one template at most; the longest uses some forty."""


def _one(rng: np.random.Generator, options: Sequence[T]) -> T:
    return options[int(rng.integers(len(options)))]


@cache
def _lands() -> tuple[str, ...]:
    from babel import Locale  # noqa: PLC0415  (0.1 s)

    names = Locale("en").territories
    return tuple(
        re.sub(r" \(.*\)", "", names[c]).replace("&", "and") for c in sorted(_ADJECTIVES) if c not in {"PS", "XK"}
    )


@cache
def _nationalities() -> tuple[str, ...]:
    words = {w for line in _ADJECTIVES.values() for w in line.split()} - {"new-zealander"}
    return tuple(w.replace("-", " ").title() for w in sorted(words))


@cache
def _first_names() -> tuple[str, ...]:
    return (*(n.title() for n in sorted(FEMALE | MALE)), *_FIRST_MORE * 3)


def _town(rng: np.random.Generator) -> str:
    if rng.random() < INVENTED_TOWNS:
        return _one(rng, _TOWN_STARTS) + _one(rng, _TOWN_ENDS)
    return _one(rng, _LONG_TOWNS) if rng.random() < 0.12 else _one(rng, _TOWNS)


def _club(rng: np.random.Generator) -> str:
    chance = rng.random()
    if chance < 0.5:
        return _one(rng, _CLUBS)
    if chance < 0.8:
        return f"{_town(rng)} {_one(rng, _CLUB_ENDS)}"
    return f"{_one(rng, _CLUB_STARTS)} {_town(rng)}"


def _land(rng: np.random.Generator) -> str:
    return _one(rng, _SHORT_LANDS) if rng.random() < 0.35 else _one(rng, _lands())


def _surname(rng: np.random.Generator) -> str:
    if rng.random() < 0.2:
        return _one(rng, _SURNAMES)
    starts, ends = _one(rng, _SURNAME_PARTS)
    name = _one(rng, starts) + _one(rng, ends)
    if rng.random() < 0.08:
        prefix = _one(rng, _SURNAME_PREFIXES)
        return prefix + name if prefix.endswith(("c", "'", "-")) else f"{prefix} {name}"
    return f"{name}-{_one(rng, _SURNAMES)}" if rng.random() < 0.03 else name


def _company(rng: np.random.Generator) -> str:
    chance = rng.random()
    if chance < 0.2:
        return _one(rng, _REAL_COMPANIES)
    if chance < 0.3:
        return f"{_surname(rng)} {_one(rng, ('&', 'and'))} {_one(rng, ('Sons', 'Co', _surname(rng)))}"
    if chance < 0.38:
        return f"{_one(rng, ('Bank of', 'Banco de', 'Banque de'))} {_town(rng)}"
    words = [_town(rng) if rng.random() < 0.15 else _one(rng, _COMPANY_STARTS)]
    if rng.random() < 0.7:
        words.append(_one(rng, _COMPANY_MIDDLES))
    if len(words) == 1 or rng.random() < 0.6:
        words.append(_one(rng, _COMPANY_ENDS))
    return " ".join(words)


def _exchange(rng: np.random.Generator) -> str:
    kind = _one(rng, ("Stock", "Stock", "Stock", "Mercantile", "Futures", "Commodity", "Metal"))
    if rng.random() < 0.2:
        return _one(rng, ("NYSE", "Nasdaq", "Bourse", "LME", "Comex"))
    return f"{kind} Exchange" if rng.random() < 0.25 else f"{_town(rng)} {kind} Exchange"


class _Cast:
    """The names that one text is about: a slot with a digit gives the same one again."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.known: dict[tuple[str, str], tuple[str, ...]] = {}
        self.sport = _one(rng, ("town", "mixed", "club"))

    def _kept(self, kind: str, number: str, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        if not number:
            return make()
        if (kind, number) not in self.known:
            self.known[kind, number] = make()
        return self.known[kind, number]

    def person(self, number: str) -> tuple[str, ...]:
        """Give first name and surname."""
        return self._kept("person", number, lambda: (_one(self.rng, _first_names()), _surname(self.rng)))

    def franchise(self, number: str) -> tuple[str, ...]:
        """Give town and nickname of an American team."""
        return self._kept("franchise", number, lambda: _one(self.rng, _FRANCHISES))

    def team(self, number: str) -> str:
        """Give a team: a bare town for most, since those are what a reader without the context gets wrong."""
        share = {"town": 0.95, "mixed": 0.6, "club": 0.25}[self.sport]
        return self._kept("team", number, lambda: (_town(self.rng) if self.rng.random() < share else _club(self.rng),))[
            0
        ]

    def name(self, slot: str, number: str) -> Filled | None:
        """Fill a slot that is a name, None for other slots."""
        rng = self.rng
        if slot in {"person", "surname", "initial"}:
            first, last = self.person(number)
            initials = first[0] + "." + (f" {_one(rng, 'ABCDEGHJKLMPRSTW')}." if rng.random() < 0.1 else "")
            return {"person": f"{first} {last}", "surname": last, "initial": f"{initials} {last}"}[slot], "PER"
        if slot in {"franchise", "usteam", "nick"}:
            town, nick = self.franchise(number)
            return {"franchise": f"{town} {nick}", "usteam": town, "nick": nick}[slot], "ORG"
        if slot == "team":
            return self.team(number), "ORG"
        if slot in _NAMES:
            kind, make = _NAMES[slot]
            return self._kept(slot, number, lambda: (make(rng),))[0], kind
        return None

    def fill(self, slot: str, number: str, low: str, high: str) -> Filled:
        """Fill any slot."""
        filled = self.name(slot.lower(), number)
        if filled:
            return (filled[0].upper(), filled[1]) if slot.isupper() else filled
        if slot == "n":
            return str(self.rng.integers(int(low), int(high) + 1)), ""
        return _FIGURES[slot](self.rng), ""


_NAMES: dict[str, tuple[str, Callable[[np.random.Generator], str]]] = {
    "town": ("LOC", _town),
    "land": ("LOC", _land),
    "place": ("LOC", lambda rng: _one(rng, _PLACES)),
    "cground": ("LOC", lambda rng: _one(rng, _COUNTY_GROUNDS) if rng.random() < 0.7 else _town(rng)),
    "ground": ("Facility", lambda rng: f"{_one(rng, _GROUND_STARTS)} {_one(rng, _GROUND_ENDS)}"),
    "code": ("LOC", lambda rng: _one(rng, _CODES)),
    "club": ("ORG", _club),
    "county": ("ORG", lambda rng: _one(rng, _COUNTIES)),
    "company": ("ORG", _company),
    "realco": ("ORG", lambda rng: _one(rng, _REAL_COMPANIES)),
    "exchange": ("ORG", _exchange),
    "body": ("ORG", lambda rng: _one(rng, _BODIES)),
    "agency": ("ORG", lambda rng: _one(rng, _AGENCIES)),
    "paper": ("ORG", lambda rng: _one(rng, _PAPERS)),
    "norp": ("NORP", lambda rng: _one(rng, _nationalities())),
    "event": ("Misc", lambda rng: _one(rng, _EVENTS)),
    "cup": ("Misc", lambda rng: _one(rng, _CUPS)),
    "league": ("Misc", lambda rng: _one(rng, _LEAGUES)),
    "usleague": ("Misc", lambda rng: _one(rng, _US_LEAGUES)),
    "division": ("Misc", lambda rng: _one(rng, _DIVISIONS)),
    "rater": ("ORG", lambda rng: _one(rng, ("Moody's", "S&P", "Fitch", "IBCA", "Standard & Poor's"))),
    "newsroom": (
        "ORG",
        lambda rng: f"{_town(rng)} {_one(rng, ('Newsroom', 'Newsroom', 'Bureau'))}",
    ),
}
"""Slots that need no memory but their own, with their kinds of name as `training.data.NAME_TAGS` spells them."""


def _whole(rng: np.random.Generator, low: int, high: int) -> int:
    return int(rng.integers(low, high))


_FIGURES: dict[str, Callable[[np.random.Generator], str]] = {
    "num": lambda rng: _one(rng, ("one", "two", "three", "four", "five", "six", "1", "2", "3", "4", "7", "8")),
    "score": lambda rng: f"{_whole(rng, 0, 8)}-{_whole(rng, 0, 6)}",
    "set": lambda rng: (
        _one(rng, ("6-0 6-1 6-2 6-3 6-4 7-5 7-6 4-6 3-6 5-7 6-7").split())
        + (f" ( {_whole(rng, 7, 12)}-{_whole(rng, 3, 10)} )" if rng.random() < 0.1 else "")
    ),
    "dec": lambda rng: f"{_whole(rng, 1, 99)}.{_whole(rng, 0, 100):02d}",
    "time": lambda rng: f"{_whole(rng, 1, 5)}:{_whole(rng, 0, 60):02d}{_one(rng, ('', '.3', '.71', ':12'))}",
    "thousand": lambda rng: f"{_whole(rng, 1, 900)},{_whole(rng, 0, 1000):03d}",
    "money": lambda rng: (
        f"{_whole(rng, 1, 90)}.{_whole(rng, 0, 9)} million {_one(rng, _CURRENCIES[1:])}"
        if rng.random() < 0.6
        else f"$ {_whole(rng, 2, 900)} million"
    ),
    "year": lambda rng: str(_whole(rng, 1950, 2026)),
    "weekday": lambda rng: _one(rng, _WEEKDAYS),
    "month": lambda rng: _one(rng, _MONTHS),
    "shortmonth": lambda rng: _one(rng, _SHORT_MONTHS),
    "date": lambda rng: f"{_whole(rng, 1, 32)} {_one(rng, _MONTHS)} {_whole(rng, 1980, 2026)}",
    "isodate": lambda rng: f"{_whole(rng, 1980, 2026)}-{_whole(rng, 1, 13):02d}-{_whole(rng, 1, 29):02d}",
    "phone": lambda rng: (
        f"+{_whole(rng, 20, 99)}-{_whole(rng, 1, 99)} {_whole(rng, 555000, 555999)}{_whole(rng, 0, 10)}"
    ),
    "ord": lambda rng: _one(rng, ("first", "second", "third", "fourth", "ninth", "1st", "2nd", "12th")),
    "ordseed": lambda rng: _one(rng, ("top", "second", "third", "eighth", "10th", "16th")),
    "fell": lambda rng: _one(rng, ("fell", "rose", "slipped", "doubled")) + f" {_whole(rng, 2, 60)} percent",
    "sport": lambda rng: _one(rng, _SPORTS),
}
"""Slots that are no names."""


def _worded(template: str, rng: np.random.Generator) -> str:
    """Settle what is repeated and which wording is taken; slots stay."""

    def repeated(match: re.Match[str]) -> str:
        low, high = int(match[2]), int(match[3])
        return " ".join([match[1]] * _whole(rng, low, high + 1))

    text = _REPEAT.sub(repeated, template)
    for _ in range(MAX_CHOICES):
        found = _CHOICE.search(text)
        if not found:
            break
        text = text[: found.start()] + _one(rng, found[1].split("|")) + text[found.end() :]
    return _END_STOP.sub(" .", text)


def _tokens(words: str, *, split_hyphens: bool) -> list[str]:
    """Split the words of a name or figure as running text is: initials and short forms keep their stops."""
    spaced = _GENITIVE.sub(r" \1", words)
    if split_hyphens:
        spaced = re.sub(r"(?<=\w)-(?=\w)", " - ", spaced)
    return spaced.split()


def render(template: str, rng: np.random.Generator) -> Line:
    """Fill one template: its words and their tags."""
    capitals = template.startswith("^")
    split_hyphens = bool(rng.random() < SPLIT_HYPHENS)
    cast = _Cast(rng)
    fillings: list[Filled] = []

    def mark(match: re.Match[str]) -> str:
        filled = cast.fill(match[1], match[2], match[3], match[4])
        if not filled[1]:
            return filled[0]
        fillings.append(filled)
        return f" \x02{len(fillings) - 1}\x03 "

    words: list[str] = []
    tags: list[str] = []
    for chunk in _SLOT.sub(mark, _worded(template.removeprefix("^"), rng)).replace("//", " ").split():
        at = _MARKED.fullmatch(chunk)
        text, kind = fillings[int(at[1])] if at else (chunk, "")
        found = _tokens(text.upper() if capitals else text, split_hyphens=split_hyphens)
        if words and words[-1] in {"a", "A"} and found[0][0].lower() in "aeio" and found[0][1:].islower():
            words[-1] += "n"
        words += found
        tags += [f"{'I' if i else 'B'}-{kind}" if kind else "O" for i in range(len(found))]
    return words, tags


def result_lines(n: int, seed: int) -> list[Line]:
    """Make n texts, prose, lists and notices in turn, each its words and their BIO tags.

    Tags have the kinds PER, ORG, LOC, NORP, Misc and Facility, which `training.data.name_masks` knows.
    Templates of each sort are drawn evenly, in a new order at every pass. The same n and seed give the same texts,
    and a greater n gives more texts after those.
    """
    rng = np.random.default_rng(seed)
    waiting: dict[int, list[str]] = {}
    lines = []
    for sort in islice(cycle(range(3)), n):
        if not waiting.get(sort):
            group = (PROSE, LISTS, NOTICES)[sort]
            waiting[sort] = [group[i] for i in rng.permutation(len(group))]
        lines.append(render(waiting[sort].pop(), rng))
    return lines
