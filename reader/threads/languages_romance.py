"""Rows of the language table: French, Spanish, Italian, Portuguese."""

from __future__ import annotations

from reader.threads.language import Language, months, phrases, words

FRENCH = Language(
    "fr",
    thanks=phrases("merci | merci beaucoup | merci à | grand merci | mille mercis"),
    continued=phrases("suite de | suite du fil | suite du billet"),
    second_person=words("vous votre vos tu ton ta tes te toi"),
    wrote=words("écrit disait dit répond répondait demandait affirme affirmait posté"),
    quote_heads=phrases(
        "citation de | citation | cité par | envoyé par | posté par | message de | originally posted by | rédigé par | écrit par"
    ),
    comment_words=words("commentaire commentaires message post réponse billet com"),
    number_words=words("no nº n° numéro num nr"),
    courtesies=phrases(
        "bonjour | bonsoir | salut | coucou | cher | chère | merci | merci beaucoup | mille mercis | grand merci | oui | non "
        "| si | ah | oh | eh | ben | bon | mais | et | donc | désolé | désolée | bravo | exact | bien dit | tout à fait | m | "
        "mme | monsieur | madame | lol | mdr | pardon | alors | merci à | d accord | "
        "super | génial | excellent | parfait | exact | exactement | félicitations | chapeau | salut | coucou | tiens | "
        "dommage | désolé | pardon | bienvenue | bravo"
    ),
    about=phrases(
        "à | a | pour | re | réponse à | en réponse à | au sujet de | à propos de | concernant | question à | voir | cf | quant à | selon"
    ),
    agree=phrases(
        "d accord avec | je suis d accord avec | je suis d accord | tout à fait d accord avec | je rejoins | entièrement d "
        "accord avec | j aime l idée"
    ),
    toward=words("de avec comme par selon pour à et ou que chez contre merci d dit dixit sur si quand"),
    third_person=words(
        "est était a avait dit disait écrit pense croit affirme parle parlait explique demande prétend cite mentionne semble "
        "évoque raconte a"
    ),
    above=phrases("ci-dessus | plus haut | commentaire précédent | le commentaire au-dessus | message précédent"),
    goes_on=phrases(
        "et | ps | p s | post-scriptum | correction | errata | erratum | edit | j ajoute | j oubliais | je voulais dire | "
        "suite | précision | au fait | rectification"
    ),
    elsewhere=phrases("autre fil | autre billet | autre article | fil précédent | billet précédent | autre discussion"),
    units=words(
        "heures heure h pour cent km mètres mètre ans an mois semaines semaine jours jour minutes minute secondes euros euro "
        "francs dollars centimes fois personnes gens millions million milliards milliard mille degrés kilos grammes tonnes "
        "litres janvier février mars avril mai juin juillet août septembre octobre novembre décembre commentaires messages"
    ),
    articles=words("le la les l un une des du de ce cette mon ma mes notre nos votre vos son sa ses leur au"),
    nobody=phrases("anonyme | invité | inconnu | visiteur | lecteur | personne | sans nom"),
    post_words=words("billet article auteur texte blog"),
    months=months(
        "janvier/janv février/févr/fevrier mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct "
        "novembre/nov décembre/déc/decembre"
    ),
    weekdays=words("lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim"),
    stop=words(
        "le la les de des du un une et à en que qui dans pour pas sur au aux ce se ne il elle on je tu nous vous ils elles "
        "avec est sont était été être avoir a ont par plus mais ou où comme si sa son ses leur leurs mon ma mes ton ta tes "
        "notre votre cette ces cet tout tous toute toutes fait faire bien très aussi même sans peut y d l c j n s m t qu dont "
        "quand alors donc car après avant encore moins trop peu rien jamais toujours ça cela ceci celui celle là ici deux "
        "autre autres"
    ),
)

