"""Phrases for sources without a name ("two officials familiar with the calls"), for institutions, and for documents."""

from __future__ import annotations

import re

_PERSON_HEADS = (
    "officials?|sources?|diplomats?|aides?|delegates?|participants?|(?:eye)?witness(?:es)?|insiders?|advis[eo]rs?|negotiators?|"
    "staffers?|employees?|executives?|lawmakers?|legislators?|neighbou?rs?|residents?|locals|onlookers?|bystanders?|"
    "passengers?|survivors?|colleagues?|friends?|relatives?|analysts?|experts?|investigators?|prosecutors|lawyers|"
    "people|persons?|members?|soldiers?|officers?|commanders?|doctors?|nurses?|workers?|drivers?|waiters?|guards?|"
    "spokes(?:man|woman|person|people)|representatives?|envoys?|ministers|senators|deputies|agents?|scientists|traders|bankers|engineers?"
)
SPEAKING = (
    "said|says|say|told|tells|tell|added|adds|claimed|claims|confirmed|confirms|reported|described|warned|suggested|suggests?|"
    "indicated|disclosed|revealed|acknowledged|insisted|explained|stated|noted|believe|recalled|estimated"
)
_DETERMINERS = (
    "an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|multiple|various|other|another|a second|a third|a number of|"
    "a handful of|a couple of|both|at least two|at least three|no fewer than two"
)
_NO_MODIFIER = (
    "the|this|that|his|her|its|their|our|my|your|these|those|no|any|every|each|said|says|say|told|is|are|was|were|be|been|has|have|had|will|"
    "would|which|who|to|in|on|at|with|by|when|and|but|as|from|of|for|if|not|or|so|than|because|while|after|before|until|about|ago|"
    "week|weeks|days|months|years|then|later|also|only|there|he|she|they|it|we|i|you|what|where|how|made|gave|asked"
)
_BEFORE = rf"(?:(?!(?:{_NO_MODIFIER})\b)[A-Za-z][\w.’'-]{{0,20}} ){{0,4}}?"
_KNOWING = (
    r"(?:,? (?:who|that)(?: \w+){0,3}? (?:asked|requested|spoke|declined|wished|insisted|refused|were not|was not|are not|is not|"
    r"had|has|saw|attended|were|was|took)\b[^.;:“”\"]{0,110}?"
    r"|,? (?:close to|familiar with|briefed on|with (?:direct )?knowledge of|involved in|near|inside|at|in|of|from|for|within|present at)"
    r" [^.,;:“”\"]{1,90}?)"
)

UNNAMED = re.compile(
    rf"(?<![\w-])(?P<np>(?P<det>(?:{_DETERMINERS}|the) )?(?P<mod>{_BEFORE})(?P<head>{_PERSON_HEADS})\b(?P<tail>{_KNOWING})??)"
    rf"(?:(?=, who (?:spoke|asked|requested))|,? (?:also |later |have |has |had |who \w+ ){{0,2}}(?:{SPEAKING})\b)",
    re.IGNORECASE,
)
"""A phrase before its verb of saying. Its words are checked where it is found."""

SAID_BY_UNNAMED = re.compile(
    rf"\b(?:said|says|added|adds|explained|recalled|according to|as per|citing|cites?|cited by|quoting|quotes|quoted by|described by|confirmed by|told by) "
    rf"(?P<np>(?P<det>(?:{_DETERMINERS}) )?(?P<mod>{_BEFORE})(?P<head>{_PERSON_HEADS})\b(?P<tail>{_KNOWING})?)"
    r"(?=[.,;:”\"\n(—]|$| (?:and|but|that|on|as|quoted|cited|said|because|when|after)\b)",
    re.IGNORECASE,
)
"""A phrase after its verb, or after "according to"."""

PEOPLE = re.compile(rf"(?:(?:{_DETERMINERS}|the) )?{_BEFORE}(?:{_PERSON_HEADS})\b(?!['’]s? \w)", re.IGNORECASE)
"""Words for people without a name, at the start of a phrase: "two senior officials"."""

ANONYMITY = re.compile(
    r"\b(?:on (?:the )?condition of anonymity|(?:not|nor) (?:to )?be (?:named|identified)|(?:speaking|spoke) anonymously|"
    r"(?:not|n't) authori[sz]ed to (?:speak|comment|discuss)|anonymity (?:to|because))\b",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:[^su]s|people|locals|ses)$", re.IGNORECASE)

INSTITUTION = re.compile(
    r"\b(?:ministry|police|coast ?guard|hospital|court|government|company|firm|department|agency|office|army|military|navy|air force|"
    r"bureau|commission|council|authority|authorities|embassy|union|university|parliament|bank|fire (?:brigade|service|department)|"
    r"prosecutor's office|city hall|kremlin|white house|pentagon|nato|spokes(?:man|woman|person) for|foundation|federation|club|airline|operator|"
    r"service|institute|board|committee|regulator|administration|secretariat|headquarters|presidency|delegation)\b",
    re.IGNORECASE,
)

_DOCUMENT_NOUNS = (
    "statement|report|documents?|records?|filings?|papers|memo|memorandum|letter|log|indictment|complaint|ruling|affidavit|"
    "transcript|communiqu[eé]|press release|news release|survey|study|study's|audit|minutes|e-?mails?|files|draft|register|data|figures|"
    "readout|bulletin|dossier|lawsuit|petition|verdict|judg(?:e)?ment|footage|recording|satellite (?:images|pictures|imagery)|poll"
)
_DOC_BEFORE = r"(?:[\w’'-]{1,20} ){0,4}?"
DOCUMENT = re.compile(
    rf"\b(?:"
    rf"(?:in|from) (?P<in>(?:an?|the|its|his|her|their|this|\w{{2,20}}['’]s?) {_DOC_BEFORE}(?:statement|report|communiqu[eé]|press release|news release|letter|memo|filing|affidavit|"
    rf"court (?:papers|documents|filings|records)|readout|indictment))\b"
    rf"|(?:according to|as per|citing|quoting|cites|cited) (?P<acc>(?:an?|the|its|\w{{2,20}}['’]s?|{_DOC_BEFORE}) ?{_DOC_BEFORE}(?:{_DOCUMENT_NOUNS}))\b"
    rf"|(?P<show>(?:an?|the|its|{_DOC_BEFORE}\w{{2,20}}['’]s?|court|police|official|government) {_DOC_BEFORE}(?:{_DOCUMENT_NOUNS})) (?:shows?|showed|said|says|states?|stated|reads?|concluded|found|reveals?|revealed|suggests?|indicates?|alleges?|alleged)\b"
    rf"|(?P<seen>{_DOC_BEFORE}(?:{_DOCUMENT_NOUNS}),? (?:was |were )?(?:seen|obtained|reviewed|published|released) by)\b"
    rf"|(?P<which>an? {_DOC_BEFORE}(?:statement|report|communiqu[eé]|press release|letter|memo)) (?:in which|saying|from|by|issued by|released by)\b"
    rf"|(?P<court>court (?:papers|documents|filings|records))\b"
    rf")",
    re.IGNORECASE,
)
"""Words that say that something stands in a document."""
