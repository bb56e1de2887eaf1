import json
import logging
import time

import pytest

from shared.telemetry.logs import about_event, configure_logs, without_addresses


@pytest.fixture
def listen(capsys):
    """Configures logs as a service does; what it returns reads every line since as JSON."""
    root, access = logging.getLogger(), logging.getLogger("uvicorn.access")
    before = root.handlers[:], root.level, access.disabled

    def configured(level="info"):
        # In the test, because pytest exchanges the handlers between the phases of one.
        configure_logs("registration", level)
        return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    yield configured
    root.handlers[:], level, access.disabled = before
    root.setLevel(level)


log = logging.getLogger("somewhere")


def test_a_line_says_when_what_and_where(listen):
    logged = listen()

    log.info("taken", extra={"batch": 3})
    log.debug("too much")

    (line,) = logged()
    assert line.pop("time")
    assert line == {"level": "INFO", "logger": "somewhere", "message": "taken", "service": "registration", "batch": 3}


def test_lines_about_an_event_say_which(listen):
    logged = listen()

    with about_event("one"):
        log.info("inside")
        log.info("of its own", extra={"event_id": "other"})
    log.info("outside")

    assert [line.get("event_id") for line in logged()] == ["one", "other", None]


@pytest.mark.parametrize(
    "words",
    [
        "ana@example.org",
        "to <ana@example.org>, please",
        'E11000 duplicate key: { person: "ana@example.org" }',
        "{'email': 'ana@example.org'}",
        "first line\nana@example.org\tthen\\ana@example.org",
        "mailto:ana@example.org?subject=x",
        "ana.o'brien+conference@mail.example.org.",
        "ána@éxample.org",
        "ana@example.org@example.org",
        "nats://user:ana@example.org:4222",
    ],
)
def test_no_address_leaves_in_a_message_a_member_or_a_traceback(words, listen):
    logged = listen()

    log.warning(words)
    log.warning("said %s", words, extra={"told": {"deep": [words, {words: 1}]}})
    try:
        int(words)  # says in its error what it was given
    except ValueError:
        log.exception("failed")

    lines = logged()
    assert len(lines) == 3
    assert "ValueError" in lines[2]["exc_info"]
    text = json.dumps(lines, ensure_ascii=False)
    assert "@" not in text
    assert text.count("[address]") >= 4


def test_the_database_driver_tells_no_documents_however_much_is_told(listen):
    logged = listen("debug")
    logging.getLogger("pymongo.command").debug('{"insert": "participants", "documents": [{"name": "Ana Ruiz"}]}')
    log.debug("ours")

    assert [line["message"] for line in logged()] == ["ours"]


def test_a_backslash_is_no_way_round(listen):
    logged = listen()

    log.info(r'"\ana@example.org\"')

    assert "ana" not in logged()[0]["message"]


@pytest.mark.parametrize("text", ["3 @ 4", "@decorator.x", "a@b", "no address at all", "user@", "a@b.", "1.5 @2"])
def test_what_is_no_address_stays(text):
    assert without_addresses(text) == text


@pytest.mark.parametrize("text", ["a@" * 50_000, "a." * 50_000 + "@", "@" * 100_000, "a" * 100_000 + " @"])
def test_a_long_line_is_looked_through_quickly(text):
    began = time.process_time()

    without_addresses(text)

    assert time.process_time() - began < 1
