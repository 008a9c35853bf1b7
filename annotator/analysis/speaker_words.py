"""Words that transcripts use for those who speak, and words that look like a speaker's label but are none.

English, Norwegian, Swedish, Danish, German, French, Spanish, Chinese and Arabic. Finding the labels in a text is the
business of `turns`, saying who is who that of `speakers`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Role = Literal["interviewer", "participant", "unknown"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


INTERVIEWER_WORDS = _set("""
    i int intv iv ivr interviewer interviewers researcher moderator mod facilitator fac investigator host q question
    intervjuer intervjuar forsker forskar ordstyrer spørsmål sp intervjuare forskare samtalsledare fråga
    spørgsmål mødeleder interviewerin forscher forscherin moderatorin befrager befragerin frage
    enquêteur enquêteuse enquêtrice intervieweur intervieweuse chercheur chercheuse animateur animatrice
    modérateur modératrice entrevistador entrevistadora investigador investigadora moderador moderadora
    facilitador facilitadora pregunta 访谈者 访谈员 訪談者 訪談員 采访者 採訪者 访问者 訪問者 访员 研究者 研究员 研究員
    主持人 问 問 采访人 提问者 الباحث الباحثة باحث باحثة المحاور المحاورة المقابل المقابلة الميسر الميسرة المذيع سؤال س
    """)
PARTICIPANT_WORDS = _set("""
    p pt participant informant inf respondent resp interviewee ie answer ans patient client student teacher subject
    deltaker deltakar informanten svar ip intervjuperson deltagare deltager intervjuperson informantin befragte
    befragter befragt teilnehmer teilnehmerin teilnehmende tn interviewpartner interviewpartnerin interviewte
    interviewter antwort participante enquêté enquêtée répondant répondante interviewé interviewée
    réponse entrevistado entrevistada informante respuesta 受访者 受訪者 被访者 被訪者 受访人 参与者 參與者 答
    参加者 المشارك المشاركة مشارك مشاركة المبحوث المبحوثة المستجيب المستجيبة الضيف الضيفة جواب ج
    """)
# Someone speaks here, but the word does not tell which side.
NEUTRAL_WORDS = _set("speaker spkr sprecher sprecherin taler talare locuteur locutrice hablante 说话人 المتحدث")
# Single letters and common words: a label only where they come again.
WEAK_WORDS = _set("""
    q a question answer ans svar spørsmål spørgsmål fråga frage antwort réponse pregunta respuesta sp ip ie tn pt mod
    fac host student teacher patient client subject سؤال جواب س ج 问 問 答
    """)
# Interviewer or participant, by whom they stand beside: R for researcher or respondent, M for moderator or man.
AMBIGUOUS_LETTERS = _set("r m f s a b")

NEVER_LABELS = _set("""
    date time duration length place location setting interview file filename recording recorded audio video transcript
    transcription transcribed transcriber project study title topic age gender sex note notes nb ps language
    version page name email phone website http https source summary abstract background conclusion conclusions
    method methods results discussion example also but and so because however first second third finally appendix
    figure table chapter section context comment comments participants present attendees pseudonym occupation
    education city country start end total legend remark remarks agenda
    dato tid varighet lengde sted intervju fil opptak lyd transkribert transkripsjon prosjekt tittel tema alder kjønn
    merknad merk notat språk side navn deltakere informanter sammendrag bakgrunn konklusjon eksempel men også fordi
    varighed længde optagelse projekt titel emne køn bemærkning sprog navn deltagere
    datum tid längd plats inspelning ålder kön anteckning språk sida namn
    dauer zeit ort länge aufnahme datei projekt titel thema alter geschlecht anmerkung notiz hinweis sprache seite
    beispiel zusammenfassung also aber denn teilnehmende
    durée heure lieu enregistrement fichier projet titre sujet âge sexe remarque langue exemple résumé donc mais
    fecha duración hora lugar grabación archivo proyecto título tema edad sexo género nota idioma página nombre
    ejemplo resumen pero
    日期 时间 時間 时长 時長 地点 地點 录音 錄音 文件 项目 題目 题目 主题 年龄 年齡 性别 性別 备注 備註 注
    语言 姓名 访谈 訪談
    التاريخ الوقت المدة المكان التسجيل الملف المشروع العنوان الموضوع العمر الجنس ملاحظة اللغة الاسم
    """)
# What stands in brackets at the start of a line without being a name.
SOUNDS = _set("""
    laughter laughs laughing laugh pause silence inaudible unintelligible crosstalk crying cries sigh sighs music
    applause cough coughs noise overlap overlapping unclear beep redacted anonymised anonymized break recording off
    latter ler pause stille uhørbart utydelig gråter sukker skratt skrattar tystnad paus ohörbart latter griner
    lachen lacht schweigen unverständlich rires rire silence inaudible risas risa silencio 笑 沉默 停顿 ضحك صمت
    """)
_PARTICLES = _set("van von de der den di da du la le el al bin ibn ten ter af av och og and & und et y")
_CODE = re.compile(r"(?:[A-ZÆØÅÄÖ]{1,4}|[a-z]{1,3})[-_. ]?\d{1,4}[a-z]?")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def speaker_key(label: str) -> str:
    """What two spellings of one speaker have in common: case, white space and vowel marks do not count."""
    return " ".join(_without_marks(label).casefold().split())


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role | None:
    """The role that the label's words name; "unknown" for "Speaker 1", None for a name, a letter or a code."""
    words = _words(label)
    for word in (" ".join(words), *words[:1], *(words[-1:] if len(words) == 2 else ())):
        if word in INTERVIEWER_WORDS:
            return "interviewer"
        if word in PARTICIPANT_WORDS:
            return "participant"
        if word in NEUTRAL_WORDS:
            return "unknown"
    return None


@lru_cache(maxsize=4096)
def is_clear_label(label: str) -> bool:
    """Whether it names a speaker even if it stands there only once: "Interviewer", "P1", "Speaker 2"."""
    if is_never_label(label):
        return False
    words = _words(label)
    is_role = role_of(label) is not None and " ".join(words) not in WEAK_WORDS and len(words) <= 3
    return (is_role and (len(label) > 1 or label in "IPQ")) or _CODE.fullmatch(label) is not None


@lru_cache(maxsize=4096)
def is_name_like(label: str) -> bool:
    """Whether it can be somebody's name: few words, each with a capital where the script has capitals."""
    words = label.split()
    if not 1 <= len(words) <= 4 or is_never_label(label) or not _LETTERS.search(label):
        return False
    if label[0].lower() == label[0].upper():  # a script without capitals
        return len(label) <= 16 and label[-1] not in "说說道"
    return all(word.casefold() in _PARTICLES or not word[0].islower() for word in words) and not label[0].islower()


@lru_cache(maxsize=4096)
def is_never_label(label: str) -> bool:
    """Whether it is the beginning of a header line ("Date", "Duration") or of a sentence, or a sound."""
    words = _words(label)
    if not words or " ".join(words) in NEVER_LABELS or words[0] in SOUNDS:
        return True
    return words[0] in NEVER_LABELS and role_of(label) is None


def _words(label: str) -> list[str]:
    """The words of a label without numbers and signs, for looking them up."""
    plain = _DIGITS.sub(" ", _without_marks(label).casefold())
    return [word for part in plain.split() if (word := part.strip("#.-_/№()[]&'’"))]


def _without_marks(label: str) -> str:
    """Without the vowel marks of Arabic; the accents of Latin letters stay, being composed."""
    composed = unicodedata.normalize("NFC", label)
    return "".join(character for character in composed if unicodedata.category(character) not in ("Mn", "Cf"))
