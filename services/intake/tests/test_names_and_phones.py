"""Names in whatever script people are registered in; phones in whatever way people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.names import NameInvalid, checked_name, same_name
from intake.domain.phones import PhoneInvalid, normalised_phone

HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    st.characters(min_codepoint=0x30000, max_codepoint=0x323AF, categories=["Lo", "Cn"]),
)


@pytest.mark.parametrize(
    "name",
    [
        "王",
        "欧阳𠅤",
        "李𪚥",
        "张\U000313d1",
        "钱〇",
        "阿卜杜热合曼·买买提",
        "Jean-Luc O’Neill",
        "María José",
        "Đặng Thị",
        "郞",
    ],
)
def test_names_are_kept_as_they_are(name: str) -> None:
    assert checked_name(name) == name


@given(st.text(HAN, min_size=1, max_size=30))
def test_every_han_character_may_stand_in_a_name(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize("dot", "·•・‧")
def test_the_middle_dots_are_made_one(dot: str) -> None:
    assert checked_name(f" 买买提{dot}吐尔逊 ") == "买买提·吐尔逊"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "王\0芳",
        "王\u202e芳",
        "王\u200b芳",
        "王\u200d芳",
        "王\ufe0f芳",
        "王\U000e0100芳",
        "王\u3164芳",
        "王\ufeff芳",
        "王\n芳",
        "王\t芳",
        "王5",
        "=cmd",
        "<script>",
        "王😀",
        "·买买提",
        "\u0301a",
        "王" * 101,
        "王\ud800",
    ],
)
def test_what_cannot_be_seen_or_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NameInvalid):
        checked_name(name)


@given(st.text(max_size=120))
def test_any_text_is_either_a_name_or_refused(text: str) -> None:
    try:
        name = checked_name(text)
    except NameInvalid:
        return
    assert name.strip() == name
    assert checked_name(name) == name


def test_names_are_the_same_but_for_how_they_are_typed() -> None:
    assert same_name("ZHANG SAN", "Zhang  San")
    assert same_name("José", "Jose\u0301")
    assert not same_name("张三", "张叁")


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_every_mobile_prefix_is_accepted(phone: str) -> None:
    for written in (phone, f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"):
        assert normalised_phone(written) == phone


def test_full_width_digits_are_made_plain() -> None:
    assert normalised_phone("１３８００１３８０００") == "13800138000"


@pytest.mark.parametrize(
    "phone", ["", "12800138000", "1380013800", "138001380000", "1380013800a", "٠١٣٨٠٠١٣٨٠٠", "0858-8222222"]
)
def test_other_phones_are_refused(phone: str) -> None:
    with pytest.raises(PhoneInvalid):
        normalised_phone(phone)
