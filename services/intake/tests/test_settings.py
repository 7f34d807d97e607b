"""What intake may be told of the register of the insured."""

from pathlib import Path

import pytest
from intake.settings import Settings
from pydantic import ValidationError

KEY = "dmFsdWVzIG9mIDMyIGJ5dGVzIGluIGJhc2U2NC4uLi4="
TOLD = {
    "postgres": "postgresql://nowhere/intake",
    "operator_token": "a-token-of-the-operator",
    "vault_key": KEY,
    "blind_index_key": KEY,
    "grant_private_key": "none",
}


def settings(**more: object) -> Settings:
    return Settings.model_validate(TOLD | more)


def test_a_city_has_one_register_an_address_or_a_file() -> None:
    assert settings(insurance_url="http://register/insurance").has_register
    assert settings(insurance_csv="/city/insured.csv").insurance_csv == Path("/city/insured.csv")
    with pytest.raises(ValidationError, match="not both"):
        settings(insurance_url="http://register/insurance", insurance_csv="/city/insured.csv")


def test_production_has_a_register_and_elsewhere_nobody_is_asked_without_one() -> None:
    without = settings(insurance_url="", insurance_csv="")
    assert (without.has_register, without.register_wait) == (False, None)
    with pytest.raises(ValidationError, match="production needs a register"):
        settings(environment="production", kafka="kafka:9092")
