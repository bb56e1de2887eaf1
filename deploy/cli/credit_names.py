"""Hours of credit with the names they belong to. No service knows both; the organiser may see either."""

import csv
import io

BOM = "\ufeff"
NAMED = ("name", "email", "school")


def with_names(sheet: bytes, people: bytes, delimiter: str) -> bytes:
    """The ledger with three columns more. Cells stay as the services wrote them, so that no spreadsheet runs them.

    Who is not in registration's list any more keeps their row without a name.
    """
    known = {row["id"]: row for row in csv.DictReader(_text(people))}
    ledger = csv.DictReader(_text(sheet), delimiter=delimiter)
    columns = list(ledger.fieldnames or ())
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*NAMED, *columns])
    for row in ledger:
        person = known.get(row["participant"], {})
        writer.writerow([*(person.get(column, "") for column in NAMED), *(row[column] for column in columns)])
    return (BOM + written.getvalue()).encode()


def _text(content: bytes) -> io.StringIO:
    return io.StringIO(content.decode("utf-8-sig"), newline="")
