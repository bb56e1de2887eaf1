"""What stands at the entrance of registration, for whatever comes in over HTTP."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from services.registration.guarding.guards import Guards
from services.registration.guarding.limits import Allowances, MailLimits
from services.registration.guarding.networks import Networks
from services.registration.guarding.signup_limits import SignupLimits


@dataclass(frozen=True, slots=True)
class Entrance:
    """Limits and guards, and whom a request counts for."""

    networks: Networks
    limits: SignupLimits
    allowances: Allowances
    mails: MailLimits
    guards: Guards

    def network_of(self, request: HTTPConnection) -> str:
        """Where it comes from."""
        peer = request.client.host if request.client else None
        return self.networks.of(peer, request.headers.getlist("x-forwarded-for"))
