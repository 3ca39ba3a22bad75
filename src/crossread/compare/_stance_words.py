"""Words that tell where somebody stands, as data: verbs, nouns and predicates, and nouns that mean the same in news."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossread.records import Stance

_IRREGULAR = {
    "seek": "sought", "forbid": "forbade forbidden", "withdraw": "withdrew withdrawn", "put": "put putting",
    "fight": "fought", "give": "gave given", "back": "backed", "rule": "ruled", "set": "set setting",
    "bid": "bid", "stand": "stood", "take": "took taken", "hold": "held", "tell": "told", "make": "made",
    "go": "went gone goes", "begin": "began begun", "meet": "met", "sell": "sold", "buy": "bought", "pay": "paid",
    "send": "sent", "leave": "left", "break": "broke broken", "speak": "spoke spoken", "swear": "swore sworn", "undertake": "undertook undertaken",
    "bring": "brought", "say": "said", "botch": "botched", "sleep": "slept", "hear": "heard", "lie": "lied lying", "lose": "lost losing", "hurt": "hurt", "bleed": "bled", "throw": "threw thrown", "strike": "struck", "stick": "stuck", "cling": "clung",
    "tear": "tore torn", "shut": "shut shutting", "cut": "cut cutting", "quit": "quit quitting", "think": "thought", "keep": "kept", "come": "came",
    "hit": "hit hitting", "let": "let letting", "get": "got getting gotten", "know": "known knew", "see": "saw seen", "feel": "felt",
    "find": "found", "mean": "meant", "become": "became", "have": "has had having", "do": "does did done doing", "be": "is are was were am been being",
}  # fmt: skip
_DOUBLED = frozenset("commit permit rebut defer regret admit compel quit forbid".split())
_SHORT = re.compile(r"[^aeiou]+[aeiou][bdgklmnprt]")
"""A verb of one syllable that ends like this doubles its last letter: "dropping"."""
_BRITISH = re.compile(r"[a-z]+[ae]l")
"""A verb like this has forms with one "l" and with two: "signaled", "signalled"."""


def forms_of(verb: str) -> tuple[str, ...]:
    """Give the forms of an English verb, lower case."""
    root = verb if verb.endswith("ee") else verb.removesuffix("e")
    if verb in _DOUBLED or _SHORT.fullmatch(verb):
        root = verb + verb[-1]
    if verb.endswith("y") and verb[-2] not in "aeou":
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    else:
        past, third = (
            root.removesuffix("e") + "ed",
            verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"),
        )
    irregular = tuple(_IRREGULAR.get(verb, "").split())
    doubled = (verb + "ling", verb + "led") if _BRITISH.fullmatch(verb) else ()
    return (verb, third, root + "ing", *(irregular or (past,)), *doubled)


def _table(entries: Iterable[tuple[Stance, str]]) -> dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    """Turn lists of predicates into a look-up: form of the verb -> the words that must follow it, and the stance.

    The longest follow-up comes first, so that "agree on" is not read as "agree".
    """
    table: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, listed in entries:
        for entry in listed.split():
            verb, *particles = entry.split("+")
            for form in forms_of(verb):
                table.setdefault(form, []).append((tuple(particles), stance))
    return {form: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for form, rows in table.items()}


VERBS = _table(
    (
        (
            "for",
            (
                "support back endorse favor favour welcome demand urge advocate champion call+for push+for press+for insist+on "
                "insist+that seek want agree+to agree+on embrace approve propose request plead+for appeal+for campaign+for "
                "vote+for vote+in+favour+of vote+in+favor+of vote+in+favour vote+in+favor vote+to accept prefer lobby+for argue+for ask+for ask+that come+out+for hope+for aim+for defend praise hail "
                "applaud commend salute promise pledge vow offer recommend order trust encourage celebrate stand+by stand+behind "
                "stick+to stick+with stick+by side+with hold+on+to cling+to uphold justify volunteer plan intend "
                "sign+up+to sign+off+on believe+in plead+guilty march+for strike+for rally+for "
                "rally+behind fight+for beg implore give+in+to plead+with prescribe authorise authorize vouch+for allow permit grant join appeal+to call+on call+upon "
                "say+yes+to line+up+behind get+behind throw+weight+behind opt+for come+out+in+favour+of come+out+in+favor+of "
                "ratify greenlight green-light commit+to"
            ),
        ),
        (
            "against",
            (
                "oppose reject refuse rule+out condemn warn+against resist block veto denounce decline object+to dismiss "
                "criticize criticise vote+against protest+against campaign+against argue+against fight+against contest "
                "forbid exclude doubt question challenge attack slam blast lambast lambaste deplore "
                "decry disown distrust mistrust ban prohibit turn+down rebuff spurn boycott disagree+with hit+out+at lash+out+at "
                "speak+out+against rail+against appeal+against sue complain+about complain+of repudiate mock "
                "ridicule scorn protest bemoan lament shun advise+against caution+against vote+down throw+out strike+down "
                "take+issue+with plead+not+guilty march+against strike+against rally+against demonstrate+against balk+at "
                "baulk+at shy+away+from brush+aside brush+off hold+out+against push+back+against hit+back+at regret distance "
                "discourage disapprove fault fight fear+for fear worry+about laugh+off shrug+off wave+away wave+aside play+down lose+patience+with overturn disallow "
                "say+no+to come+out+against set+against stand+against take+exception+to call+off pull+out+of walk+out+of snub rubbish "
                "torpedo shoot+down pour+cold+water+on tear+up rip+up walk+away+from"
            ),
        ),
        (
            "open",
            (
                "consider contemplate float weigh mull entertain examine explore study review look+at look+into think+about "
                "leave+open keep+open lean+towards lean+toward back+away+from back+down+from back+off+from retreat+from shy+from toy+with hint+that hint+at abstain sit+on+the+fence wait+for wait+and+see"
            ),
        ),
    ),
)
"""Forms of verbs -> what must follow, and the stance that they show without a "not"."""

NEGATED: dict[Stance, Stance] = {"for": "against", "against": "open", "open": "against", "conditional": "conditional"}
"""What "not" makes of a stance: who does not rule a thing out is open to it."""
CONCEDING = frozenset(f for v in "doubt question contest challenge".split() for f in forms_of(v))
"""Verbs whose "not" grants what they are about: "does not dispute the sum"."""

CONSENTING = frozenset(
    f for v in "accept agree approve endorse commit confirm ratify sign".split() for f in forms_of(v)
)
"""Who has not done these so far may still do so."""
HAVING = frozenset("has have had 've 's yet".split())

_Rows = tuple[tuple[Stance, str, str], ...]


def _by_word(rows: _Rows) -> dict[str, tuple[frozenset[str], Stance]]:
    """Turn rows of stance, words and what leads on from them into a look-up by word."""
    return {word: (frozenset(leads.split()), stance) for stance, words, leads in rows for word in words.split()}


ADJECTIVES = _by_word(
    (
        ("open", "open", "to for"),
        ("for", "ready willing prepared", "to for"),
        ("open", "undecided unsure torn", "about on whether over"),
        ("for", "committed happy glad keen eager determined delighted", "to on about with for"),
        ("for", "grateful proud confident convinced satisfied pleased sure", "for of in with that about"),
        ("against", "opposed hostile unwilling reluctant averse allergic", "to"),
        ("against", "sceptical skeptical doubtful critical afraid", "of about"),
        (
            "against",
            "angry furious outraged dismayed disappointed unhappy dissatisfied disgusted appalled",
            "at about with over by",
        ),
        ("against", "worried concerned alarmed", "about at by over"),
    )
)
"""Adjectives -> the words that lead to what it is about, and the stance."""

NOUNS = _by_word(
    (
        ("for", "call calls demand demands support backing plea pleas appeal request requests", "for that to"),
        ("for", "plan plans intention", "to for"),
        ("for", "motion motions petition petitions", "for to"),
        ("against", "complaint complaints lawsuit lawsuits suit", "against over about"),
        ("for", "need importance necessity desirability", "for of"),
        ("for", "confidence trust faith interest belief pride", "in of"),
        ("for", "praise approval welcome", "for of"),
        ("for", "threat threats offer promise pledge", "to of"),
        ("open", "openness willingness readiness", "to for"),
        ("against", "opposition objection objections resistance refusal reluctance hostility", "to of"),
        ("against", "criticism rejection condemnation", "of"),
        ("against", "doubts doubt misgivings concern concerns anger fury outrage reservations", "about over at"),
        ("against", "ban", "on"),
    )
)
"""Nouns of standing -> the words that lead to what it is about, and the stance."""

HOLDING = frozenset(
    f
    for v in "express voice repeat reiterate renew signal stress emphasize emphasise underline underscore highlight "
    "declare state confirm reaffirm announce show indicate restate have raise make issue admit acknowledge table submit file lodge present launch bring".split()
    for f in forms_of(v)
)
"""Verbs that put a noun of standing into effect: "voiced support for", "stressed the importance of"."""

LETTING_GO = frozenset(
    f for v in "drop abandon soften reverse withdraw shelve scrap lift relinquish renounce".split() for f in forms_of(v)
)
"""Verbs that end a standing when its noun follows: "dropped his demand"."""
LETTING_GO_WITH = {
    "walk": ("back",), "give": ("up",), "back": ("down", "away", "off"), "retreat": ("from",), "climb": ("down",),
    "go": ("back",), "step": ("back",),
}  # fmt: skip
"""Verbs that end a standing with a particle: "gave up its call"."""

_OPEN_PHRASES = (
    "we can talk|we could talk|let us talk|let 's talk|up for discussion|torn between|of two minds|in two minds|hedged|"
    "jury is out|keeps his options|keeps her options|kept his options|kept her options|not crossed that bridge|sat on the fence|"
    "not ruling out|n't ruling out|not ruling anything out|n't ruling anything out|not rule anything out|n't rule anything out|not excluding anything|not exclude anything|n't exclude anything|remains an option|remained an option|still an option|remains a possibility|remained a possibility|"
    "not rule out|not ruled out|n't rule out|n't ruled out|ruled nothing out|ruled out nothing|nothing is off the table|nothing was off the table|not exclude|not excluded|cannot be excluded|can not be excluded|ca n't be excluded|"
    "exclude nothing|rule nothing out|rule out nothing|nothing is excluded|nothing is ruled out|nothing has been ruled out|"
    "nothing had been excluded|nothing has been excluded|can be discussed|can discuss|could discuss|can talk about|"
    "could talk about|worth discussing|worth a try|worth looking at|open question|all options|every option|any option|"
    "options are open|open mind|stopped short of|take sides|no decision|not decided|n't decided|not yet decided|not made up|n't made up|undecided|"
    "under review|being examined|being considered|being studied|being looked at|looking at|looking into|look into|look at|"
    "think about it|thinking about|think it over|sleep on it|heard worse|seen worse|never say never|time will tell|"
    "wait and see|we will see|we 'll see|let 's see|let us see|remains to be seen|not impossible|n't impossible|"
    "too early to|too soon to|left open|leave open|kept open|leaves open|stands open|not off the table|"
    "n't off the table|take it off the table|on the table|nothing is decided|"
    "nothing has been decided|nothing is settled|free to|will listen|would listen|not stand in|n't stand in|not against|"
    "n't against|not opposed|no objection|no objections|would not say yes|n't say yes|not say no|n't say no|door is open|door open|"
    "door open|door ajar|the door to|live with|settle for|not decided whether|decide whether|decided whether|"
    "whether to|be decided|will decide|would decide|"
    "open to|could imagine|can imagine|not make up|if need be|as a last resort"
)
_AGAINST_PHRASES = (
    "not hear of|n't hear of|never hear of|pulled the plug on|pulls the plug on|pull the plug on|not persuaded|n't persuaded|not convinced|n't convinced|unconvinced|not impressed|n't impressed|unimpressed|no part of|"
    "cool reception|cold shoulder|cold water on|begged to differ|begs to differ|beg to differ|no fan|no friend of|up in arms|"
    "drew the line|draws the line|draw the line|thumbs down|not buy|n't buy|not wash|hell no|on principle|worried sick|"
    "no need|no reason|no plans|no plan|no intention|no question of|no place|out of the question|off the table|not for sale|"
    "n't for sale|red line|over my dead body|no way|no chance|no room for|enough is enough|had enough of|has had enough|have had enough|had had enough|"
    "fed up|sick of|tired of|nothing to|no wish|no desire|no interest in|no use|no point|no time for|no excuse|"
    "no justification|no business|no right to|no mandate|no basis|no case for|no argument for|not what we|n't what we|"
    "not on the table|n't on the table|not on offer|not an option|n't an option|no option|rather not|sooner not|"
    "not good enough|n't good enough|not enough|n't enough|not be enough|n't be enough|no cause|no grounds|no proof|no evidence|no case|not go far enough|n't go far enough|no fan of|"
    "keep your|hands off|wo n't wash|does n't wash|cry wolf|at our expense|waste of|house of cards|stop the|down with|"
    "no confidence in|lost confidence|lost faith|lost trust|no trust|let us down|let down|"
    "his back on|her back on|its back on|their back on|their backs on|lost patience|losing patience|lose patience|stabbed in the back|a slap in|not worth|n't worth|"
    "over the top|beyond the pale|not the way|far from|the last thing|"
    "no offer|not an offer|not a solution|n't a solution|no solution|in the way of|not acceptable|not be acceptable"
)
_FOR_PHRASES = (
    "prepared to|ready to|willing to|heart on|weight behind|warm reception|warm welcome|red carpet|gave his blessing|gave her blessing|gave its blessing|"
    "on our side|on his side|on her side|on their side|fully behind|squarely behind|firmly behind|all in|count me in|"
    "take my hat off|takes my hat off|hat off to|up for it|"
    "it is time|it 's time|high time|about time|let us|let 's|stand by|stands by|stood by|stand behind|stands behind|"
    "stood behind|stick with|sticking with|stuck to|sticks to|believe in|believes in|have my trust|has my trust|"
    "have my support|has my support|full support|full confidence|my confidence|our confidence|my blessing|our blessing|"
    "nothing to fear|nothing to worry|not up for negotiation|not up for discussion|not up for debate|not negotiable|n't negotiable|not for discussion|"
    "all for|in favour of|in favor of|on board with|thumbs up|green light|would love|would like|'d like|'d love|"
    "would rather|'d rather|look forward to|looking forward to|here to stay|no regrets|nothing wrong with|no harm in|"
    "no fault|worth every|has the backing|has the support|has the confidence|has the trust|have the backing|have the support|every right to|the right thing|the way forward|long overdue|overdue|deserve|deserves|deserved|make sense|makes sense|"
    "made sense|a good start|step in the right|made no secret of|happy with|content with|proud of|glad that|grateful"
)
_PHRASES: tuple[tuple[Stance, str], ...] = (
    ("open", _OPEN_PHRASES),
    ("against", _AGAINST_PHRASES),
    ("for", _FOR_PHRASES),
)
STANCE_PHRASES: tuple[tuple[Stance, tuple[str, ...]], ...] = tuple(
    (stance, tuple(phrase.split())) for stance, listed in _PHRASES for phrase in listed.split("|")
)
"""Runs of words that tell in somebody's own words where he stands; the first that is found counts, open ones before others."""


