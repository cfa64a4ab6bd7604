"""Words that written dates are made of, in many languages: months, weekdays, fillers, zones, units of time.

Words are compared folded: NFKD without marks, casefolded (`fold`). A month is listed with its abbreviations; words of four letters and more
also match with an inflected ending.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MONTHS = (
    # en, de, nl, da, sv, no, fi, fr, es, pt, it, ca, ro, pl, cs, sk, hr, hu, tr, id, el, ru, uk, bg, ar, he
    "january jan januar jaenner januari janv janvier enero ene janeiro gennaio gen gener ianuarie ian styczen stycznia sty "
    "leden ledna led sijecanj sijecnja tammikuu tammi ocak oca ιανουαριος ιανουαριου ιαν январь января янв сiчень сiчня "
    "сiч яну януари يناير ינואר januara",
    "february feb februar februari fevr fevrier febrero fevereiro fev febbraio febbr febrer februarie luty lutego lut unor "
    "unora uno veljaca veljace helmikuu helmi subat sub φεβρουαριος φεβρουαριου φεβ февраль февраля фев февр лютий лютого "
    "лют فبراير פברואר februara",
    "march mar marz maerz mrz maart mrt marts mars marzo marco marc martie marzec marca brezen brezna bre ozujak ozujka "
    "maaliskuu maalis marcius mart maret μαρτιος μαρτιου μαρ март марта мар березень березня бер مارس מרץ",
    "april apr avril avr abril abr aprile aprilie kwiecien kwietnia kwi duben dubna dub travanj travnja huhtikuu huhti "
    "aprilis nisan nis απριλιος απριλιου απρ апрель апреля апр квiтень квiтня квi أبريل אפריל aprila",
    "may mai mei maj mayo maio maggio mag maig maja kveten kvetna kve svibanj svibnja toukokuu touko majus mayis μαιος "
    "μαιου μαι май мая травень травня тра مايو מאי",
    "june jun juni juin junio junho giugno giu juny iunie iun czerwiec czerwca cze cerven cervna cvn lipanj lipnja kesakuu "
    "kesa junius haziran haz ιουνιος ιουνιου ιουν июнь июня июн червень червня чер يونيو יוני juna",
    "july jul juli juillet juil julio julho luglio lug juliol iulie iul lipiec lipca lip cervenec cervence cvc srpanj "
    "srpnja heinakuu heina julius temmuz tem ιουλιος ιουλιου ιουλ июль июля июл липень липня يوليو יולי jula",
    "august aug augusti augustus aout agosto ago agost sierpien sierpnia sie srpen srpna srp kolovoz kolovoza elokuu elo "
    "augusztus agustos agu agustus agt αυγουστος αυγουστου αυγ август августа авг серпень серпня сер أغسطس אוגוסט augusta",
    "september sep sept septembre septiembre setiembre setembro set settembre setembre septembrie wrzesien wrzesnia wrz "
    "zari rujan rujna syyskuu syys szeptember szept eylul eyl σεπτεμβριος σεπτεμβριου σεπ σεπτ сентябрь сентября сен сент "
    "вересень вересня вер سبتمبر ספטמבר",
    "october oct oktober okt oktobris octobre octubre outubro out ottobre ott octombrie pazdziernik pazdziernika paz rijen "
    "rijna rij lokakuu loka ekim eki οκτωβριος οκτωβριου οκτ октябрь октября окт жовтень жовтня жов أكتوبر אוקטובר oktobra",
    "november nov novembre noviembre novembro noiembrie listopad listopada lis studeni studenoga studenog marraskuu marras "
    "kasim kas νοεμβριος νοεμβριου νοε ноябрь ноября ноя нояб листопад листопада лис نوفمبر נובמבר novembra",
    "december dec dezember dez desember des decembre diciembre dic dezembro dicembre desembre decembrie grudzien grudnia "
    "gru prosinec prosince pro prosinac prosinca joulukuu joulu aralik ara δεκεμβριος δεκεμβριου δεκ декабрь декабря дек грудень "
    "грудня гру ديسمبر דצמבר decembra",
)
_WEEKDAYS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun montag mo "
    "dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so lundi lun mardi mercredi mer jeudi "
    "jeu vendredi ven samedi sam dimanche dim lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom "
    "lunedi martedi mercoledi giovedi gio venerdi sabato domenica segunda terca quarta quinta sexta feira seg ter qua qui "
    "sex maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo poniedzialek wtorek sroda czwartek "
    "piatek sobota niedziela pon wt sr czw pt pondeli utery streda ctvrtek patek nedele mandag tirsdag onsdag torsdag "
    "fredag lordag sondag mandagen tisdag mandags maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai hetfo "
    "kedd szerda csutortok pentek szombat vasarnap pazartesi sali carsamba persembe cuma cumartesi pazar понедельник "
    "вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс нд неделя понеделник вiвторок середа пятниця "
    "субота недiля δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη mandag tor ons lor son tir"
)
_FILLERS = (
    "at on the of um uhr am den der de del a las les le el il la alle ore om kl klo o в г года год року um as dia dag op "
    "na a date hrs godz godzina u ob и στις στι ora klokken klockan den il uur sa"
)
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120,
    "eest": 180, "msk": 180, "ist": 330, "sgt": 480, "hkt": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "aest": 600,
    "aedt": 660, "nzst": 720, "nzdt": 780, "nst": -210, "adt": -180, "ast": -240, "edt": -240, "est": -300, "cdt": -300, "cst": -360,
    "mdt": -360, "mst": -420, "pdt": -420, "pst": -480, "akdt": -480, "akst": -540, "hst": -600,
}
"""Minutes east of UTC. Names that mean several zones have the meaning that English pages give them."""

UNITS = {
    "second": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondi secondo секунд секунды секунду "
    "sekund sekunder sekuntia 秒 秒钟 초",
    "minute": "m min mins minute minutes minuten minuto minutos minuti minuut минут минуты минуту minut minuty minuter minuutti "
    "minuuttia dakika 分 分钟 分鐘 분",
    "hour": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren час часа часов godzin godziny godzine "
    "hodin hodiny hodinami timer time timmar timme tuntia tunti saat orat oraja 時間 小时 小時 시간",
    "day": "d day days tag tage tagen jour jours dia dias giorno giorni dag dagen dager dage dagar день дня дней dni dzien dny "
    "dnem paivaa paiva gun nap napja 日 天 일",
    "week": "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken неделю недели недель "
    "tydzien tygodnie tygodni tydny tydnem uker uke uger uge veckor vecka viikkoa hafta het hete 週間 周 星期 주",
    "month": "mo mos mth mths month months monat monate monaten mois mes meses mese mesi maand maanden месяц месяца месяцев miesiac "
    "miesiace miesiecy mesice mesici maned maneder manader kuukautta ay honap honapja か月 ヶ月 月 个月 個月 개월",
    "year": "y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren год года лет rok lata lat "
    "roky lety ar vuotta yil ev eve 年 년",
}
_AGO = (
    "ago vor fa hace ha geleden назад temu pred sedan siden sitten once elott atras 前 전 zuvor earlier"
)
_TODAY = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "aujourd’hui": 0, "hoy": 0, "oggi": 0, "hoje": 0, "vandaag": 0, "сегодня": 0, "dzisiaj": 0,
    "dzis": 0, "dnes": 0, "idag": 0, "tanaan": 0, "bugun": 0, "今日": 0, "今天": 0, "오늘": 0,
    "yesterday": 1, "gestern": 1, "hier": 1, "ayer": 1, "ieri": 1, "ontem": 1, "gisteren": 1, "вчера": 1, "wczoraj": 1, "vcera": 1,
    "igar": 1, "eilen": 1, "dun": 1, "昨日": 1, "昨天": 1, "어제": 1, "vorgestern": 2, "avant-hier": 2, "anteayer": 2,
}
TODAY = _TODAY
ONE = frozenset(["a", "an", "one", "ein", "eine", "einem", "einer", "un", "une", "una", "uno", "um", "uma", "een", "en", "ett", "et"])


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Casefolded, without marks; Cyrillic ``й`` and ``ё`` lose theirs as well, Ukrainian ``і`` becomes Latin ``i``."""
    word = word.casefold().replace("і", "i").replace("ł", "l").replace("ø", "o").replace("æ", "ae").replace("ı", "i")
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


MONTHS = {fold(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
WEEKDAYS = frozenset(fold(word) for word in _WEEKDAYS.split())
FILLERS = frozenset(fold(word) for word in _FILLERS.split())
AGO = frozenset(fold(word) for word in _AGO.split())
UNIT_OF = {fold(word): unit for unit, words in UNITS.items() for word in words.split()}
_CROATIAN = {"listopad": 10, "listopada": 10, "lis": 10, "srp": 7, "tra": 4}
_SHORTEST_STEM = 4


@lru_cache(maxsize=4096)
def month_of(word: str, language: str = "") -> int | None:
    """The month that a word names, 1 to 12; ``language`` decides where languages disagree (Croatian ``listopad`` is October)."""
    folded = fold(word)
    if language.startswith(("hr", "bs")) and folded in _CROATIAN:
        return _CROATIAN[folded]
    found = MONTHS.get(folded)
    if found is None and len(folded) > _SHORTEST_STEM:
        for size in range(len(folded) - 1, max(_SHORTEST_STEM, len(folded) - 5) - 1, -1):
            found = MONTHS.get(folded[:size])
            if found is not None:
                return found
    return found
