"""First names that nearly always belong to women or to men, as data: they keep "she" from a man named nearby.

Names that are borne by both (Robin, Andrea, Sasha, Jean, Kim, Alex) are left out on purpose.
"""

from __future__ import annotations

FEMALE = frozenset(
    "abigail ada adriana agnes aisha alexandra alice alicia alina alison amanda amelia amina amy ana anastasia angela anika anita ann anna anne annalena "
    "annie antonia ayesha barbara beata beatrice benazir bertha beth betty birgit brenda bridget brigitte camilla carla carmen carol carolina caroline "
    "catalina catherine cecilia charlotte cheryl chiara christina christine claire clara claudia clementine colette cristina cynthia dagmar daniela deborah "
    "delia denise diana dolores donna dora doris dorothy edith elaine eleanor elena eleni eleonora elisa elisabeth elise eliza elizabeth ella ellen elsa "
    "emily emma erika erna esther ethel eugenia eva evelyn fatima fatma fiona florence frances francesca frieda gabriela gabriella galina genevieve gertrude "
    "gianna gillian gina giorgia giulia gloria grace greta gretchen hanna hannah harriet heather hedwig heidi helen helena helga henrietta hilary hilda "
    "hillary hortense ida ines ingrid inna irena irene irina iris irma isabel isabella ivana ivanka jacinda jacqueline jana jane janet janice jasmine jeanne "
    "jennifer jenny jessica jill joanna johanna josephine joyce juanita judith judy julia juliana julie juliet karen karin karina katarina kate katherine "
    "kathleen kathy katja katrin kayla kirsten klara kristina laila larissa laura leila lena letitia lidia liliana linda lisa liudmila liz lorena loretta "
    "louise lucia lucy ludmila luisa lydia mabel madeleine maja manuela marcela margaret margarita maria mariam mariana marianne marie marina marta martha "
    "martina mary matilda maureen maya megan melania melinda melissa mercedes mette meredith mia michelle mildred mila mina miriam monica monika nadia nadine "
    "nancy naomi natalia natalie natasha nicola nicole nina noor nora norma odile oksana olena olga olivia oriana paloma pamela patricia paula pauline "
    "penelope petra phyllis priscilla priya rachel raquel rebecca regina renata rita roberta rosa rosalind rose rosemary ruth sabine sabrina samantha sandra "
    "sanna sara sarah selma sharon sheila shirley sigrid silvia simone sofia sonia sophia sophie stella stephanie susan susanna suzanne svetlana sylvia "
    "tamara tanya tatiana teresa thea theresa tina ulrike ursula valentina valeria vanessa vera veronica victoria viktoria violeta virginia vivian wanda "
    "wendy xenia yasmin yelena yolanda yulia yvette yvonne zainab zoe zuzana melanie alma amara anneliese astrid augusta aurora bea berit bettina brigid brigitta cassandra celeste celia chloe clarissa cordelia cora daisy daphne delphine "
    "dorothea edda edwina effie elin ellie elspeth estelle eunice evangeline faith felicity fern flora freya frida gemma georgia georgina gerda gudrun gwen gwendolyn hazel hedda hester hope iona "
    "ingeborg isla ivy jemima joan josie katya kirsty laurel lavinia leonora lilian lily linnea lotte lucinda maeve magda marguerite marigold marisol mathilde maud maude may millicent "
    "minna miranda muriel myrtle nell nora nuala octavia olive ottilie paulina pearl philippa phoebe poppy prudence ragnhild rhoda rosalie rosamund rosie ruby sadie saskia sigrun solveig "
    "tabitha tamsin thelma theodora tilda trudy ulla una verity viola wilhelmina winifred yara yasmine zara".split()
)
MALE = frozenset(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto aleksander alexander alexei alfonso alfred ali andreas andrei andres andrew andriy "
    "andrzej anthony antonio anton antonis antony antti arjun arnold arthur arturo august barack benjamin bernard bernd bernie bill bob boris brian bruce "
    "bruno carl carlos cedric charles chris christian christoph christopher clarence claude clement colin conrad craig cyril daniel darren dave david dean "
    "dennis derek diego dieter dietmar dirk dmitri dmitry dominic donald douglas duncan dwight edgar edmund eduardo edward edwin elias elijah emil emilio "
    "emmanuel enrique eric erik ernest ernesto ernst eugene evan fabian felipe felix ferdinand fernando filip francesco francis francisco francois frank "
    "franz fred frederick friedrich fritz gareth gary gavin geoffrey georg george gerald gerard gerhard giacomo giovanni giuseppe glenn gordon graham "
    "greg gregory guillermo gunther gustav guy hamid hans harald harold harry hassan hector heinrich heinz helmut henri henry herbert herman hidalgo howard "
    "hubert hugh hugo hussein ian ibrahim igor ilya isaac ismail ivan jack jacob jacques jaime jake jakob james jan janis jared jason javier jeff jeffrey "
    "jens jeremy jerome jerry jerzy jesus jim jimmy joachim joe joel johan johann john jon jonas jonathan jorge jose josef joseph josh joshua juan julian "
    "juergen justin kamal karl kaspar keir keith ken kenneth kevin khalid klaus konrad konstantin kurt lars laszlo laurent lawrence leo leon leonard leonid "
    "leopold lewis liam lothar louis luca lucas ludwig luis luke maksim malcolm manfred manuel marc marcel marcin marco marcus mario mark markus martin "
    "mathias matteo matthew matthias maurice max maxim maximilian mehmet michael michel miguel mike mikhail milos mohamed mohammad mohammed morris mustafa "
    "nathan nathaniel neil nicholas nicolas nigel nikolai noah norman olaf oleg oleksandr oliver olivier omar oscar oskar oswald otto owen pablo paolo "
    "patrick paul pavel pawel pedro per peter petr petro philip philippe pierre piotr rafael rajesh ralph ramon raul ray raymond recep reginald reinhard "
    "rene ricardo riccardo richard rishi robert roberto rodrigo roger roland rolf roman ron ronald roy rudolf rupert russell salman samuel sebastian "
    "sergei sergey sergio seth sidney silvio simon stanislav stefan stephen steve steven stuart sven tariq ted terence theo theodor theodore thomas "
    "thorsten tim timothy tobias todd tom tomas tomasz tony ulrich umberto vadim valentin victor viktor vincent vitali vladimir volodymyr walter warren "
    "werner wilfred wilhelm will william winston wolfgang xavier yuri yury yusuf zoltan abel alasdair alastair albin aldo alistair ambrose angus anselm archibald archie aurelio barnaby basil bertram bertrand boris bram caspar cecil chester "
    "clifford conor cornelius cyrus damian dermot desmond dominik douglas eamon ebenezer edvard eero egon elliot emeka emrys enoch enzo ephraim ernesto eustace ezekiel ezra felipe fergus "
    "finlay fintan gabriel garrett geoff gideon gilbert giles godfrey gregor gunnar gus halvard hamish hector herman hiram horace horatio hugh humphrey ignatius isidore ivor jasper "
    "jerome jonah jorgen julius kaspar kjell lachlan lancelot lionel lorenz magnus malcolm marius melvin milo mortimer neville niall nigel norbert olav osric osvald otis palle pascal percy "
    "piet quentin quincy ralf randolph reuben rex rory ruben rufus rupert ruslan seamus sebastien silas stellan sverre tobin torsten tristan ulf ulysses vernon viggo wendell wilbur wilf wilfrid yannick".split()
)