OPINION = frozenset(
    f for v in "think believe consider find regard deem reckon feel see judge trust".split() for f in forms_of(v)
) - frozenset("feeling finding findings".split())
"""Verbs that give somebody's opinion of what follows."""
BLAMING = frozenset(
    f
    for v in "botch bungle fail ignore betray lie mislead neglect lack ruin kill destroy harm endanger hurt wreck cheat rob punish "
    "exploit abuse insult bully humiliate deceive discriminate waste squander strangle bleed choke undermine overstep violate "
    "exaggerate whitewash smear scapegoat backfire".split()
    for f in forms_of(v)
)
"""Verbs by which a speaker blames who does it."""
HARMING = frozenset(f for v in "kill destroy harm endanger hurt wreck ruin bleed choke".split() for f in forms_of(v))
"""Those of them that illness and weather do too, which nobody blames."""
PRAISING = frozenset(
    f for v in "work help save protect benefit improve deserve succeed".split() for f in forms_of(v)
) - frozenset("working worked work helping saving improving".split())
"""Verbs by which a speaker praises who does it."""
STAYING = frozenset("stays stay stands stand remains remain continues continue".split())
"""In the present of somebody's words, what is to last."""
WEIGHED = frozenset("examined explored reviewed studied looked".split())
"""Done, these are acts ("examined the maps") and no openness."""
HINTING = frozenset(f for v in "hint signal suggest indicate".split() for f in forms_of(v))
"""Verbs of saying that leave open what follows with "might"."""

