"""What registration reads from its environment."""

from typing import Annotated

from pydantic import AfterValidator, Field

from services.registration.guarding.networks import networks_of
from services.registration.guarding.proof import Asked
from shared.settings import LinkSettings


def _networks(text: str) -> str:
    networks_of(text)  # says which of them is none
    return text


Times = Annotated[int, Field(ge=1)]


class Settings(LinkSettings):
    """The environment of registration."""

    http_port: int = 8001
    mongo_database: str = "registration"
    registration_url: str = "http://127.0.0.1:8001"
    """Where the outside finds this service."""
    recommendations_url: str = "http://127.0.0.1:8002"
    """Where people find their agenda."""
    notifications_url: str = "http://127.0.0.1:8003"
    """Where people fetch what is held of the mails to them."""
    organiser_token: str = ""
    """Bearer token of organisers; empty: no organiser call is allowed."""
    organiser_password: str = ""
    """Opens the organiser's console in a browser; empty: nobody can log in."""
    forms_dir: str = ""
    """Folder with one TOML file for each form of a form builder; empty: there are no hooks."""

    trusted_proxies: Annotated[str, AfterValidator(_networks)] = ""
    """Networks by commas whose X-Forwarded-For is believed; empty: nobody's is."""
    signups_per_network: Times = 600
    """In ten minutes. A whole school sits behind one address."""
    signups_per_recipient: Times = 10
    """In an hour."""
    resends_per_recipient: Times = 3
    """In an hour, as the next two."""
    resends_per_network: Times = 20
    resends_per_domain: Times = 200
    minimum_fill_seconds: Annotated[float, Field(ge=0)] = 3
    """Nobody fills in the form faster; 0: nobody is asked."""
    proof_of_work: Asked = Asked.SUSPICIOUS
    """Of whom a browser is asked for a little work: off, suspicious or always."""
    erasure_settles_seconds: Annotated[float, Field(ge=0)] = 60
    """Seconds after an erasure in which something that was on its way may still reach the bus."""
