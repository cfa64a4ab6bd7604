"""Rows of the language table: English, German, Dutch."""

from __future__ import annotations

from reader.threads.language import Language, months, phrases, words

ENGLISH = Language(
    "en",
    thanks=phrases("thanks | thank you | thank you very much | thanks a lot | thanks so much | many thanks | thx | ty | cheers"),
    continued=phrases(
        "continued from | continuing from | carried over from | from the last thread | from the previous thread | from the other thread"
    ),
    second_person=words("you your youre you're yours ur u"),
    wrote=words("wrote writes said says posted commented replied asked claimed stated noted mentioned"),
    quote_heads=phrases("originally posted by | quote from | quoting | quote | posted by | written by | replying to"),
    comment_words=words("comment comments post posts reply message msg response poster commenter commentor"),
    number_words=words("no nr number num numero"),
    courtesies=phrases(
        "hi | hello | hey | dear | thanks | thank you | thank you very much | many thanks | thx | ty | cheers | lol | haha | "
        "ha | oh | ah | ok | okay | so | and | but | well | yes | no | yeah | yep | nope | sorry | please | welcome | wow | "
        "sure | right | true | exactly | bravo | kudos | good morning | good evening | good point | great post | nice post | "
        "great comment | good comment | well said | not so | come on | also | agreed | rip | congrats | congratulations | "
        "good stuff | excellent post | "
        "nice | lovely | great | brilliant | awesome | cool | wonderful | amazing | perfect | excellent | fair enough | touché | "
        "interesting | correct | indeed | absolutely | nonsense | spot on | hear hear | poor | old"
    ),
    about=phrases(
        "re | ref | regarding | to | for | response to | reply to | in reply to | in response to | answer to | in answer to | "
        "responding to | replying to | answering | note to | question for | message to | a question for | @ | attn | on | "
        "about | with respect to | as to | referring to | hat tip to | hat tip | ht | h/t | per | see"
    ),
    agree=phrases(
        "i agree with | agree with | agreed with | i agree | agree | i like | i second | seconded | i concur with | i "
        "disagree with | disagree with | i love | good point about | what about | as for"
    ),
    toward=words(
        "with as like by from to for at and or than of per via since because unlike think thinks agree disagree thank thanks "
        "following follow what if when ask asking tell told quote quoting read see reading that hope hey hi dear both"
    ),
    third_person=words(
        "is was has had said says wrote writes thinks thought believes believed predicted predicts suggests suggested "
        "mentions mentioned argues argued claims claimed notes noted points pointed posted posts asks asked explains "
        "explained seems does did will would describes described linked links links quotes quoted makes made put puts refers "
        "referred i also"
    ),
    above=phrases(
        "the above | above comment | comment above | post above | previous comment | previous post | the comment before | last comment"
    ),
    goes_on=phrases(
        "and | ps | p s | pps | also | edit | correction | erratum | oops | addendum | forgot to add | i forgot | i meant | i "
        "mean | one more thing | to add | to continue | cont | continued | my previous | forgive the typos | sorry for the "
        "typos | typo | to clarify | clarification | update | the above | my last | in addition"
    ),
    elsewhere=phrases(
        "other thread | other threads | another thread | previous thread | last thread | open thread | other post | previous "
        "post | earlier thread | earlier post | last post"
    ),
    units=words(
        "am pm percent pct km kms mile miles mi m metre metres meter meters feet ft inch inches mph kmh kg lb lbs pounds ton "
        "tons tonnes gb mb kb ghz mhz usd eur dollars dollar euros euro pounds bucks cents year years yr yrs month months "
        "week weeks day days hour hours hr hrs minute minutes min mins second seconds sec secs times people men women million "
        "millions billion billions trillion thousand hundred degrees volts watts grams per x o clock oclock jan feb mar apr "
        "may jun jul aug sep oct nov dec january february march april june july august september october november december mr "
        "comments posts replies players points inches liters litres"
    ),
    articles=words("the a an my our your his her their its this that rated ranked voted any every no our of"),
    nobody=phrases(
        "anonymous | anon | guest | unknown | visitor | reader | a reader | user | no name | noname | nobody | someone | n a "
        "| name | commenter | anonymous coward | anonymous user | deleted | removed | deleted user | former member | ghost"
    ),
    post_words=words("post article piece story entry thread blog host author"),
    months=months(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct "
        "november/nov december/dec"
    ),
    weekdays=words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"),
    stop=words(
        "the be is are was were been being to of and a an in that have has had i it its im ive for not on with he she they "
        "them him her his hers as you your yours do does did done at this but by from we our us my me mine or will would "
        "shall should can could may might must there their theirs what so up out if about who whom whose get got which go "
        "goes going gone went when make made no yes just know take took into year good some than then now look only come came "
        "its over think thought also back after use how work first well way even new want because any these those most more "
        "much many such very too here where why all both each few other others another own same s t don dont doesnt didnt "
        "isnt arent wasnt wont cant couldnt wouldnt let lets one two three four five six seven eight nine ten said say says "
        "see seen still really never ever always again off down through before between being thing things something anything "
        "nothing everything people like right left man men time day lot while during against under same seem seems thanks "
        "thank please sorry hi hello every without until once yet ever enough although though however either neither nor "
        "whether upon within among around behind besides despite except inside near next outside past till unless perhaps "
        "maybe almost already sometimes often usually anyway anybody anyone everybody everyone nobody somebody someone none "
        "am became become keep kept put tell told ask asked find found give gave given need needs try tried seemed true sure "
        "actually probably quite rather least most half whole last next old little big long far bit lot kind sort"
    ),
)