UNTRUE = frozenset(
    "lie lies hoax myth fantasy illusion fiction false untrue true baseless groundless unfounded fairy-tale".split()
)
"""What somebody says of an account: a word on facts, and no stand."""
BAD = frozenset(
    w
    for w in "mistake error disgrace disgraceful shame shameful scandal scandalous outrage outrageous insult insulting betrayal nonsense "
    "farce joke sham fraud absurd ridiculous laughable grotesque wrong unfair "
    "unjust unjustified illegal unlawful unconstitutional illegitimate reckless irresponsible careless negligent dangerous unsafe "
    "risky harmful destructive damaging disastrous disaster catastrophe catastrophic fiasco failure debacle blunder folly madness "
    "crazy insane mad stupid foolish silly senseless pointless useless worthless needless unnecessary superfluous meaningless "
    "unacceptable unthinkable inexcusable unforgivable intolerable unbearable nonnegotiable impossible unworkable unrealistic "
    "inadequate insufficient incomplete weak poor bad worse worst terrible awful horrible dreadful appalling pathetic miserable "
    "cruel brutal inhuman inhumane barbaric heartless callous cynical hypocritical hypocrisy dishonest misleading "
    "exaggerated premature late rushed botched clumsy amateurish bungled waste wasteful "
    "millstone burden slap whitewash smokescreen stunt gimmick trick trap provocation blackmail extortion robbery theft punishment "
    "excessive disproportionate heavy-handed undemocratic racist discriminatory humiliating humiliation degrading offensive "
    "disrespectful unwelcome unhelpful counterproductive hopeless incompetent incompetence cowardly cowardice abuse crime criminal "
    "attack injustice threat setback disappointment disappointing regrettable deplorable unfortunate worrying alarming "
    "rubbish garbage bluff excuse circus witch-hunt lynching bargain-hunting cosmetic peanuts crumbs detrimental provocative unwise unhelpful unworthy unsustainable untenable sloppy one-sided biased arbitrary".split()
)
"""Judgements by which a speaker turns down what the subject names."""
GOOD = frozenset(
    w
    for w in "right good great excellent fine fair just sensible reasonable wise smart responsible proportionate appropriate adequate "
    "justified lawful legal legitimate constitutional democratic safe sound solid reliable effective efficient necessary essential "
    "vital crucial indispensable imperative overdue needed welcome promising encouraging best better ideal perfect "
    "fantastic wonderful brilliant superb success successful triumph victory breakthrough milestone blessing relief achievement "
    "progress improvement honour honor privilege pleased happy delighted glad grateful proud satisfied confident optimistic "
    "convinced generous honest courageous brave exemplary remarkable historic correct acceptable affordable viable game-changing "
    "harmless innocent healthy feasible workable realistic useful helpful valuable worthwhile precious beautiful".split()
)
"""Judgements by which a speaker takes the side of what the subject names."""
JUDGED = (BAD | GOOD | UNTRUE) - frozenset(
    "crime fraud theft abuse attack threat trust success fine just relief".split()
)
"""Words of judgement, which name no issue."""
CALLING = frozenset(f for v in "call brand label dub term describe deride".split() for f in forms_of(v)) - {"call"}
"""Verbs that give a thing a name: without a word of praise that is no compliment."""
TOO = frozenset(
    "late little few much many far long slow soon low high small big expensive weak hard soft fast risky early dangerous".split()
)
"""After "too" a complaint."""

