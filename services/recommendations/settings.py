"""What recommendations reads from its environment."""

from shared.settings import LinkSettings


class Settings(LinkSettings):
    """The environment of recommendations."""

    http_port: int = 8002
    mongo_database: str = "recommendations"
    recommendations_url: str = "http://127.0.0.1:8002"
    """Where the outside finds this service."""
    registration_url: str = "http://127.0.0.1:8001"
    """Where people sign up, for pages that send them there."""
    organiser_token: str = ""
    """Bearer token of organisers; empty: no organiser call is allowed."""
    integrator_token: str = ""
    """Bearer token that reads agendas and changes nothing; empty: nobody has it."""
    rebuilds_per_second: float = 200.0
    """The most agendas this process looks at after the programme changed; signups and pages go first."""
    allocation_hour: int = 3
    """From which hour of the night, on the conference's clock, seats are given out over everybody until the first day
    of it, where somebody waits for one; -1: never by itself."""
    ranker: str = "best"
    """How sessions are ranked for goals: keyword, bm25, hybrid, the name of an entry point of desirepath.rankers, or
    best: hybrid where its model is installed, bm25 where it is not."""
    credit_rules_dir: str = ""
    """Folder with one TOML file for each conference, {slug}.toml, that says how time in sessions becomes hours of
    credit; empty, or no file: Michigan's rules."""
