"""Which names are those of news outlets, agencies and platforms: a list of well-known ones, and shapes for the rest.

The list holds names only, as people use them in reports; it makes a short form known ("WSJ") and tells an
agency from a paper. An outlet that is not on it is recognized by the words that papers and stations
carry in their names ("Gazette", "Radio", "News Agency").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from crossread.records import Document

SourceKind = Literal["outlet", "agency", "official_account"]


class NamedSource(Struct, frozen=True):
    """The name of an outlet, agency or platform in a text: where it stands, what it is in full, and its kind."""

    start: int
    end: int
    name: str
    kind: SourceKind
    known: bool


_AGENCIES = """
Associated Press=AP|Agence France-Presse=AFP|Deutsche Presse-Agentur=dpa=DPA|Reuters=Thomson Reuters=Reuters news agency
TASS=Tass=Itar-Tass=ITAR-TASS|Xinhua=Xinhua News Agency|Kyodo News=Kyodo|Press Association=PA Media=PA news agency
United Press International=UPI|RIA Novosti=RIA|Interfax|Ukrinform|Interfax-Ukraine|Anadolu Agency=Anadolu=AA|ANSA=Ansa
EFE=Efe|Bloomberg=Bloomberg News|Yonhap=Yonhap News Agency|Press Trust of India=PTI|Asian News International=ANI|IANS
Jiji Press=Jiji|Canadian Press|Australian Associated Press=AAP|Belga|Ritzau|TT News Agency|NTB|STT|APA|Keystone-SDA|ATS
CTK=ČTK|PAP=Polish Press Agency|MTI|Agerpres|BTA|Tanjug|HINA|SANA|IRNA=Islamic Republic News Agency|ISNA|Tasnim|Fars|Mehr
Saudi Press Agency=SPA|WAM=Emirates News Agency|Petra|MENA|WAFA|KCNA=Korean Central News Agency|CNA=Central News Agency
Antara|Bernama|VNA|Ghana News Agency=GNA|News Agency of Nigeria=NAN|Agencia Brasil=Agência Brasil|Telam=Télam|Notimex
Baltic News Service=BNS|Inter Press Service|Agenzia Nova|Lusa|ANP|AMNA|Cihan|Trend|Turan|Armenpress|Interpress|UNIAN
Dow Jones Newswires=Dow Jones|States News Service|Reuters TV|AFP-JIJI|Caixin|China News Service|Europa Press|Religion News Service
"""
_OUTLETS = """
BBC=BBC News=British Broadcasting Corporation|CNN=Cable News Network|New York Times=NYT=NY Times|Washington Post=WaPo=WashPost
Wall Street Journal=WSJ|Financial Times=FT|The Guardian=Guardian|The Times of London|The Sunday Times=Sunday Times|The Observer
The Telegraph=Daily Telegraph=Sunday Telegraph|The Independent|The Economist|Daily Mail=Mail on Sunday=MailOnline|The Sun newspaper
Daily Mirror|Daily Express|Evening Standard|Metro newspaper|Sky News|ITV News=ITV|Channel 4 News=Channel 4|Channel 5 News|GB News
LBC|Fox News=Fox News Channel|Fox Business|ABC News|CBS News=CBS|NBC News=NBC|MSNBC=MS NOW|CNBC|PBS=PBS NewsHour|NPR|C-SPAN
USA Today|Los Angeles Times=LA Times|Chicago Tribune|Boston Globe|Miami Herald|Politico=POLITICO|Axios|Semafor|The Hill|Vox|Slate
The Atlantic|The New Yorker=New Yorker|Time magazine|TIME|Newsweek|BuzzFeed News=BuzzFeed|HuffPost=Huffington Post|Vice News
The Intercept|ProPublica|Bellingcat|The Daily Beast=Daily Beast|Business Insider|Forbes|Fortune|Rolling Stone|Vanity Fair|Newsmax
Breitbart|OAN=One America News|Punchbowl News|Roll Call|The Verge|Wired|TechCrunch|STAT News|Foreign Policy|Foreign Affairs
Euronews|Politico Europe|EUobserver|Der Spiegel=Spiegel|Die Zeit|Die Welt|Welt|Bild=BILD|Süddeutsche Zeitung|Handelsblatt
Frankfurter Allgemeine Zeitung=FAZ=Frankfurter Allgemeine|ARD|ZDF|Deutsche Welle=DW|RTL|NDR|WDR|n-tv|Tagesspiegel|Stern
Le Monde|Le Figaro|Libération|Les Echos|France 24|BFM TV=BFMTV|TF1|RFI=Radio France Internationale|Mediapart|Ouest-France
Corriere della Sera|La Repubblica=Repubblica|La Stampa|Il Sole 24 Ore|RAI|El País=El Pais|El Mundo|La Vanguardia|ABC newspaper
Público|Expresso|De Telegraaf|de Volkskrant|NRC|Le Soir|De Standaard|VRT|RTBF|Neue Zürcher Zeitung=NZZ|Tages-Anzeiger|SRF|ORF
Der Standard|Die Presse|Dagens Nyheter|Svenska Dagbladet|Aftonbladet|Expressen|SVT|Aftenposten|NRK|VG|Politiken|Berlingske
Helsingin Sanomat|Yle=YLE|Iltalehti|Postimees|ERR|LRT|Delfi|Gazeta Wyborcza|Rzeczpospolita|TVN|TVP|Index.hu|Telex|Digi24
Kyiv Independent|Kyiv Post|Ukrainska Pravda=Ukrayinska Pravda|Suspilne|Hromadske|NV|Zerkalo Nedeli|The Moscow Times=Moscow Times
Kommersant|Vedomosti|Izvestia|Rossiya 1|RT|Sputnik|Novaya Gazeta|Meduza|The Insider|TV Rain|Radio Free Europe=RFE/RL|Radio Liberty
Voice of America=VOA|Haaretz|Jerusalem Post|Times of Israel|Ynet=Ynetnews|Channel 12|Channel 13|Kan|Israel Hayom|Yedioth Ahronoth
Al Jazeera=Al-Jazeera|Al Arabiya=Al-Arabiya|Al-Hadath|Asharq Al-Awsat|Al Mayadeen|Al-Manar|Al-Ahram|The National|Gulf News
Khaleej Times|Arab News|Iran International|Press TV|Hürriyet=Hurriyet|Daily Sabah|TRT|TRT World|NTV|Cumhuriyet|Dawn|Geo News
The News International|Express Tribune|Times of India|Hindustan Times|The Hindu|Indian Express|NDTV|India Today|ANI News
The Wire|The Print|Daily Star|Prothom Alo|Kathmandu Post|Global Times|People's Daily|China Daily|CGTN|CCTV|South China Morning Post=SCMP
Nikkei|Nikkei Asia|Asahi Shimbun|Yomiuri Shimbun|Mainichi Shimbun|NHK|Japan Times|Korea Herald|Chosun Ilbo|JoongAng Ilbo|KBS|MBC
Straits Times|Channel NewsAsia|Bangkok Post|Rappler|Philippine Daily Inquirer|Jakarta Post|Kompas|Tempo|The Star newspaper|Malaysiakini
Sydney Morning Herald|The Age|The Australian|ABC Radio|Nine News|Seven News|SBS News|RNZ=Radio New Zealand|New Zealand Herald
Stuff|CBC=CBC News|CTV News=CTV|Global News|Globe and Mail|Toronto Star|National Post|La Presse|Le Devoir|Radio-Canada
Folha de S.Paulo=Folha de S. Paulo|O Globo|Globo|Estadão|Clarín|La Nación|El Universal|Reforma|Milenio|El Tiempo|Televisa|Telemundo
Univision|Daily Maverick|Mail & Guardian|News24|SABC|eNCA|Sunday Times of South Africa|Daily Nation|The EastAfrican|Standard Media
Premium Times|Punch|Vanguard newspaper|ThisDay|Channels Television|Daily Trust|Daily Graphic|Joy News|Citi FM|The Africa Report
Irish Times|Irish Independent|RTÉ=RTE|The Journal|The Scotsman|The Herald newspaper|Western Mail|Belfast Telegraph|ESPN|L'Équipe|Marca
"""
_PLATFORMS = """
Truth Social|X/Twitter|Twitter|Facebook|Instagram|Telegram|TikTok|YouTube|Weibo|WeChat|LinkedIn|Threads|Bluesky|Mastodon|VK|WhatsApp
"""

_MEDIA_NOUNS = (
    "Times|Post|News|Herald|Daily|Gazette|Journal|Tribune|Courier|Chronicle|Observer|Mirror|Telegraph|Examiner|Inquirer|"
    "Dispatch|Ledger|Sentinel|Mercury|Monitor|Echo|Bulletin|Argus|Advertiser|Globe|Record|Mail|Express|Standard|Review|"
    "Star|Sun|Register|Reporter|Citizen|Evening|Weekly|Magazine|Newspaper|Compass|Trumpet|Beacon|Messenger|Enquirer|Gannet"
)
_BROADCAST_NOUNS = "Radio|TV|Television|FM|Broadcasting|Newsroom|Newswire"
_AGENCY_NOUNS = "News Agency|Press Agency|Press Association|Newswire|News Service|Wire Service|Presse-Agentur"

_CAPITAL = r"[A-ZÀ-Þ][\w'’&.-]{0,24}"
_SHAPES = re.compile(
    rf"\b(?P<agency>(?:{_CAPITAL} ){{1,4}}(?:{_AGENCY_NOUNS}))\b"
    rf"|\b(?P<station>(?:{_CAPITAL} ){{0,3}}(?:{_BROADCAST_NOUNS})(?: {_CAPITAL}){{0,3}})"
    rf"|\b(?P<paper>(?:{_CAPITAL} ){{1,4}}(?:{_MEDIA_NOUNS})\b(?: (?:of )?{_CAPITAL}){{0,2}})"
    rf"|\b(?P<daily>(?:Daily|Evening|Sunday|Morning|Weekly) {_CAPITAL}(?: {_CAPITAL})?)"
    rf"|(?<=\bthe )(?P<short>{_MEDIA_NOUNS})\b|(?<=\bThe )(?P<Short>{_MEDIA_NOUNS})\b"
)
_ARTICLE = re.compile(r"^(?:The|the|An?|In|At|On|But|And) ")


@cache
def _known() -> dict[str, tuple[str, SourceKind]]:
    table: dict[str, tuple[str, SourceKind]] = {}
    lists: tuple[tuple[str, SourceKind], ...] = (
        (_PLATFORMS, "official_account"), (_AGENCIES, "agency"), (_OUTLETS, "outlet"),
    )  # fmt: skip
    for text, kind in lists:
        for entry in text.replace("\n", "|").split("|"):
            full, *short = (form.strip() for form in entry.split("="))
            for form in (full, *short) if full else ():
                table.setdefault(without_article(form), (full, kind))
    return table


@cache
def _known_pattern() -> re.Pattern[str]:
    names = sorted(_known(), key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(n) for n in names) + r")(?![\w-])")


def without_article(name: str) -> str:
    """Give a name without "the" before it: "The Karsk Monitor" and "the Karsk Monitor" are one."""
    return _ARTICLE.sub("", name.strip())


def resolve_outlet(name: str) -> tuple[str, SourceKind] | None:
    """Give the full name and the kind of a well-known outlet, agency or platform; None for any other."""
    return _known().get(without_article(name))


def find_named_sources(text: str, start: int, end: int) -> list[NamedSource]:
    """Find the names of outlets, agencies and platforms in a stretch of text.

    Args:
        text: canonical text of a document.
        start, end: the stretch, code points, half-open; at most a sentence, so that the time is bounded.

    Returns:
        Names that do not overlap, in text order. A name that is only of the right shape has `known` false;
        whether it is cited is for its surroundings to say.
    """
    found = []
    for m in _known_pattern().finditer(text, start, end):
        full, kind = _known()[m.group()]
        found.append(NamedSource(m.start(), m.end(), full, kind, known=True))
    taken = [(n.start, n.end) for n in found]
    for m in _SHAPES.finditer(text, start, end):
        first = m.start() + len(m.group()) - len(without_article(m.group()))
        inside = [(a, b) for a, b in taken if a < m.end() and first < b]
        if any(a <= first and m.end() <= b for a, b in inside):
            continue
        if any(b - a > 3 and (a > first or b < m.end()) and " " in text[a:b] for a, b in inside):
            continue
        kind = "agency" if m.lastgroup == "agency" else "outlet"
        found = [n for n in found if not (n.start < m.end() and first < n.end)]
        found.append(NamedSource(first, m.end(), text[first : m.end()].rstrip(".'’"), kind, known=False))
    return sorted(found, key=lambda n: n.start)


def own_name(doc: Document) -> str:
    """Give the name by which a report may speak of its own outlet: the outlet, else the words of its file's name."""
    return doc.outlet or re.sub(r"[\W_]+", " ", doc.label).strip()


def same_outlet(a: str, b: str) -> bool:
    """Tell whether two names stand for one outlet: equal but for the article, or one a short form of the other.

    "the Gannet" is the Morning Gannet; "BBC" is BBC News; "the Post" is not every paper with Post in its
    name, but within one story it is the one that is there.
    """
    full = tuple(resolve_outlet(n) for n in (a, b))
    if full[0] and full[1]:
        return full[0][0] == full[1][0]
    words = tuple([w for w in re.findall(r"\w+", without_article(n).lower()) if w != "the"] for n in (a, b))
    shorter, longer = sorted(words, key=len)
    if not shorter:
        return False
    return shorter == longer or (shorter == longer[-len(shorter) :] or shorter == longer[: len(shorter)])
