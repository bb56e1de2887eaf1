"""What is wrong with a value is said in plain words, whatever pydantic calls it."""

from datetime import date, datetime, time
from typing import Annotated, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from shared.contracts.vocabulary import NO_BOOLEAN, Slug, UniqueId
from shared.wrong import wrong_with


class Anything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=5)] = ""
    code: Annotated[str, Field(min_length=3)] = ""
    slug: Slug = "a"
    id: UniqueId = ""
    many: Annotated[list[int], Field(min_length=1, max_length=2)] = []
    level: Annotated[int, Field(ge=1, le=4)] = 1
    at: datetime | None = None
    aware: AwareDatetime | None = None
    on: date | None = None
    until: time | None = None
    seats: Annotated[int, NO_BOOLEAN] = 1
    kind: Literal["one", "two"] = "one"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "is empty, and is needed"),
        ({"name": "Annabelle"}, "is longer than 5 characters"),
        ({"name": 5}, "is no text"),
        ({"code": "ab"}, "is shorter than 3 characters"),
        ({"slug": "Not A Slug"}, "is no slug such as harbour-days-2026"),
        ({"id": "me"}, "is no id such as 8c5d1e0a-4f7b-5c3e-9a21-6d0f2b7e4c18"),
        ({"many": []}, "holds fewer than 1"),
        ({"many": [1, 2, 3]}, "holds more than 2"),
        ({"many": "two"}, "is no list"),
        ({"level": 5}, "is more than 4: write 4 or less"),
        ({"level": 0}, "is less than 1: write 1 or more"),
        ({"level": "high"}, "is no whole number such as 30"),
        ({"at": "noon"}, "is no date and time such as 2026-10-28T09:30"),
        ({"aware": "2026-10-28T09:30"}, "has no zone: write it as in 2026-10-28T09:30:00-04:00"),
        ({"on": "soon"}, "is no date such as 2026-10-28"),
        ({"until": "25:00"}, "is no time of day such as 15:30"),
        ({"until": ["15:30"]}, "is no time of day such as 15:30"),
        ({"seats": True}, "is no whole number such as 30"),
        ({"seats": "many"}, "is no whole number such as 30"),
        ({"kind": "three"}, "is none of 'one' or 'two'"),
        ({"nmae": "Ana"}, "is no field there is here: is it misspelt?"),
    ],
)
def test_in_plain_words(said: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as invalid:
        Anything.model_validate(said)
    assert [wrong_with(error) for error in invalid.value.errors()] == [words]