TELLING = frozenset(
    "say comment confirm name discuss elaborate answer speak respond identify draw drawn differ know explain reveal disclose tell see hear "
    "understand be think believe find ask talk mention engage forget remember".split()
) - {"be"}
"""Who declines or wants to do these takes no standing."""

VOUCHING = frozenset("swear vouch bet guarantee".split())
"""Who will not do these is only unsure."""
WITNESSED = frozenset(
    f
    for v in "see hear know feel notice remember think believe expect sleep understand mean imagine guess find like get come go be "
    "want have".split()
    for f in forms_of(v)
)
"""What somebody did not do of these is no stand."""
FORECAST = frozenset(
    "temperature temperatures rain rainfall snow storm storms wind winds weather price prices share shares market markets "
    "economy inflation growth rate rates unemployment sales profit profits demand analyst analysts economist economists "
    "forecaster forecasters level levels river water flood crest peak tide sun season cost costs toll number".split()
)
"""What they are said to do is forecast and not promised."""

BEFORE_NOW = frozenset("previously earlier formerly initially originally once".split())
"""Adverbs that put a standing into the past."""

EMPTY_NOUNS = frozenset(
    "way time times day days week weeks month months year years people thing things lot part parts kind number one ones "
    "other others question questions issue issues matter matters fact case side sides place point end idea prospect "
    "possibility option something anything nothing everything possession position statement comment comments reporter "
    "reporters report reports newspaper outlet source sources official officials leader leaders president minister "
    "ministers chief government spokesman spokeswoman man woman person men women reason reasons need "
    "call calls demand demands step steps move word words view views hope hopes fear fears role claim claims anybody "
    "everybody somebody nobody member members force article articles mind minds party parties group groups board boards council councils club clubs "
    "bank banks ministry ministries authority authorities police concern concerns home world hour hours minute minutes moment today yesterday tomorrow "
    "monday tuesday wednesday thursday friday saturday sunday story news picture photograph name line form half "
    "format formats framework frameworks discussion discussions table heart top front back hand hands eye eyes door ground road lines sense extent level basis sort focus "
    "importance necessity support opposition responsibility request proposal version account fault mistake "
    "praise gratitude thanks approval denial denials criticism concept notion lead bit whole conversation conversations head heads arm body key detail details "
    "aspect aspects approach manner thought thoughts opinion opinions mood tone feeling momentum atmosphere "
    "phase stage course direction area areas scene situation circumstances context background goal goals aim aims "
    "work alternative alternatives difference differences sequence event events occasion room glass "
    "percentage cent cents million millions billion billions share amount kilometre kilometres metre metres centime page pages "
    "expectation expectations courage persuasion willingness readiness openness participation priority priorities "
    "respect regard behalf favour favor stand stance tune beginning opening middle bottom "
    "chance figure figures percent attempt effort efforts speech interview meantime future past present start".split()
)
"""Heads of noun phrases that name no issue by themselves."""