SPANISH = Language(
    "es",
    thanks=phrases("gracias | muchas gracias | gracias a | mil gracias"),
    continued=phrases("viene de | continúa de | continuación de"),
    second_person=words("tú tu tus ti te usted ustedes su sus vosotros"),
    wrote=words("escribió escribio dijo dice escribe comentó comento respondió preguntó publicó"),
    quote_heads=phrases(
        "cita de | cita | citando a | originalmente publicado por | escrito por | publicado por | iniciado por | mensaje de"
    ),
    comment_words=words("comentario comentarios mensaje post respuesta entrada"),
    number_words=words("no nº núm num número numero nro"),
    courtesies=phrases(
        "hola | buenas | buenos días | buenas tardes | buenas noches | estimado | estimada | querido | querida | gracias | "
        "muchas gracias | sí | si | no | pues | bueno | pero | y | ah | oh | perdón | disculpa | exacto | eso | claro | "
        "saludos | oye | mira | jaja | señor | señora | sr | sra | don | doña | bravo | bien dicho | vale | gracias a | "
        "genial | estupendo | perfecto | exacto | enhorabuena | felicidades | bravo | olé | ole | vale | claro | bienvenido | bienvenida"
    ),
    about=phrases(
        "a | para | re | respuesta a | en respuesta a | sobre | respecto a | con respecto a | en cuanto a | pregunta para | "
        "véase | ver | según"
    ),
    agree=phrases(
        "estoy con | de acuerdo con | estoy de acuerdo con | estoy de acuerdo | totalmente de acuerdo con | coincido con | concuerdo con "
        "| me gusta la idea"
    ),
    toward=words("de con como por según para a al y o que contra gracias e sobre si cuando pregunta"),
    third_person=words(
        "es era está tiene ha había dijo dice escribió escribe cree piensa afirma menciona mencionó comenta comentó explica "
        "explicó pregunta parece cita"
    ),
    above=phrases("más arriba | arriba | comentario anterior | mensaje anterior | el de arriba"),
    goes_on=phrases(
        "y | pd | p d | posdata | corrección | fe de erratas | edito | añado | olvidé | quise decir | por cierto | además | continúo"
    ),
    elsewhere=phrases("otro hilo | otra entrada | hilo anterior | entrada anterior | otro artículo | otro post"),
    units=words(
        "horas hora por ciento km metros metro años año meses mes semanas semana días día minutos minuto segundos euros euro "
        "pesos dólares pesetas centavos veces personas millones millón mil grados kilos gramos toneladas litros enero febrero "
        "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre comentarios mensajes"
    ),
    articles=words("el la los las un una unos unas mi tu su nuestro nuestra este esta ese esa del al"),
    nobody=phrases("anónimo | anonimo | invitado | desconocido | visitante | lector | nadie | sin nombre"),
    post_words=words("entrada artículo autor texto blog"),
    months=months(
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sept/sep "
        "octubre/oct noviembre/nov diciembre/dic"
    ),
    weekdays=words("lunes martes miércoles jueves viernes sábado domingo lun mar mié jue vie sáb dom"),
    stop=words(
        "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este "
        "ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay "
        "vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro después te otros "
        "aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí tu usted algo nada mucho poco ellos les"
    ),
)

ITALIAN = Language(
    "it",
    thanks=phrases("grazie | grazie mille | tante grazie | grazie a"),
    continued=phrases("continua da | segue da | prosegue da"),
    second_person=words("tu tuo tua tuoi ti voi vostro lei suo"),
    wrote=words("scritto scrive scriveva detto dice diceva risponde rispose commenta"),
    quote_heads=phrases("citazione di | citazione | citando | originariamente inviato da | scritto da | inviato da | messaggio di"),
    comment_words=words("commento commenti messaggio post risposta"),
    number_words=words("n nr no num numero"),
    courtesies=phrases(
        "ciao | salve | buongiorno | buonasera | caro | cara | gentile | grazie | grazie mille | tante grazie | sì | si | no "
        "| beh | mah | ma | e | allora | scusa | scusate | esatto | giusto | bravo | brava | concordo | ah | oh | dai | "
        "signor | signora | sig | grazie a | ok | "
        "brava | bravo | bravi | complimenti | perfetto | esatto | ottimo | auguri | benvenuto | benvenuta"
    ),
    about=phrases("a | per | re | in risposta a | risposta a | rispondo a | riguardo a | quanto a | circa | vedi | cfr | secondo"),
    agree=phrases("d accordo con | sono d accordo con | sono d accordo | concordo con | condivido | quoto | mi piace l idea"),
    toward=words("di da con come per secondo a ad e o che contro grazie su se quando dice"),
    third_person=words("è era ha aveva dice diceva scrive scritto pensa crede sostiene afferma parla cita spiega chiede sembra"),
    above=phrases("qui sopra | sopra | commento precedente | messaggio precedente"),
    goes_on=phrases("e | ps | p s | correzione | errata corrige | edit | aggiungo | dimenticavo | volevo dire | inoltre | tra l altro"),
    elsewhere=phrases("altro thread | altro post | altra discussione | post precedente | altro articolo"),
    units=words(
        "ore ora per cento km metri metro anni anno mesi mese settimane settimana giorni giorno minuti minuto secondi euro "
        "lire dollari centesimi volte persone milioni milione miliardi miliardo mila gradi chili grammi tonnellate litri "
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre commenti messaggi"
    ),
    articles=words("il lo la i gli le un uno una l mio mia nostro nostra questo questa quel quella del dello della al"),
    nobody=phrases("anonimo | ospite | sconosciuto | visitatore | lettore | nessuno | senza nome"),
    post_words=words("articolo autore testo blog"),
    months=months(
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett "
        "ottobre/ott novembre/nov dicembre/dic"
    ),
    weekdays=words("lunedì martedì mercoledì giovedì venerdì sabato domenica lun mar mer gio ven sab dom"),
    stop=words(
        "di e il la che in a per un è non si una con sono da del le i al dei come ma lo anche più o nel della ha se gli alla "
        "ci mi ti vi su io tu lui lei noi voi loro questo questa questi quello quella chi cosa quando dove perché così molto "
        "poco tutto tutti essere avere fatto era stato dalla delle degli nella sul sulla ai alle ne già ancora solo sempre "
        "mai bene dopo prima senza tra fra due altro altri altra ogni qui lì hanno abbiamo"
    ),
)

