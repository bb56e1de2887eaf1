"""The captured mails: one .eml file each, and an index of them in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time_ns

from deploy.mail_sink.reading import Headers, read_envelope, read_headers

HEAD_BYTES = 16 * 1024


@dataclass(slots=True)
class Captured:
    """One mail. `id` is the nanosecond of its arrival, so ids sort by arrival."""

    id: str
    path: Path
    sender: str
    recipients: tuple[str, ...]
    _headers: Headers | None = None

    @property
    def received(self) -> datetime:
        """When it arrived (UTC)."""
        return datetime.fromtimestamp(int(self.id) / 1e9, UTC)

    @property
    def headers(self) -> Headers:
        """Subject, From, To and Message-ID, read from the file the first time somebody asks."""
        if self._headers is None:
            self._headers = read_headers(_head(self.path))
        return self._headers

    def content(self) -> bytes:
        """The whole mail as it is kept."""
        return self.path.read_bytes()


class MailFolder:
    """A folder of .eml files. Whatever is in it at the start is part of it, so mails survive a restart."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._mails: dict[str, Captured] = {}
        for path in sorted(directory.glob("*.eml")):
            if path.stem.isdecimal():
                sender, recipients = read_envelope(_head(path))
                self._mails[path.stem] = Captured(path.stem, path, sender, recipients)
        self._latest = max((int(mail_id) for mail_id in self._mails), default=0)

    def __len__(self) -> int:
        return len(self._mails)

    def keep(self, content: bytes, sender: str, recipients: Sequence[str]) -> Captured:
        """Write a mail and index it. It is in the folder, whole, when this returns.

        The envelope goes in front as Return-Path and Delivered-To, as at any final delivery: the To header
        does not say who a mail was really for. Written beside and renamed, so a crash leaves no half mail.
        """
        self._latest = max(time_ns(), self._latest + 1)
        mail_id = f"{self._latest:019d}"
        path = self._directory / f"{mail_id}.eml"
        lines = [f"Return-Path: <{sender}>", *(f"Delivered-To: {to}" for to in recipients)]
        envelope = "".join(f"{line}\r\n" for line in lines)
        unfinished = path.with_suffix(".part")
        with open(unfinished, "wb", buffering=0) as file:
            file.write(envelope.encode("utf-8", "surrogateescape") + content)
        unfinished.rename(path)
        mail = Captured(mail_id, path, sender, tuple(recipients))
        self._mails[mail_id] = mail
        return mail

    def get(self, mail_id: str) -> Captured | None:
        """The mail with this id. Ids are looked up, never made into a path."""
        return self._mails.get(mail_id)

    def newest_first(self, to: str | None = None) -> Iterator[Captured]:
        """The mails as they are now, optionally those delivered to one address (case does not matter)."""
        wanted = to.strip().casefold() if to else None
        for mail in list(reversed(self._mails.values())):
            if wanted is None or any(wanted == recipient.casefold() for recipient in mail.recipients):
                yield mail

    def clear(self) -> int:
        """Delete every mail; answers how many there were."""
        mails, self._mails = self._mails, {}
        for mail in mails.values():
            mail.path.unlink(missing_ok=True)
        return len(mails)


def _head(path: Path) -> bytes:
    with open(path, "rb") as file:
        return file.read(HEAD_BYTES)
