"""What a participant sets on their agenda."""

from collections.abc import Callable

from services.recommendations.days.ports import Setting
from services.recommendations.days.saying import Said, Saying, Situation
from shared.contracts.recommendations import Preferences, PreferencesChanged

Changed = Callable[[Preferences, frozenset[str]], Preferences]
"""From what is set, and the guids of the sessions there are, to what is to be set."""
MOST_MOVES = 200
"""Kept of one participant: far more than a conference has hours."""


class Preferring:
    """Keeps what participants set."""

    def __init__(self, saying: Saying) -> None:
        self._saying = saying

    async def setting(self, participant: str) -> Setting:
        """What they set. Raises NotTakingPart."""
        return (await self._saying.situation(participant)).setting

    async def change(self, participant: str, changed: Changed) -> Preferences:
        """Set something. The same again changes nothing and says nothing. Raises NotTakingPart."""

        def decide(now: Situation) -> Said | None:
            before = now.setting.preferences or Preferences(version=1)
            version = now.setting.version + 1
            after = changed(before, now.sessions).model_copy(update={"version": before.version})
            if after == before:
                return None
            after = after.model_copy(update={"version": version})
            return Said(Setting(version, after, now.setting.moves), PreferencesChanged, after)

        setting = await self._saying.say(participant, decide)
        return setting.preferences or Preferences(version=1)
