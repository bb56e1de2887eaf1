"""What registration reads from its environment."""

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """The environment of registration."""

    http_port: int = 8001
    mongo_database: str = "registration"
    registration_url: str = "http://127.0.0.1:8001"
    """Where the outside finds this service."""
    organiser_token: str = ""
    """Bearer token of organisers; empty: no organiser call is allowed."""
    forms_dir: str = ""
    """Folder with one TOML file for each form of a form builder; empty: there are no hooks."""