IDIOMS: dict[str, frozenset[str]] = {
    noun: frozenset(verbs.split())
    for nouns, verbs in (
        ("foot feet", "set put drag find get step"),
        ("fire", "hold open cease catch come play fight tackle battle douse"),
        ("tear tears", "fight hold shed"),
        ("shelf shelves", "take pull clear keep come return"),
        ("phone telephone receiver", "pick put hang answer"),
        ("blaze fires flames", "fight tackle battle douse"),
        ("sleep ground way heart nerve nerves", "lose give hold stand keep make"),
        ("air breath", "hold clear catch"),
        ("book books", "bring close cook keep"),
        ("voice voices", "raise lift lend"),
        ("camera cameras", "talk speak play"),
        ("stone stones", "leave throw"),
        ("tide clock page", "turn"),
        ("water", "hold clear tread catch pour"),
        ("bars doors", "behind close"),
        ("bed arms cap desk towel", "put throw clear stay lay"),
    )
    for noun in nouns.split()
}
"""Nouns that name no issue with one of these verbs right before: "set foot in a mine", "fighting back tears"."""
MONEY = frozenset(
    "crown crowns dollar dollars euro euros pound pounds franc francs krone kroner krona peso pesos rouble roubles ruble rubles "
    "rupee rupees yen yuan dinar dinars thaler thalers penny pence".split()
)
"""What a sum is told in: who promises "2,000 crowns" is for a payment."""

