"""What one person, one mailbox or one network may ask for how often: exact, and shared by every replica.

For what sends mail or is rare: each call is a write. Signups, which are neither, have `signup_limits`.
Who is counted is known by a keyed hash only, so that what is stored names nobody.
"""

import hmac
import logging
from dataclasses import dataclass
from typing import Protocol

from services.registration.domain import same_person
from services.registration.guarding.derived import derived
from services.registration.guarding.tally import Rule
from shared.telemetry.metrics import REFUSED

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it may be done, and if not, in how many seconds."""

    allowed: bool
    retry_after: int = 0


class TooMany(Exception):
    """A limit is reached. `rule`: which; `retry_after`: seconds until there is room."""

    def __init__(self, rule: str, retry_after: int) -> None:
        super().__init__(rule)
        self.rule, self.retry_after = rule, retry_after


class AllowanceStore(Protocol):
    """What was spent lately, for all replicas."""

    async def spend(self, key: str, allowed: int, seconds: int) -> Verdict:
        """Spend one, if less than `allowed` were spent in the last `seconds`. Raises Unavailable."""
        ...


class Keys:
    """Whom a rule counts for, as it is kept: nobody can tell who it is without the secret."""

    def __init__(self, secret: str) -> None:
        self._key = derived(secret, "limits")

    def key(self, rule: Rule, subject: str) -> str:
        """32 hexadecimal digits."""
        named = f"{rule.name}\n{subject}".encode("utf-8", "replace")
        return hmac.digest(self._key, named, "sha256")[:16].hex()


class Allowances:
    """Spends what rules allow."""

    def __init__(self, store: AllowanceStore, keys: Keys) -> None:
        self._store, self._keys = store, keys

    async def spend(self, rule: Rule, subject: str) -> Verdict:
        """Spend one of what the rule allows this subject. What is refused costs nothing. Raises Unavailable."""
        verdict = await self._store.spend(self._keys.key(rule, subject), rule.allowed, rule.seconds)
        if not verdict.allowed:
            tell_refusal(rule.name)
        return verdict


@dataclass(frozen=True, slots=True)
class MailRules:
    """How often mails that anybody can ask for are sent."""

    recipient: Rule
    network: Rule
    domain: Rule


class MailLimits:
    """Whether one more mail may be asked for: nobody's mailbox is filled, no relay is made to hate us."""

    def __init__(self, allowances: Allowances, rules: MailRules) -> None:
        self._allowances, self._rules = allowances, rules

    async def another(self, email: str, network: str) -> Verdict:
        """Spend one of each; the first refusal ends it. Raises Unavailable: then nothing is to be sent.

        `network`: as `Networks.of` says it.
        """
        asked = (
            (self._rules.network, network),
            (self._rules.recipient, mailbox(email)),
            # The last, so that a thousand tries at one mailbox do not use up what all of its neighbours have.
            (self._rules.domain, mailbox(email).rpartition("@")[2]),
        )
        for rule, subject in asked:
            verdict = await self._allowances.spend(rule, subject)
            if not verdict.allowed:
                return verdict
        return Verdict(allowed=True)


def mailbox(email: str) -> str:
    """Where mail to an address ends up: ana+one@ and ana+two@ are the mailbox of ana@."""
    name, at, domain = same_person(email).rpartition("@")
    return f"{name.partition('+')[0] or name}{at}{domain}"


def tell_refusal(rule: str) -> None:
    """Count a refusal, and say so without saying whom."""
    REFUSED.labels(rule).inc()
    log.info("refused", extra={"rule": rule})
