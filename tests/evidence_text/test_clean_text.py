"""Does the clean text say the same, and does every character of it know where it stands?"""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from yuantu.evidence.text.clean import CleanText, clean_text

BLANKS = ["\n", "\n\n", " ", "　", "\u200b", "\ufeff", "\r\n", "\t"]
WORDS = "總投資 12 3.5 億元 (yì) (zǒngtóu) ,, ， １２ ，３４５ 。 % 亩 GWh 𠮷 e\u0301 约 — A1 项 〔2025〕 😀"
PIECES = st.sampled_from([*WORDS.split(), *BLANKS])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


def text_of(raw: str) -> str:
    return clean_text(raw).text


def is_faithful(clean: CleanText) -> bool:
    """Offsets rise, stay inside and every one of them maps back."""
    offsets = list(clean.origin)
    inside = all(0 <= offset < len(clean.raw) for offset in offsets)
    rising = all(one < other for one, other in pairwise(offsets))
    return inside and rising and len(offsets) == len(clean.text)


@given(TEXTS)
@example("\n12\n")
@example(" ")
def test_every_clean_character_maps_back(raw: str) -> None:
    clean = clean_text(raw)
    assert is_faithful(clean)
    for start in range(len(clean.text)):
        first, last = clean.raw_span(start, start + 1)
        assert (first, last) == (clean.origin[start], clean.origin[start] + 1)
        assert len(clean.quote(start, start + 1)) == 1


@given(TEXTS)
def test_spans_are_slices_of_the_raw_text(raw: str) -> None:
    clean = clean_text(raw)
    start, end = len(clean.text) // 3, len(clean.text) // 3 * 2
    first, last = clean.raw_span(start, end)
    assert 0 <= first <= last <= len(raw)
    assert clean.quote(start, end) == raw[first:last]


@given(TEXTS)
def test_digits_are_kept(raw: str) -> None:
    def digits(text: str) -> list[str]:
        return [character for character in text if character in "0123456789"]

    assert digits(text_of(raw)) == digits(
        "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in raw)
    )


def test_a_break_inside_a_number_is_closed() -> None:
    assert text_of("总产值460\n.4亿元") == "总产值460.4亿元"
    assert text_of("规模工业产值 143.3\n亿元") == "规模工业产值143.3亿元"
    assert text_of("总产值143.3\n\n亿元") == "总产值143.3亿元"
    assert text_of("全区规模以上工业企业达到1\n28家") == "全区规模以上工业企业达到128家"
    assert text_of("实现增加值1,3\n78.6亿元") == "实现增加值1,378.6亿元"


def test_numbers_of_different_lines_stay_apart() -> None:
    assert text_of("序号12\n2023年开工") == "序号12\n2023年开工"
    assert text_of("35.6\n2136") == "35.6\n2136"
    assert text_of("投资额\n\n12\n\n万元") == "投资额\n12\n万元"


def test_a_sentence_goes_on_and_a_paragraph_ends() -> None:
    assert text_of("园区规划\n面积") == "园区规划面积"
    assert text_of("项目开工。\n总投资") == "项目开工。\n总投资"
    assert text_of("概况\n1、总用地") == "概况\n1、总用地"


def test_blanks_beside_han_go_and_between_words_stay() -> None:
    assert text_of("占地 55 亩 ， 共 3 家") == "占地55亩，共3家"
    assert text_of("Hello big world") == "Hello big world"
    assert text_of("1 395.7亿元") == "1395.7亿元"
    assert text_of("2020-02-26 10:08") == "2020-02-26 10:08"
    assert text_of("2 0 2 3 年") == "2023年"


def test_traditional_script_and_wide_forms_are_folded() -> None:
    assert text_of("總投資２００億港元（約）") == "总投资200亿港元(约)"
    assert text_of("１，２３４萬畝") == "1,234万亩"
    assert text_of("增加300，400家") == "增加300，400家", "a comma of a sentence is no separator of thousands"
    assert text_of("著名的乾隆") == "著名的乾隆", "characters of the simplified script are left alone"


def test_pinyin_goes_and_units_in_brackets_stay() -> None:
    assert text_of("佔(zhàn)地(dì)面積(miàn jī)") == "占地面积"
    assert text_of("佔(zhan4)地") == "占地"
    assert text_of("面积(ha)和长度(km)") == "面积(ha)和长度(km)"
    assert text_of("共建中心（北京）") == "共建中心(北京)"
