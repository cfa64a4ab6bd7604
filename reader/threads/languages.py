"""The words by which people point at each other, one table row per language; a thread may mix languages, so all rows apply at once.

Words are written in lower case, without apostrophes, as `reader.threads.words.fold` leaves them. What belongs here is only what a
dictionary or a style guide of that language knows: no row may hold the words of a single page.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language.

    ``wrote`` stand beside a name in an attribution and carry reported speech; ``quote_heads`` come before the name in one.
    ``comment_words`` announce the number of a comment; ``number_words`` say only "number". ``courtesies`` and ``about`` may stand
    between the beginning of a paragraph and a name or number spoken to; ``agree`` open an answer to somebody's idea. ``toward``
    are prepositions and conjunctions behind which a person may stand in the middle of a sentence; ``third_person`` are verbs that
    follow a person spoken about. ``above`` point upwards without a name; ``goes_on`` open the continuation of one's own comment.
    ``elsewhere`` say that something stands in another thread. ``units`` behind a number make it a quantity. ``articles`` before
    ``#1`` make it a rank. ``nobody`` are names that stand for no one in particular. ``post_words`` are what readers call the post.
    ``stop`` are the most frequent words: never a shortened name, never a rare word.
    """

    code: str
    wrote: tuple[str, ...]
    quote_heads: tuple[str, ...]
    comment_words: tuple[str, ...]
    number_words: tuple[str, ...]
    courtesies: tuple[str, ...]
    about: tuple[str, ...]
    agree: tuple[str, ...]
    toward: tuple[str, ...]
    third_person: tuple[str, ...]
    above: tuple[str, ...]
    goes_on: tuple[str, ...]
    elsewhere: tuple[str, ...]
    units: tuple[str, ...]
    articles: tuple[str, ...]
    nobody: tuple[str, ...]
    post_words: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    """Twelve tuples: all written forms of a month, longest first is not needed."""
    stop: tuple[str, ...]


