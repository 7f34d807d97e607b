"""A sealed field opens at its own place, under its own key, and nowhere else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.vault.blind_index import contact_index, identity_index
from intake.vault.keys import key_id_of, key_of, keyring
from intake.vault.sealing import Place, Unsealable, new_key, seal, unseal
from pydantic import SecretStr

HERE = Place("persons", "name", "01")
KEY = new_key()


def secret(key: bytes) -> SecretStr:
    return SecretStr(base64.b64encode(key).decode())


@given(st.binary(max_size=200))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    sealed = seal(KEY, HERE, plain)
    assert sealed.startswith("aes256gcm:")
    assert unseal(KEY, HERE, sealed) == plain


@pytest.mark.parametrize(
    "elsewhere", [Place("persons", "name", "02"), Place("persons", "phone", "01"), Place("x", "name", "01")]
)
def test_a_field_moved_to_another_place_does_not_open(elsewhere: Place) -> None:
    sealed = seal(KEY, HERE, b"x")
    with pytest.raises(Unsealable):
        unseal(KEY, elsewhere, sealed)


def test_another_key_a_changed_byte_and_an_unknown_suite_do_not_open() -> None:
    sealed = seal(KEY, HERE, b"x")
    changed = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]
    with pytest.raises(Unsealable):
        unseal(new_key(), HERE, sealed)
    for wrong in (changed, sealed.replace("aes256gcm", "rot13"), "aes256gcm:!", "aes256gcm:", ""):
        with pytest.raises(Unsealable):
            unseal(KEY, HERE, wrong)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal(KEY, HERE, b"x") != seal(KEY, HERE, b"x")


def test_a_former_key_still_opens_and_the_new_one_wraps() -> None:
    old, new, data_key = new_key(), new_key(), new_key()
    before = keyring(secret(old))
    wrapped = before.wrap(data_key, HERE)
    after = keyring(secret(new), [secret(old)])
    assert after.unwrap(before.current, wrapped, HERE) == data_key
    assert after.current == key_id_of(new) != before.current
    with pytest.raises(Unsealable, match="not at hand"):
        keyring(secret(new)).unwrap(before.current, wrapped, HERE)


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "not base64!", "é"])
def test_a_key_that_is_none_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes") as refused:
        key_of(SecretStr(text))
    assert text == "" or text not in str(refused.value)


def test_a_keyring_shows_no_key() -> None:
    key = new_key()
    assert key.hex() not in repr(keyring(secret(key)))
    assert repr(key) not in repr(keyring(secret(key)))


def test_a_blind_index_depends_on_key_type_and_number() -> None:
    number, key = "11010519491231002X", new_key()
    index = identity_index(key, "resident", number)
    assert index == identity_index(key, "resident", number)
    others = {
        identity_index(new_key(), "resident", number),
        identity_index(key, "passport", number),
        identity_index(key, "resident", number[:-1] + "1"),
        contact_index(key, number),
    }
    assert len(others) == 4
    assert index not in others
