"""Which characters the bytes of a text file mean.

Certain are a byte order mark and a file that is UTF-8 as a whole; anything else is a guess, and says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_WESTERN = ("cp1252", "mac-roman", "cp850")
_JAPANESE = ("shift-jis", "euc-jp")
_OFFERED = (
    *("utf-8", "cp1252", "mac-roman", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "koi8-r"),
    *("gb18030", "big5", "shift-jis", "euc-jp", "euc-kr", *_WIDE),
)
# Python codecs that are no character encodings of files.
_NOT_FOR_FILES = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
_FOREIGN = (
    (b"%PDF-", "it is a PDF, not a plain text", "Copy its text into a Word or text file."),
    (b"PK\x03\x04", "it is a zipped document, not a plain text", "Give it back its own suffix, such as .docx."),
    (b"\xd0\xcf\x11\xe0", "it is an old Office document, not a plain text", "Save it as .docx in Word."),
    (b"{\\rtf", "it is a rich text (RTF) document, not a plain text", "Save it as .docx in Word."),
)
_SAMPLE_BYTES = 64 * 1024
_JUDGED_CHARS = 1_000_000

_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
_UNUSUAL = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U0010ffff]")
_LOWER, _UPPER = "a-zß-öø-ÿœšž", "A-ZÀ-ÖØ-ÞŒŠŽŸ"
_ACCENTED = "À-ÖØ-öø-ÿŒœŠšŽžŸ"
_HIRAGANA = re.compile("[\u3040-\u309f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# What text of western Europe does not do: capitals amid small letters, three accented letters in a row,
# signs inside words. Text of other alphabets and code pages, read as a western one, does it all the time.
_UNWESTERN = re.compile(
    f"(?<=[{_LOWER}])[À-ÖØ-ÞŒŠŽŸ](?![{_UPPER}])|[{_ACCENTED}]{{3,}}"
    f"|(?<=[A-Za-z])[^\x00-\x7f{_ACCENTED}’´\xa0\xad–—…”»“:º°ª›€£•‰·](?=[a-z])"
    f"|(?<=[A-Za-z])[†‡ˆ‹‘‚„›¢¥¦§¨¬¯±²³µ¶¸¹¼½¾¿¡¤ƒ◊∂∑∏π∫Ω√≈∆](?![0-9])|[\x80-\x9f\u2500-\u259f]"
)


class NotText(ValueError):
    """The bytes cannot be read as text; `reason` and `advice` are the phrases of ImportFailed."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Characters, the encoding that gave them, and whether a person should look at the result."""

    text: str
    encoding: str
    is_guess: bool


def decode(data: bytes, encoding: str | None = None) -> DecodedText:
    """Every byte as the character that it means, none dropped or replaced; only a byte order mark goes.

    `encoding` forces one. Raises NotText for binary data, an unknown encoding and one that does not fit.
    """
    if encoding is not None:
        return DecodedText(_forced(data, encoding), encoding, False)
    for magic, reason, advice in _FOREIGN:
        if data.startswith(magic):
            raise NotText(reason, advice)
    found = _marked(data) or _utf8(data) or _wide(data) or _guessed(data)
    if found is None or _is_binary(found.text):
        raise NotText("it is not a text file", "Choose a text or Word document.")
    return found


def plausible_encodings(data: bytes) -> tuple[str, ...]:
    """The encodings that a preview offers, likeliest first: all that the beginning of the data allows.

    Empty for binary data.
    """
    try:
        likeliest = decode(data).encoding
    except NotText:
        return ()
    others = (name for name in _OFFERED if name != likeliest and _begins_as(data[:_SAMPLE_BYTES], name))
    return (likeliest, *others)


def _forced(data: bytes, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = "undefined"
    if name.replace("_", "-") in _NOT_FOR_FILES:
        raise NotText(f"the encoding {encoding} is unknown", "Choose another encoding, for example utf-8 or cp1252.")
    try:
        text = data.decode(name)
    except LookupError:  # a codec of bytes to bytes, such as hex
        raise NotText(f"{encoding} is not an encoding of text", "Choose another encoding, for example utf-8.") from None
    except (UnicodeError, ValueError):
        raise NotText(f"its bytes are not {encoding}", "Choose another encoding, or none to have it found.") from None
    if "\x00" in text:
        raise NotText(f"its bytes are not {encoding}", "Choose another encoding, or none to have it found.")
    return text.removeprefix("\ufeff")


def _marked(data: bytes) -> DecodedText | None:
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            text = _strict(data, codec)
            return None if text is None else DecodedText(text, name, False)
    return None


def _utf8(data: bytes) -> DecodedText | None:
    """UTF-8 over the whole file; not where there is a NUL, which western UTF-16 has for every other byte."""
    text = None if b"\x00" in data else _strict(data, "utf-8")
    return None if text is None else DecodedText(text, "utf-8", False)


def _wide(data: bytes) -> DecodedText | None:
    """UTF-16 or UTF-32 without a mark: the reading with the fewest different rows of Unicode, if it is clean."""
    if b"\x00" not in data:
        return None
    readings = [(name, text) for name in _WIDE if (text := _strict(data, name)) and not _UNUSUAL.search(text)]
    if not readings:
        return None
    name, text = min(readings, key=lambda reading: len({ord(character) >> 8 for character in set(reading[1])}))
    return DecodedText(text, name, True)


def _guessed(data: bytes) -> DecodedText | None:
    if b"\x00" in data:
        return None
    for names, fits in ((_WESTERN, _is_western), (_JAPANESE, _is_japanese)):
        for name in names:
            text = _strict(data, name)
            if text is not None and fits(text):
                return DecodedText(text, name, True)
    for name in (*_by_statistics(data), "cp1252", "latin-1"):
        text = _strict(data, name)
        if text is not None:
            return DecodedText(text, name.replace("_", "-"), True)
    return None


def _by_statistics(data: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes  # 60 ms, for the few files that need it

    return tuple(match.encoding for match in from_bytes(data[:_SAMPLE_BYTES]))


def _is_western(text: str) -> bool:
    """Whether ASCII prevails, and nine in ten of the others stand where western European languages put them."""
    text = text[:_JUDGED_CHARS]
    others = len(_NOT_ASCII.findall(text))
    strange = sum(len(match.group()) for match in _UNWESTERN.finditer(text))
    return strange * 10 <= others and (others <= 2 or others * 3 <= len(text))


def _is_japanese(text: str) -> bool:
    """Whether every fifth character is hiragana, which no other language read as Japanese comes near."""
    return len(_HIRAGANA.findall(text)) * 5 >= len(text)


def _is_binary(text: str) -> bool:
    """Whether it holds a NUL, or more than one control character in a hundred."""
    return "\x00" in text or len(_CONTROLS.findall(text)) * 100 > len(text)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _begins_as(data: bytes, encoding: str) -> bool:
    """Whether the data is such text as far as it goes; a character cut in two at its end is no objection."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeError:
        return False
    return bool(text) and not _UNUSUAL.search(text)
