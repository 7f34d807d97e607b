"""Criteria read from the text that a pack would have."""

import json
from collections.abc import Callable

import pytest
from policy.criteria.criterion import Criterion
from policy.marks import read
from pydantic import TypeAdapter

_CRITERION: TypeAdapter[Criterion] = TypeAdapter(Criterion)


@pytest.fixture
def criterion() -> Callable[[str], Criterion]:
    return lambda text: _CRITERION.validate_json(json.dumps(read(text).value))
