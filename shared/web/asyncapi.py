"""The AsyncAPI 3 document of a service, from what FastStream knows of its broker."""

import re
from typing import Any

from shared.bus.bus import Bus
from shared.languages import DEFAULT, speaking
from shared.web.pages import render

_PARAMETER = re.compile(r"\{(\w+)\}")
_MEANINGS = {"conference": "The slug of a conference.", "id": "The entity the event is about."}


def asyncapi_document(bus: Bus, version: str) -> dict[str, Any]:
    """The document, with what FastStream cannot know: address parameters and where the correlation id is."""
    document: dict[str, Any] = bus.asyncapi(version).to_specification().to_jsonable()
    for channel in document["channels"].values():
        names = _PARAMETER.findall(channel["address"])
        if names:
            channel["parameters"] = {name: {"description": _MEANINGS[name]} for name in names}
        channel.pop("bindings", None)  # "custom" bindings, which no tool reads
    for message in document["components"]["messages"].values():
        message["correlationId"] = {"location": "$message.payload#/correlationid"}
        message["contentType"] = "application/cloudevents+json"
    return document


def asyncapi_page(document: dict[str, Any]) -> str:
    """The same for people; in English, as what it documents."""
    actions = {
        operation["channel"]["$ref"].rsplit("/", 1)[-1]: operation["action"]
        for operation in document["operations"].values()
    }
    with speaking(DEFAULT):
        return render("asyncapi.html", document=document, actions=actions)