EMPTY_VERBS = frozenset(
    f
    for v in "be have do make take get go come say tell ask speak talk think know see hear want wish hope need try keep let give put "
    "call find feel seem look mean happen become use begin start continue add note show turn bring leave work believe expect "
    "plan like love prefer intend agree refuse reject support oppose demand urge accept welcome deny decide consider accuse blame warn".split()
    for f in forms_of(v)
)
"""Verbs that name no issue by themselves."""

ENDING = frozenset(
    f
    for v in "end go resign quit scrap repeal abolish dismantle undo reverse oppose reject overturn annul quash withdraw drop abandon "
    "leave avoid prevent sack fire dismiss cease vanish condemn".split()
    for f in forms_of(v)
) | frozenset("aside struck pulled torn demolished".split())
"""Actions against what they are done to: who wants the war to end is against the war."""
LEAVING = frozenset(f for v in "go resign cease vanish".split() for f in forms_of(v))
"""Those of them that nothing is done to: they end their subject."""
BREAKING_OFF = {
    form: frozenset(particles)
    for verb, particles in (
        ("break", ("off",)),
        ("call", ("off",)),
        ("pull", ("out",)),
        ("back", ("out",)),
        ("give", ("up",)),
    )
    for form in forms_of(verb)
}
"""Verbs that with a particle end what they are done to: "break off the talks"."""
PARTING = frozenset(forms_of("leave"))
"""Verbs that name a deed where they are done to a body or a place: "ruled out leaving the government"."""
ENDING_NOUNS = frozenset(
    "end repeal abolition annulment withdrawal resignation dismissal sacking cessation refusal rejection".split()
)
"""Nouns of the same, before "to", "of" or "on"."""

