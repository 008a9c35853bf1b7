"""Finding out what the bytes of a text file mean."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers.text_encoding import NotText, decode, plausible_encodings

_NORWEGIAN = "INTERVJUER: Hva tenkte du på da?\r\nANNE: Æsj, jeg måtte gå hjem. «Nå» – så rart! På Røros, i mai."
_RUSSIAN = "Первый вопрос: как вы спали этой ночью? Плохо, потому что сосед кричал до утра."
_CHINESE = "主持人：你第一天感觉怎么样？\n小林：很累，可是大家都很照顾我。"


@pytest.mark.parametrize("text", [_NORWEGIAN, _RUSSIAN, _CHINESE, "P1: 👩‍👩‍👧 e\u0301", "plain"])
@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        *((b"", "utf-8"), (codecs.BOM_UTF8, "utf-8")),
        *((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
        *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
    ],
)
def test_unicode_with_its_mark_or_utf8_is_certain(text: str, bom: bytes, encoding: str) -> None:
    decoded = decode(bom + text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (text, encoding, False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((_NORWEGIAN, "cp1252"), (_NORWEGIAN.replace("–", "-"), "latin-1"), (_NORWEGIAN, "mac-roman")),
        *((_NORWEGIAN.replace("–", "-"), "cp850"), ("Über Ängste möchte ich öfter reden, süß!", "cp1252")),
        *(("Où étiez-vous ? À l’hôpital, ça a duré", "cp1252"), ("¿Qué pasó? El niño lloró", "latin-1")),
        *((_RUSSIAN, "cp1251"), (_CHINESE, "gb18030"), ("はじめて夜勤をした日のことを話してください。", "shift-jis")),
        *((_NORWEGIAN, "utf-16-le"), (_CHINESE, "utf-16-le"), (_CHINESE, "utf-16-be"), (_RUSSIAN, "utf-32-le")),
    ],
)
def test_other_encodings_are_guessed_right_and_called_a_guess(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.is_guess


def test_one_late_byte_that_is_not_utf8_is_noticed() -> None:
    text = "a" * 300_000 + " på"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04rest", "zipped"),
        (b"{\\rtf1\\ansi hello}", "RTF"),
        (b"abc\x00def", "not a text file"),
        (bytes(range(256)) * 8, "not a text file"),
        (b"\x01\x02\x03 some words", "not a text file"),
        (b"\xff\xfe\x00\xd8\x00\xd8\x00", "not a text file"),
    ],
)
def test_binary_data_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(data)
    assert reason in caught.value.reason
    assert plausible_encodings(data) == ()


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "idna", "unicode_escape", "a\x00b", "utf-8", "ascii"])
def test_forced_encoding_that_is_unknown_or_wrong_is_refused(encoding: str) -> None:
    with pytest.raises(NotText, match=r"is unknown|is not an encoding of text|its bytes are not"):
        decode("på".encode("latin-1"), encoding)


def test_forced_encoding_is_used_and_is_no_guess() -> None:
    decoded = decode("på".encode("cp850"), "cp850")
    assert (decoded.text, decoded.encoding, decoded.is_guess) == ("på", "cp850", False)
    assert decode(codecs.BOM_UTF8 + b"a", "utf-8").text == "a"


def test_preview_offers_the_likeliest_encoding_first_and_others_that_fit() -> None:
    offered = plausible_encodings(_RUSSIAN.encode("cp1251"))
    assert offered[0] == "cp1251"
    assert {"koi8-r", "cp1252"} <= set(offered)
    assert "utf-8" not in offered
    assert len(offered) == len(set(offered))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_loses_nothing(text: str) -> None:
    assert decode(b"A" + text.encode()).text == "A" + text


@given(st.binary())
def test_whatever_is_read_can_be_written_back_as_the_same_bytes(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText:
        return
    bom = next(
        (bom for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) if data.startswith(bom)), b""
    )
    back = decoded.text.encode(decoded.encoding)
    assert decoded.is_guess or back == data.removeprefix(bom)
    assert not decoded.is_guess or back.decode(decoded.encoding) == decoded.text