GERMAN = Language(
    "de",
    thanks=phrases("danke | danke dir | danke ihnen | vielen dank | dankeschön | herzlichen dank | besten dank | danke schön"),
    continued=phrases("fortsetzung von | fortgesetzt von | aus dem letzten thread"),
    second_person=words("du dein deine deinen dir dich ihr euch euer sie ihnen ihre"),
    wrote=words("schrieb schreibt sagte sagt meinte meint geschrieben fragte antwortete kommentierte"),
    quote_heads=phrases("zitat von | zitat | zitiere | original von | geschrieben von | antwort auf | verfasst von"),
    comment_words=words("kommentar kommentare beitrag beitrages beitrags posting post antwort nachricht"),
    number_words=words("nr nummer no"),
    courtesies=phrases(
        "hallo | hi | hey | moin | servus | lieber | liebe | danke | vielen dank | dankeschön | herzlichen dank | ja | nein | "
        "naja | na | ach | also | und | aber | sorry | genau | richtig | stimmt | tja | guten tag | guten morgen | guten "
        "abend | sehr geehrter herr | sehr geehrte frau | herr | frau | bitte | nö | doch | so | grüß dich | besten dank | "
        "danke schön | bravo | gut | "
        "super | klasse | prima | toll | perfekt | glückwunsch | respekt | willkommen | schade | quatsch | unsinn | großartig"
    ),
    about=phrases(
        "an | zu | re | betr | betrifft | antwort an | antwort auf | als antwort auf | für | frage an | siehe | vgl | "
        "bezüglich | bzgl | auf | wegen"
    ),
    agree=phrases(
        "ich stimme | stimme | ich schließe mich | ich bin ganz bei | zustimmung zu | das mit | da muss ich | dem kann ich | "
        "ich finde die idee"
    ),
    toward=words("von mit wie bei an für als laut nach zu und oder gegen statt auf was dass danke dank ob wenn seit frage hat hatte wer"),
    third_person=words(
        "ist war hat hatte sagt sagte schreibt schrieb meint meinte glaubt fragt behauptet behauptete erwähnt erwähnte schon "
        "wird findet verlinkt beschreibt beschrieb zitiert"
    ),
    above=phrases(
        "obiger | obigen | obige | der kommentar darüber | der vorige kommentar | vorredner | mein vorredner | meines "
        "vorredners | meinem vorredner | weiter oben"
    ),
    goes_on=phrases(
        "und | ps | nachtrag | ergänzung | korrektur | edit | noch etwas | noch was | außerdem | mein letzter | ich meinte | "
        "tippfehler | sorry für die tippfehler | zusatz | ach ja"
    ),
    elsewhere=phrases(
        "anderen thread | anderer thread | anderen strang | letzten beitrag | früheren beitrag | anderen artikel | anderen "
        "diskussion | letzten thread"
    ),
    units=words(
        "uhr prozent km meter cm mm jahre jahren jahr monate monaten monat wochen woche tage tagen tag stunden stunde minuten "
        "minute sekunden euro cent mark franken dollar mal leute menschen personen millionen mio milliarden mrd tausend grad "
        "kilo gramm tonnen liter januar februar märz mai juni juli august oktober dezember kommentare beiträge antworten "
        "prozentpunkte volt watt"
    ),
    articles=words("der die das dem den des ein eine einen einer eines mein meine unser unsere dein deine euer ihr ihre sein seine"),
    nobody=phrases(
        "anonym | gast | unbekannt | leser | besucher | niemand | benutzer | namenlos | anonymer benutzer | gelöschter benutzer"
    ),
    post_words=words("artikel beitrag autor text blog"),
    months=months(
        "januar/jänner/jan februar/feb märz/mär/maerz/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept "
        "oktober/okt november/nov dezember/dez"
    ),
    weekdays=words("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"),
    stop=words(
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an er so dass kann dieser "
        "wie bei oder wird sind noch nach war werden aber aus durch hat haben man nur über schon wenn sein sie ihr ihre ich "
        "du wir mich mir dich dir uns euch was wer wo warum da dann denn doch mal ja nein sehr mehr viel viele immer wieder "
        "ganz etwas nichts alle alles keine kein hier dort heute jetzt um am zum zur vom beim gegen ohne unter vor zwischen "
        "hatte hätte wäre würde können müssen muss soll sollte will einen einem einer eines diese dieses diesen selbst eben "
        "halt also"
    ),
)

