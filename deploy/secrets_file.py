"""`python3 -m deploy.secrets_file`: writes .env, with a random value for each secret that .env.example names.

A file that exists keeps every value it has and gets only what it lacks, so it can be run after each update.
It needs the standard library alone: whoever runs containers has no virtual environment.
"""

import re
from pathlib import Path

from deploy.local.credentials import new_secret
from deploy.local.private_file import write_private

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / ".env.example"
ASSIGNMENT = re.compile(r"(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)")


def secret_names(example: str) -> list[str]:
    """The names that the example leaves without a value."""
    found = (ASSIGNMENT.fullmatch(line) for line in example.splitlines())
    return [match["name"] for match in found if match and not match["value"]]


def with_secrets(text: str, names: list[str]) -> str:
    """The text of an .env file in which every one of these names has a value."""
    lines, missing = text.splitlines(), list(names)
    for number, line in enumerate(lines):
        match = ASSIGNMENT.fullmatch(line.strip())
        if match is None or match["name"] not in missing:
            continue
        missing.remove(match["name"])
        if not match["value"]:
            lines[number] = f"{match['name']}={new_secret()}"
    lines += [f"{name}={new_secret()}" for name in missing]
    return "\n".join(lines) + "\n"


def main(folder: Path = PROJECT) -> None:
    """Write .env, readable by its owner alone."""
    example, path = EXAMPLE.read_text(encoding="utf-8"), folder / ".env"
    before = path.read_text(encoding="utf-8") if path.exists() else None
    after = with_secrets(example if before is None else before, secret_names(example))
    if after == before:
        print(f"{path} has every secret.")
        return
    write_private(path, after)
    print(f"{path} is written. Keep it: the data is only readable with these passwords.")


if __name__ == "__main__":
    main()