STOPPING: dict[str, str] = {
    form: forms_of(listed.split()[0])[2]
    for listed in (
        "close shut",
        "stop halt",
        "freeze",
        "suspend",
        "cancel",
        "ban prohibit outlaw",
        "delay postpone",
        "cut",
        "evacuate",
        "sell",
        "cede",
        "surrender",
    )
    for verb in listed.split()
    for form in forms_of(verb)
}
"""Forms of verbs of stopping -> the gerund: what they are done to makes an issue of its own ("closing the schools")."""
GIVING_UP = frozenset(forms_of("give"))
"""With "up" behind them what they are done to makes an issue of its own: "giving up the island"."""
STOPPING_NOUNS: dict[str, str] = {
    "closure": "closing", "shutdown": "closing", "halt": "halting", "stop": "stopping", "stoppage": "stopping",
    "suspension": "suspending", "freeze": "freezing", "cancellation": "cancelling", "ban": "banning", "delay": "delaying",
    "postponement": "postponing", "cut": "cutting", "cuts": "cutting", "evacuation": "evacuating", "sale": "selling",
}  # fmt: skip
"""Nouns of the same, with "of" or "on"."""

DEEDS: dict[str, str] = {
    form: noun
    for noun, verbs in {
        "resignation": "resign quit",
        "withdrawal": "withdraw retreat",
        "apology": "apologise apologize",
        "negotiations": "negotiate",
        "surrender": "surrender",
        "disarmament": "disarm",
        "mediation": "mediate",
        "testimony": "testify",
    }.items()
    for verb in verbs.split()
    for form in forms_of(verb)
}
"""Forms of verbs that name an issue though nothing is done to anything -> its name."""
ENCOUNTERING = {
    "meet": "meeting", "meeting": "meeting", "talk": "talks", "talking": "talks", "leave": "departure",
}  # fmt: skip
"""The same for verbs that name one only as what is to be."""
LEAVING_OFFICE = {
    form: particles
    for verb, particles in (
        ("step", ("down", "aside")),
        ("stand", ("down",)),
        ("bow", ("out",)),
        ("leave", ("office",)),
    )
    for form in forms_of(verb)
}
"""Verbs with the words after them by which somebody leaves office."""

SAME_IN_NEWS = tuple(
    frozenset(group.split())
    for group in (
        "ceasefire truce armistice",
        "deal agreement accord pact settlement",
        "talk negotiation",
        "strike walkout stoppage",
        "layoff redundancy",
        "inquiry investigation probe",
        "troop soldier",
        "tax levy duty",
        "pay wage salary",
        "shutdown closure",
        "takeover acquisition merger",
        "compensation payout",
        "closing shutting closure",
        "halting stopping suspending freezing suspension halt",
        "banning ban prohibiting outlawing",
        "delaying postponing delay postponement",
        "selling sale",
        "vote ballot election poll",
        "resignation resign resigning",
        "apology apologise apologize",
        "price fee",
        "rise increase raise",
        "job post",
        "verdict ruling judgment judgement",
        "jail prison",
        "jab vaccine vaccination vaccinate",
        "protest march demonstration rally",
        "offer bid",
        "inspection inspector",
    )
)
"""Nouns that reports of one story use for one another (singular)."""

DECLINING = frozenset("refuse refuses refused refusing decline declines declined declining".split())
"""Before "to" these turn a stand round."""