def _w(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _p(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _months(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(month.split("/")) for month in text.split())


ENGLISH = Language(
    "en",
    wrote=_w("wrote writes said says posted commented replied asked claimed stated noted mentioned"),
    quote_heads=_p("originally posted by | quote from | quoting | quote | posted by | written by | replying to"),
    comment_words=_w("comment comments post posts reply message msg response poster commenter commentor"),
    number_words=_p("no | nr | number | num | numero"),
    courtesies=_p(
        "hi | hello | hey | dear | thanks | thank you | thank you very much | many thanks | thx | ty | cheers | lol | haha | ha | oh | ah | ok | okay"
        " | so | and | but | well | yes | no | yeah | yep | nope | sorry | please | welcome | wow | sure | right | true | exactly | bravo | kudos"
        " | good morning | good evening | good point | great post | nice post | great comment | good comment | well said | not so | come on | also"
        " | agreed | rip | congrats | congratulations | good stuff | excellent post"
    ),
    about=_p(
        "re | ref | regarding | to | for | response to | reply to | in reply to | in response to | answer to | in answer to | responding to"
        " | replying to | answering | note to | question for | message to | a question for | @ | attn | on | about | with respect to | as to | referring to"
        " | hat tip to | hat tip | ht | h/t | per | see"
    ),
    agree=_p(
        "i agree with | agree with | agreed with | i agree | agree | i like | i second | seconded | i concur with | i disagree with | disagree with | i love | good point about"
        " | what about | as for"
    ),
    toward=_w(
        "with as like by from to for at and or than of per via since because unlike think thinks agree disagree thank thanks following follow what if when"
        " ask asking tell told quote quoting read see reading that hope hey hi dear both"
    ),
    third_person=_w(
        "is was has had said says wrote writes thinks thought believes believed predicted predicts suggests suggested mentions mentioned"
        " argues argued claims claimed notes noted points pointed posted posts asks asked explains explained seems does did will would"
        " describes described linked links links quotes quoted makes made put puts refers referred i also"
    ),
    above=_p("the above | above comment | comment above | post above | previous comment | previous post | the comment before | last comment"),
    goes_on=_p("and | ps | p s | pps | also | edit | correction | erratum | oops | addendum | forgot to add | i forgot | i meant | i mean | one more thing | to add | to continue"
               " | cont | continued | my previous | forgive the typos | sorry for the typos | typo | to clarify | clarification | update | the above | my last | in addition"),
    elsewhere=_p("other thread | other threads | another thread | previous thread | last thread | open thread | other post | previous post | earlier thread | earlier post | last post"),
    units=_w(
        "am pm percent pct km kms mile miles mi m metre metres meter meters feet ft inch inches mph kmh kg lb lbs pounds ton tons tonnes gb mb kb ghz mhz"
        " usd eur dollars dollar euros euro pounds bucks cents year years yr yrs month months week weeks day days hour hours hr hrs minute minutes min mins"
        " second seconds sec secs times people men women million millions billion billions trillion thousand hundred degrees volts watts grams per x"
        " o clock oclock jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november december"
        " mr comments posts replies players points inches liters litres"
    ),
    articles=_w("the a an my our your his her their its this that rated ranked voted any every no our of"),
    nobody=_p("anonymous | anon | guest | unknown | visitor | reader | a reader | user | no name | noname | nobody | someone | n a | name | commenter | anonymous coward | anonymous user | deleted | removed | deleted user | former member | ghost"),
    post_words=_w("post article piece story entry thread blog host author"),
    months=_months("january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec"),
    stop=_w(
        "the be is are was were been being to of and a an in that have has had i it its im ive for not on with he she they them him her his hers as you"
        " your yours do does did done at this but by from we our us my me mine or will would shall should can could may might must there their theirs what"
        " so up out if about who whom whose get got which go goes going gone went when make made no yes just know take took into year good some than then now"
        " look only come came its over think thought also back after use how work first well way even new want because any these those most more much many such"
        " very too here where why all both each few other others another own same s t don dont doesnt didnt isnt arent wasnt wont cant couldnt wouldnt let lets"
        " one two three four five six seven eight nine ten said say says see seen still really never ever always again off down through before between being"
        " thing things something anything nothing everything people like right left man men time day lot while during against under same seem seems"
        " thanks thank please sorry hi hello"
    ),
)

GERMAN = Language(
    "de",
    wrote=_w("schrieb schreibt sagte sagt meinte meint geschrieben fragte antwortete kommentierte"),
    quote_heads=_p("zitat von | zitat | zitiere | original von | geschrieben von | antwort auf | verfasst von"),
    comment_words=_w("kommentar kommentare beitrag beitrages beitrags posting post antwort nachricht"),
    number_words=_w("nr nummer no"),
    courtesies=_p(
        "hallo | hi | hey | moin | servus | lieber | liebe | danke | vielen dank | dankeschön | herzlichen dank | ja | nein | naja | na | ach | also | und | aber | sorry"
        " | genau | richtig | stimmt | tja | guten tag | guten morgen | guten abend | sehr geehrter herr | sehr geehrte frau | herr | frau | bitte | nö | doch | so | grüß dich"
        " | besten dank | danke schön | bravo | gut"
    ),
    about=_p("an | zu | re | betr | betrifft | antwort an | antwort auf | als antwort auf | für | frage an | siehe | vgl | bezüglich | bzgl | auf | wegen"),
    agree=_p("ich stimme | stimme | ich schließe mich | ich bin ganz bei | zustimmung zu | das mit | da muss ich | dem kann ich | ich finde die idee"),
    toward=_w("von mit wie bei an für als laut nach zu und oder gegen statt auf was dass danke dank ob wenn seit frage hat hatte wer"),
    third_person=_w("ist war hat hatte sagt sagte schreibt schrieb meint meinte glaubt fragt behauptet behauptete erwähnt erwähnte schon wird findet verlinkt beschreibt beschrieb zitiert"),
    above=_p("obiger | obigen | obige | der kommentar darüber | der vorige kommentar | vorredner | mein vorredner | meines vorredners | meinem vorredner | weiter oben"),
    goes_on=_p("und | ps | nachtrag | ergänzung | korrektur | edit | noch etwas | noch was | außerdem | mein letzter | ich meinte | tippfehler | sorry für die tippfehler | zusatz | ach ja"),
    elsewhere=_p("anderen thread | anderer thread | anderen strang | letzten beitrag | früheren beitrag | anderen artikel | anderen diskussion | letzten thread"),
    units=_w(
        "uhr prozent km meter cm mm jahre jahren jahr monate monaten monat wochen woche tage tagen tag stunden stunde minuten minute sekunden euro cent mark franken"
        " dollar mal leute menschen personen millionen mio milliarden mrd tausend grad kilo gramm tonnen liter januar februar märz mai juni juli august"
        " oktober dezember kommentare beiträge antworten prozentpunkte volt watt"
    ),
    articles=_w("der die das dem den des ein eine einen einer eines mein meine unser unsere dein deine euer ihr ihre sein seine"),
    nobody=_p("anonym | gast | unbekannt | leser | besucher | niemand | benutzer | namenlos | anonymer benutzer | gelöschter benutzer"),
    post_words=_w("artikel beitrag autor text blog"),
    months=_months("januar/jänner/jan februar/feb märz/mär/maerz/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov dezember/dez"),
    stop=_w(
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an er so dass kann dieser wie bei oder wird sind noch nach"
        " war werden aber aus durch hat haben man nur über schon wenn sein sie ihr ihre ich du wir mich mir dich dir uns euch was wer wo warum da dann denn"
        " doch mal ja nein sehr mehr viel viele immer wieder ganz etwas nichts alle alles keine kein hier dort heute jetzt um am zum zur vom beim gegen ohne"
        " unter vor zwischen hatte hätte wäre würde können müssen muss soll sollte will einen einem einer eines diese dieses diesen selbst eben halt also"
    ),
)

FRENCH = Language(
    "fr",
    wrote=_w("écrit disait dit répond répondait demandait affirme affirmait posté"),
    quote_heads=_p("citation de | citation | cité par | envoyé par | posté par | message de | originally posted by | rédigé par | écrit par"),
    comment_words=_w("commentaire commentaires message post réponse billet com"),
    number_words=_w("no nº n° numéro num nr"),
    courtesies=_p(
        "bonjour | bonsoir | salut | coucou | cher | chère | merci | merci beaucoup | mille mercis | grand merci | oui | non | si | ah | oh | eh | ben | bon | mais | et | donc | désolé | désolée"
        " | bravo | exact | bien dit | tout à fait | m | mme | monsieur | madame | lol | mdr | pardon | alors | merci à | d accord"
    ),
    about=_p("à | a | pour | re | réponse à | en réponse à | au sujet de | à propos de | concernant | question à | voir | cf | quant à | selon"),
    agree=_p("d accord avec | je suis d accord avec | je suis d accord | tout à fait d accord avec | je rejoins | entièrement d accord avec | j aime l idée"),
    toward=_w("de avec comme par selon pour à et ou que chez contre merci d dit dixit sur si quand"),
    third_person=_w("est était a avait dit disait écrit pense croit affirme parle parlait explique demande prétend cite mentionne semble évoque raconte a"),
    above=_p("ci-dessus | plus haut | commentaire précédent | le commentaire au-dessus | message précédent"),
    goes_on=_p("et | ps | p s | post-scriptum | correction | errata | erratum | edit | j ajoute | j oubliais | je voulais dire | suite | précision | au fait | rectification"),
    elsewhere=_p("autre fil | autre billet | autre article | fil précédent | billet précédent | autre discussion"),
    units=_w(
        "heures heure h pour cent km mètres mètre ans an mois semaines semaine jours jour minutes minute secondes euros euro francs dollars centimes fois personnes gens millions million"
        " milliards milliard mille degrés kilos grammes tonnes litres janvier février mars avril mai juin juillet août septembre octobre novembre décembre commentaires messages"
    ),
    articles=_w("le la les l un une des du de ce cette mon ma mes notre nos votre vos son sa ses leur au"),
    nobody=_p("anonyme | invité | inconnu | visiteur | lecteur | personne | sans nom"),
    post_words=_w("billet article auteur texte blog"),
    months=_months("janvier/janv février/févr/fevrier mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/déc/decembre"),
    stop=_w(
        "le la les de des du un une et à en que qui dans pour pas sur au aux ce se ne il elle on je tu nous vous ils elles avec est sont était été être avoir a ont"
        " par plus mais ou où comme si sa son ses leur leurs mon ma mes ton ta tes notre votre cette ces cet tout tous toute toutes fait faire bien très aussi même"
        " sans peut y d l c j n s m t qu dont quand alors donc car après avant encore moins trop peu rien jamais toujours ça cela ceci celui celle là ici deux autre autres"
    ),
)

SPANISH = Language(
    "es",
    wrote=_w("escribió escribio dijo dice escribe comentó comento respondió preguntó publicó"),
    quote_heads=_p("cita de | cita | citando a | originalmente publicado por | escrito por | publicado por | iniciado por | mensaje de"),
    comment_words=_w("comentario comentarios mensaje post respuesta entrada"),
    number_words=_w("no nº núm num número numero nro"),
    courtesies=_p(
        "hola | buenas | buenos días | buenas tardes | buenas noches | estimado | estimada | querido | querida | gracias | muchas gracias | sí | si | no | pues | bueno | pero | y | ah | oh"
        " | perdón | disculpa | exacto | eso | claro | saludos | oye | mira | jaja | señor | señora | sr | sra | don | doña | bravo | bien dicho | vale | gracias a"
    ),
    about=_p("a | para | re | respuesta a | en respuesta a | sobre | respecto a | con respecto a | en cuanto a | pregunta para | véase | ver | según"),
    agree=_p("de acuerdo con | estoy de acuerdo con | estoy de acuerdo | totalmente de acuerdo con | coincido con | concuerdo con | me gusta la idea"),
    toward=_w("de con como por según para a al y o que contra gracias e sobre si cuando pregunta"),
    third_person=_w("es era está tiene ha había dijo dice escribió escribe cree piensa afirma menciona mencionó comenta comentó explica explicó pregunta parece cita"),
    above=_p("más arriba | arriba | comentario anterior | mensaje anterior | el de arriba"),
    goes_on=_p("y | pd | p d | posdata | corrección | fe de erratas | edito | añado | olvidé | quise decir | por cierto | además | continúo"),
    elsewhere=_p("otro hilo | otra entrada | hilo anterior | entrada anterior | otro artículo | otro post"),
    units=_w(
        "horas hora por ciento km metros metro años año meses mes semanas semana días día minutos minuto segundos euros euro pesos dólares pesetas centavos veces personas millones millón"
        " mil grados kilos gramos toneladas litros enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre comentarios mensajes"
    ),
    articles=_w("el la los las un una unos unas mi tu su nuestro nuestra este esta ese esa del al"),
    nobody=_p("anónimo | anonimo | invitado | desconocido | visitante | lector | nadie | sin nombre"),
    post_words=_w("entrada artículo autor texto blog"),
    months=_months("enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sept/sep octubre/oct noviembre/nov diciembre/dic"),
    stop=_w(
        "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos"
        " también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora"
        " cada e vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí tu usted algo nada mucho poco ellos les"
    ),
)

ITALIAN = Language(
    "it",
    wrote=_w("scritto scrive scriveva detto dice diceva risponde rispose commenta"),
    quote_heads=_p("citazione di | citazione | citando | originariamente inviato da | scritto da | inviato da | messaggio di"),
    comment_words=_w("commento commenti messaggio post risposta"),
    number_words=_w("n nr no num numero"),
    courtesies=_p(
        "ciao | salve | buongiorno | buonasera | caro | cara | gentile | grazie | grazie mille | tante grazie | sì | si | no | beh | mah | ma | e | allora | scusa | scusate | esatto | giusto"
        " | bravo | brava | concordo | ah | oh | dai | signor | signora | sig | grazie a | ok"
    ),
    about=_p("a | per | re | in risposta a | risposta a | rispondo a | riguardo a | quanto a | circa | vedi | cfr | secondo"),
    agree=_p("d accordo con | sono d accordo con | sono d accordo | concordo con | condivido | quoto | mi piace l idea"),
    toward=_w("di da con come per secondo a ad e o che contro grazie su se quando dice"),
    third_person=_w("è era ha aveva dice diceva scrive scritto pensa crede sostiene afferma parla cita spiega chiede sembra"),
    above=_p("qui sopra | sopra | commento precedente | messaggio precedente"),
    goes_on=_p("e | ps | p s | correzione | errata corrige | edit | aggiungo | dimenticavo | volevo dire | inoltre | tra l altro"),
    elsewhere=_p("altro thread | altro post | altra discussione | post precedente | altro articolo"),
    units=_w(
        "ore ora per cento km metri metro anni anno mesi mese settimane settimana giorni giorno minuti minuto secondi euro lire dollari centesimi volte persone milioni milione miliardi miliardo"
        " mila gradi chili grammi tonnellate litri gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre commenti messaggi"
    ),
    articles=_w("il lo la i gli le un uno una l mio mia nostro nostra questo questa quel quella del dello della al"),
    nobody=_p("anonimo | ospite | sconosciuto | visitatore | lettore | nessuno | senza nome"),
    post_words=_w("articolo autore testo blog"),
    months=_months("gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic"),
    stop=_w(
        "di e il la che in a per un è non si una con sono da del le i al dei come ma lo anche più o nel della ha se gli alla ci mi ti vi su io tu lui lei noi voi loro"
        " questo questa questi quello quella chi cosa quando dove perché così molto poco tutto tutti essere avere fatto era stato dalla delle degli nella sul sulla ai alle"
        " ne già ancora solo sempre mai bene dopo prima senza tra fra due altro altri altra ogni qui lì hanno abbiamo"
    ),
)

DUTCH = Language(
    "nl",
    wrote=_w("schreef schrijft zei zegt vroeg antwoordde plaatste reageerde"),
    quote_heads=_p("citaat van | citaat | quote van | geplaatst door | oorspronkelijk geplaatst door | geschreven door | reactie op"),
    comment_words=_w("reactie reacties bericht berichten post commentaar antwoord"),
    number_words=_w("nr nummer no"),
    courtesies=_p(
        "hallo | hoi | hey | dag | beste | geachte | lieve | bedankt | dank je | dank u | dankjewel | ja | nee | nou | ach | maar | en | dus | sorry | precies | klopt | juist | goed | goedemorgen"
        " | goedenavond | inderdaad | heer | mevrouw | dank | bravo"
    ),
    about=_p("aan | re | op | in antwoord op | antwoord aan | betreft | over | voor | zie | vraag aan | wat betreft | volgens"),
    agree=_p("eens met | ik ben het eens met | mee eens | helemaal eens met | ik deel de mening van"),
    toward=_w("van met als bij aan voor volgens door en of dat tegen dank over zoals wat vraag"),
    third_person=_w("is was heeft had zegt zei schrijft schreef denkt dacht gelooft beweert noemt noemde vraagt lijkt vindt"),
    above=_p("hierboven | vorige reactie | vorig bericht | bovenstaande"),
    goes_on=_p("en | ps | correctie | aanvulling | edit | nog iets | ik bedoelde | ik vergat | overigens | bovendien"),
    elsewhere=_p("ander draadje | andere topic | vorig artikel | vorige post | ander artikel | andere draad"),
    units=_w(
        "uur procent km meter jaar jaren maand maanden week weken dag dagen minuten minuut seconden euro gulden dollar cent keer mensen personen miljoen miljard duizend graden kilo gram ton liter"
        " januari februari maart april mei juni juli augustus september oktober november december reacties berichten"
    ),
    articles=_w("de het een mijn onze ons jouw uw zijn haar hun deze dit die dat"),
    nobody=_p("anoniem | gast | onbekend | bezoeker | lezer | niemand"),
    post_words=_w("artikel stuk auteur tekst blog"),
    months=_months("januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt november/nov december/dec"),
    stop=_w(
        "de het een en van in is dat op te zijn met voor niet die er aan ook als maar om dan bij uit nog naar dit door over ze wel of je ik hij zij wij we u hun hem haar"
        " mijn jouw ons onze was wordt worden heeft hebben had kan kunnen moet moeten zou zal wat wie waar waarom hoe zo al meer veel geen alle alles iets niets hier daar nu"
        " toen tot tegen zonder onder tussen deze dus want omdat altijd nooit weer heel zeer"
    ),
)

PORTUGUESE = Language(
    "pt",
    wrote=_w("escreveu disse diz escreve comentou respondeu perguntou postou"),
    quote_heads=_p("citação de | citação | citando | originalmente postado por | escrito por | postado por | mensagem de"),
    comment_words=_w("comentário comentario comentários mensagem post resposta"),
    number_words=_w("no nº num número numero nr"),
    courtesies=_p(
        "olá | ola | oi | bom dia | boa tarde | boa noite | caro | cara | prezado | prezada | obrigado | obrigada | muito obrigado | valeu | sim | não | pois | bem | mas | e | ah | oh | desculpe"
        " | exato | isso | claro | senhor | senhora | sr | sra | concordo | kkk | então | parabéns"
    ),
    about=_p("a | ao | à | para | re | em resposta a | resposta a | sobre | quanto a | em relação a | pergunta para | ver | vide | segundo"),
    agree=_p("concordo com | de acordo com | estou de acordo com | discordo de | gosto da ideia"),
    toward=_w("de com como por segundo para a ao e ou que contra obrigado sobre do da se quando"),
    third_person=_w("é era está tem tinha disse diz escreveu escreve acha acredita pensa afirma mencionou comentou explicou pergunta parece citou"),
    above=_p("acima | comentário anterior | mensagem anterior"),
    goes_on=_p("e | ps | p s | correção | errata | edit | esqueci | quis dizer | aliás | além disso | continuando"),
    elsewhere=_p("outro tópico | outro post | outra postagem | post anterior | outro artigo"),
    units=_w(
        "horas hora por cento km metros metro anos ano meses mês semanas semana dias dia minutos minuto segundos euros euro reais real dólares centavos vezes pessoas milhões milhão bilhões mil graus"
        " quilos gramas toneladas litros janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro comentários mensagens"
    ),
    articles=_w("o a os as um uma meu minha nosso nossa seu sua este esta esse essa do da no na"),
    nobody=_p("anônimo | anónimo | convidado | desconhecido | visitante | leitor | ninguém"),
    post_words=_w("artigo texto autor blog"),
    months=_months("janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez"),
    stop=_w(
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela"
        " até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual"
        " será nós tenho lhe deles essas esses pelas este dele tu te vocês vos lhes meus minhas nosso nossa"
    ),
)

RUSSIAN = Language(
    "ru",
    wrote=_p("писал | писала | написал | написала | написал(а) | пишет | сказал | сказала | говорит | ответил | ответила | спросил | спросила"),
    quote_heads=_p("цитата от | цитата | цитирую | сообщение от | написано | ответ на | в ответ на"),
    comment_words=_w("комментарий комментарии комментария комментарию комменту коммент комменте комментарии пост посте сообщение сообщении сообщению ответ"),
    number_words=_w("номер ном"),
    courtesies=_p(
        "привет | здравствуйте | здравствуй | добрый день | доброе утро | добрый вечер | уважаемый | уважаемая | дорогой | дорогая | спасибо | большое спасибо | благодарю | да | нет | ну | а | и | но"
        " | так | ага | точно | верно | согласен | согласна | извини | извините | господин | госпожа | браво | ох | эх | вот | кстати"
    ),
    about=_p("для | к | ответ | в ответ | по поводу | насчет | насчёт | вопрос к | про | см | о"),
    agree=_p("согласен с | согласна с | полностью согласен с | поддерживаю | соглашусь с"),
    toward=_w("от с со как у к для по и или что против спасибо про за о об если"),
    third_person=_w("сказал сказала говорит писал писала написал написала пишет думает считает утверждает упомянул упомянула спрашивает прав права был была имел кажется"),
    above=_p("выше | комментарий выше | предыдущий комментарий | предыдущий пост | пост выше"),
    goes_on=_p("и | пс | p s | ps | зы | з ы | поправка | дополнение | забыл добавить | я имел в виду | кстати | ещё | опечатка"),
    elsewhere=_p("другой теме | другом посте | соседней теме | прошлом посте | предыдущем посте | другой ветке"),
    units=_w(
        "часов час часа процентов процента процент км метров метра метр лет года год годов месяцев месяца месяц недель недели дней дня день минут минуты секунд рублей рубля рубль евро долларов доллара"
        " раз раза человек тысяч тысячи тыс миллионов млн миллиардов млрд градусов кг грамм тонн литров января февраля марта апреля мая июня июля августа сентября октября ноября декабря комментариев сообщений"
    ),
    articles=_w("этот эта это мой наш ваш твой его её их"),
    nobody=_p("аноним | гость | неизвестный | анонимно | анонимный | читатель | никто | посетитель"),
    post_words=_w("статья статье пост посте автор текст блог"),
    months=_months(
        "января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт"
        " ноября/ноябрь/ноя/нояб декабря/декабрь/дек"
    ),
    stop=_w(
        "и в не на я что он с как это по но она к у из за вы так же от то все о его до ты бы мы для только мне было вот они да нет был ее её меня еще ещё если уже или ни быть"
        " ему когда даже под будет тебя их чтобы нас там кто этот где тут чем при ну есть раз про может том себя без того эти этого этой этом ли во со об вас вам нам них него нее"
        " была были очень более лишь просто надо тоже потому почему какой какая такой такая сам сама свой своя здесь теперь потом всё всех всего"
    ),
)

JAPANESE = Language(
    "ja",
    wrote=_p("は書きました | 書いた | 書きました | さんは書きました | さんの発言 | さんのコメント | の発言 | 曰く | が書きました"),
    quote_heads=_p("引用元 | 引用 | 返信先 | 宛先"),
    comment_words=_p("コメント | レス | 投稿 | 発言 | 書き込み"),
    number_words=_p("番号 | ナンバー"),
    courtesies=_p("こんにちは | こんばんは | はじめまして | ありがとう | ありがとうございます | はい | いいえ | いや | でも | そう | 確かに | なるほど"),
    about=_p("への返信 | 宛 | へ | に返信"),
    agree=_p("同意 | に同意 | 賛成 | 激しく同意"),
    toward=(),
    third_person=(),
    above=_p("上の人 | 上のコメント | 上記 | 前のコメント | すぐ上"),
    goes_on=_p("追記 | 訂正 | 補足 | 続き | 連投"),
    elsewhere=_p("別スレ | 前スレ | 他のスレ | 別の記事 | 前の記事"),
    units=_p("円 | 年 | 月 | 日 | 時 | 分 | 秒 | 人 | 個 | 回 | 件 | 歳 | 才 | 万 | 億 | 千 | 台 | 本 | 枚 | 度 | キロ | メートル | パーセント | 割 | 位 | 話 | 巻 | 章 | 代 | 世紀 | 時間 | 週間 | ヶ月"),
    articles=(),
    nobody=_p("名無し | 名無しさん | 名無しさん@お腹いっぱい。 | 匿名 | 匿名さん | 通りすがり | 通りすがりさん | ゲスト | 名前なし"),
    post_words=_p("記事 | 本文 | エントリ | 管理人"),
    months=((), (), (), (), (), (), (), (), (), (), (), ()),
    stop=_p("の | に | は | を | た | が | で | て | と | し | れ | さ | ある | いる | も | する | から | な | こと | です | ます | い | る | う | か | よ | ね"),
)

LANGUAGES: tuple[Language, ...] = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, RUSSIAN, JAPANESE)

HONORIFICS = ("さん", "サン", "さま", "様", "氏", "くん", "君", "ちゃん", "先生")
"""Japanese titles behind a name or number."""


def words_of(field: str) -> frozenset[str]:
    """All words or phrases of one field over all languages."""
    if field not in {f.name for f in fields(Language)}:
        raise AttributeError(field)
    return frozenset(word for language in LANGUAGES for word in getattr(language, field))


def month_numbers() -> dict[str, int]:
    """Every written month name with its number, 1 for January."""
    return {name: number for language in LANGUAGES for number, names in enumerate(language.months, 1) for name in names}
