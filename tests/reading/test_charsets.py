"""Chinese text in every charset mail carries, declared rightly, wrongly or not at all."""

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.composed_mail import mail

from pipeline.reading.mail.letter import read_letter

SIMPLIFIED = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
TRADITIONAL = (
    "學業專黨學號聯繫電話級時間內導師層職務歷現單擬崗位類係貌審見籍狀態製習經會實踐體團設應屆碩"
)
FAMILY = ["utf-8", "gb18030", "gbk", "gb2312"]
DECLARED = {
    "gb18030": ["gb18030", "GB2312", "gbk", "x-gbk", "cp936"],
    "gbk": ["gb2312", "gbk"],
    "gb2312": ["GB2312", "gb18030"],
    "utf-8": ["utf-8", "UTF8", "utf-8 "],
}


def letter(text: bytes, declared: str, encoding: str = "base64") -> bytes:
    charset = f"; charset={declared}" if declared else ""
    body = base64.encodebytes(text) if encoding == "base64" else quopri.encodestring(text)
    return mail(
        b"MIME-Version: 1.0",
        b"Content-Type: text/plain" + charset.encode(),
        b"Content-Transfer-Encoding: " + encoding.encode(),
        body=body,
    )


def sentences(characters: str, address: str = "老师") -> st.SearchStrategy[str]:
    """Text of words and punctuation as people write it, ten characters and more."""
    word = st.text(st.sampled_from(characters), min_size=4, max_size=12)
    return (
        st.lists(word, min_size=3, max_size=12)
        .map("，".join)
        .map(lambda one: f"{address}：{one}。")
    )


ENCODINGS = st.sampled_from(["base64", "quoted-printable"])


@given(sentences(SIMPLIFIED), st.sampled_from(FAMILY), ENCODINGS, st.data())
def test_chinese_declared_rightly_is_read_back(text, charset, encoding, data) -> None:
    declared = data.draw(st.sampled_from(DECLARED[charset]))
    assert read_letter(letter(text.encode(charset), declared, encoding)).text == text


@given(sentences(SIMPLIFIED), st.sampled_from(FAMILY), ENCODINGS)
def test_chinese_declared_not_at_all_is_read_back(text, charset, encoding) -> None:
    assert read_letter(letter(text.encode(charset), "", encoding)).text == text


WRONG = [
    "us-ascii",
    "iso-8859-1",
    "windows-1252",
    "x-unknown",
    "utf-8",
    "gb2312",
    "unicode-1-1-utf-7x",
    "8bit",
]


@given(sentences(SIMPLIFIED), st.sampled_from(FAMILY), st.sampled_from(WRONG))
@settings(max_examples=200)
def test_chinese_declared_wrongly_is_read_back_all_the_same(text, charset, declared) -> None:
    assert read_letter(letter(text.encode(charset), declared)).text == text


@given(sentences(TRADITIONAL, "老師"), st.sampled_from(["big5", "Big5", "big5-hkscs", "cp950"]))
def test_big5_declared_is_read_back(text, declared) -> None:
    assert read_letter(letter(text.encode("big5"), declared)).text == text


@given(sentences(SIMPLIFIED), st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]))
def test_utf_16_declared_is_read_back(text, charset) -> None:
    assert read_letter(letter(text.encode(charset), charset)).text == text


@given(sentences(SIMPLIFIED), st.sampled_from(["", "utf-8", "gb2312", "us-ascii"]))
def test_utf_16_with_its_mark_is_read_back_whatever_is_declared(text, declared) -> None:
    assert read_letter(letter(text.encode("utf-16"), declared)).text == text


@given(sentences(SIMPLIFIED), st.sampled_from(["iso-2022-cn", "hz-gb-2312", "iso-2022-jp"]))
def test_seven_bit_charsets_never_raise(text, declared) -> None:
    assert read_letter(letter(text.encode("gb2312"), declared)).text


@pytest.mark.parametrize(
    "text", ["张喆", "朱镕基", "㐂㛃", "𠮷野", "阿卜杜拉·买买提", "Ｔｅｌ", "①②③", "€"]
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_rare_names_are_read_back_from_the_smallest_text(text, charset) -> None:
    declared = "gb2312" if charset == "gb18030" else "utf-8"
    assert read_letter(letter(text.encode(charset), declared)).text == text


@given(
    st.binary(max_size=200),
    st.sampled_from([*WRONG, "utf-16", "utf-7", "idna", "rot13", "zlib", "hex"]),
)
def test_no_bytes_under_any_charset_are_a_fault(data, declared) -> None:
    text = read_letter(letter(data, declared)).text
    assert text.encode("utf-8").decode("utf-8") == text
