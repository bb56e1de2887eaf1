"""Which ports a stack takes."""

import socket

from deploy.local.ports import EPHEMERAL_RANGE, Ports, free_port, is_free


def test_a_default_is_taken_when_it_is_free() -> None:
    default = free_port()
    port = Ports().choose(default)
    assert (port.number, port.note) == (default, "")


def test_a_busy_default_is_replaced_and_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        busy = other.getsockname()[1]
        port = Ports().choose(busy)
    assert port.number != busy
    assert port.note == f"{busy} was busy"


def test_a_server_on_every_interface_makes_a_port_busy_too() -> None:
    with socket.create_server(("", 0)) as other:
        assert not is_free(other.getsockname()[1])


def test_no_port_is_given_twice() -> None:
    ports = Ports()
    default = free_port()
    numbers = [ports.choose(default).number for _ in range(50)]
    assert numbers[0] == default
    assert len(set(numbers)) == 50


def test_free_ports_are_not_those_of_outgoing_connections() -> None:
    first_ephemeral = int(EPHEMERAL_RANGE.read_text().split()[0])
    assert all(free_port() < first_ephemeral for _ in range(20))