PORTUGUESE = Language(
    "pt",
    thanks=phrases("obrigado | obrigada | muito obrigado | muito obrigada | valeu"),
    continued=phrases("continuação de | continua de"),
    second_person=words("você vocês seu sua teu tua te tu"),
    wrote=words("escreveu disse diz escreve comentou respondeu perguntou postou"),
    quote_heads=phrases("citação de | citação | citando | originalmente postado por | escrito por | postado por | mensagem de"),
    comment_words=words("comentário comentario comentários mensagem post resposta"),
    number_words=words("no nº num número numero nr"),
    courtesies=phrases(
        "olá | ola | oi | bom dia | boa tarde | boa noite | caro | cara | prezado | prezada | obrigado | obrigada | muito "
        "obrigado | valeu | sim | não | pois | bem | mas | e | ah | oh | desculpe | exato | isso | claro | senhor | senhora | "
        "sr | sra | concordo | kkk | então | parabéns | "
        "ótimo | perfeito | exato | exatamente | parabéns | boa | claro | coitado | bem-vindo"
    ),
    about=phrases(
        "a | ao | à | para | re | em resposta a | resposta a | sobre | quanto a | em relação a | pergunta para | ver | vide | segundo"
    ),
    agree=phrases("concordo com | de acordo com | estou de acordo com | discordo de | gosto da ideia"),
    toward=words("de com como por segundo para a ao e ou que contra obrigado sobre do da se quando"),
    third_person=words(
        "é era está tem tinha disse diz escreveu escreve acha acredita pensa afirma mencionou comentou explicou pergunta parece citou"
    ),
    above=phrases("acima | comentário anterior | mensagem anterior"),
    goes_on=phrases("e | ps | p s | correção | errata | edit | esqueci | quis dizer | aliás | além disso | continuando"),
    elsewhere=phrases("outro tópico | outro post | outra postagem | post anterior | outro artigo"),
    units=words(
        "horas hora por cento km metros metro anos ano meses mês semanas semana dias dia minutos minuto segundos euros euro "
        "reais real dólares centavos vezes pessoas milhões milhão bilhões mil graus quilos gramas toneladas litros janeiro "
        "fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro comentários mensagens"
    ),
    articles=words("o a os as um uma meu minha nosso nossa seu sua este esta esse essa do da no na"),
    nobody=words("anônimo anónimo convidado desconhecido visitante leitor ninguém"),
    post_words=words("artigo texto autor blog"),
    months=months(
        "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out "
        "novembro/nov dezembro/dez"
    ),
    weekdays=words(
        "segunda terça quarta quinta sexta sábado domingo segunda-feira terça-feira quarta-feira"
        " quinta-feira sexta-feira feira seg ter qua qui "
        "sex sáb dom"
    ),
    stop=words(
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser "
        "quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me "
        "esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho "
        "lhe deles essas esses pelas este dele tu te vocês vos lhes meus minhas nosso nossa"
    ),
)
