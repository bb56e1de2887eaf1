"""The one envelope of every event: CloudEvents 1.0, structured JSON, with the correlation extension.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md and .../extensions/distributed-tracing.md
"""

from functools import lru_cache
from hashlib import sha1
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from shared.contracts.vocabulary import Identifier, UniqueId, Value

DataT = TypeVar("DataT", bound=Value)

Source = Annotated[str, StringConstraints(pattern=r"^/conferences/[a-z0-9]+(?:-[a-z0-9]+)*/[a-z]+$", max_length=100)]
TraceParent = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")]
SchemaUri = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]


class CloudEvent(BaseModel, Generic[DataT]):
    """An event and where it belongs. Every concrete class says its type, its producer and its stream."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: ClassVar[str]
    """`{entity}.{fact}.v{n}`: the CloudEvents type, and the middle of the NATS subject."""
    producer: ClassVar[str]
    """The service that publishes it."""
    stream: ClassVar[str] = "EVENTS"
    family: ClassVar[str] = "conf.{conference}.{producer}"
    """The head of the NATS subject."""

    specversion: Literal["1.0"] = "1.0"
    id: UniqueId
    source: Source
    type: str
    subject: Identifier
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: SchemaUri
    correlationid: UniqueId
    causationid: UniqueId | None = None
    traceparent: TraceParent | None = None
    data: DataT

    @property
    def conference(self) -> str:
        """The slug of the conference it happened in."""
        return self.source.split("/", 3)[2]

    @property
    def address(self) -> str:
        """The NATS subject it travels on."""
        return f"{_head(type(self), self.conference)}.{self.subject}"

    @classmethod
    def filter(cls) -> str:
        """The subjects of this fact in all conferences and *all versions*.

        A version nobody here knows must be seen and dead-lettered, not passed over in silence.
        """
        head = cls.family.format(conference="*", producer=cls.producer)
        entity, fact, _version = cls.kind.split(".")
        return f"{head}.{entity}.{fact}.>"

    @classmethod
    def channel(cls) -> str:
        """The subject with its parameters named, as AsyncAPI writes an address."""
        head = cls.family.format(conference="{conference}", producer=cls.producer)
        return f"{head}.{cls.kind}.{{id}}"

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """Read one message body. Raises pydantic.ValidationError."""
        return cls.model_validate_json(body)

    def encode(self) -> bytes:
        """The bytes on the bus, in a dead letter, over SSE and in a golden file."""
        return self.model_dump_json(exclude_none=True, by_alias=True).encode()


def derived_id(cause: str, kind: str, entity: str = "") -> str:
    """The id of the event of this kind that follows from a cause: the same at every attempt (RFC 9562, version 5).

    `entity` tells apart several events of one kind from one cause.
    """
    return name_based_id(cause, f"{kind}/{entity}" if entity else kind)


def name_based_id(namespace: str, name: str) -> str:
    """A UUID of version 5 (RFC 9562, 5.5) as text, at a third of the time of `uuid.uuid5`: every event needs some."""
    digest = sha1(bytes.fromhex(namespace.replace("-", "")) + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


@lru_cache(maxsize=4096)
def _head(kind: "type[CloudEvent[Any]]", conference: str) -> str:
    return f"{kind.family.format(conference=conference, producer=kind.producer)}.{kind.kind}"