DUTCH = Language(
    "nl",
    thanks=phrases("bedankt | dank je | dank u | dankjewel | dank je wel"),
    continued=phrases("vervolg van | vervolg op"),
    second_person=words("jij je jou jouw u uw jullie"),
    wrote=words("schreef schrijft zei zegt vroeg antwoordde plaatste reageerde"),
    quote_heads=phrases("citaat van | citaat | quote van | geplaatst door | oorspronkelijk geplaatst door | geschreven door | reactie op"),
    comment_words=words("reactie reacties bericht berichten post commentaar antwoord"),
    number_words=words("nr nummer no"),
    courtesies=phrases(
        "hallo | hoi | hey | dag | beste | geachte | lieve | bedankt | dank je | dank u | dankjewel | ja | nee | nou | ach | "
        "maar | en | dus | sorry | precies | klopt | juist | goed | goedemorgen | goedenavond | inderdaad | heer | mevrouw | "
        "dank | bravo | "
        "mooi | prachtig | top | leuk | gefeliciteerd | precies | klopt | helemaal | geweldig | welkom"
    ),
    about=phrases("aan | re | op | in antwoord op | antwoord aan | betreft | over | voor | zie | vraag aan | wat betreft | volgens"),
    agree=phrases("eens met | ik ben het eens met | mee eens | helemaal eens met | ik deel de mening van"),
    toward=words("van met als bij aan voor volgens door en of dat tegen dank over zoals wat vraag"),
    third_person=words("is was heeft had zegt zei schrijft schreef denkt dacht gelooft beweert noemt noemde vraagt lijkt vindt"),
    above=phrases("hierboven | vorige reactie | vorig bericht | bovenstaande"),
    goes_on=phrases("en | ps | correctie | aanvulling | edit | nog iets | ik bedoelde | ik vergat | overigens | bovendien"),
    elsewhere=phrases("ander draadje | andere topic | vorig artikel | vorige post | ander artikel | andere draad"),
    units=words(
        "uur procent km meter jaar jaren maand maanden week weken dag dagen minuten minuut seconden euro gulden dollar cent "
        "keer mensen personen miljoen miljard duizend graden kilo gram ton liter januari februari maart april mei juni juli "
        "augustus september oktober november december reacties berichten"
    ),
    articles=words("de het een mijn onze ons jouw uw zijn haar hun deze dit die dat"),
    nobody=words("anoniem gast onbekend bezoeker lezer niemand"),
    post_words=words("artikel stuk auteur tekst blog"),
    months=months(
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt "
        "november/nov december/dec"
    ),
    weekdays=words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"),
    stop=words(
        "de het een en van in is dat op te zijn met voor niet die er aan ook als maar om dan bij uit nog naar dit door over "
        "ze wel of je ik hij zij wij we u hun hem haar mijn jouw ons onze was wordt worden heeft hebben had kan kunnen moet "
        "moeten zou zal wat wie waar waarom hoe zo al meer veel geen alle alles iets niets hier daar nu toen tot tegen zonder "
        "onder tussen deze dus want omdat altijd nooit weer heel zeer"
    ),
)
