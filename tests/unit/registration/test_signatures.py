"""Each builder's proof. What is expected was computed with `openssl dgst -sha256 -hmac <secret> -binary | base64`."""

from datetime import UTC, datetime, timedelta

import pytest

from services.registration.signatures import Delivery, Proof, proof_for
from shared.forms.definition import Form, UnusableForm

SECRET = "typeform-secret-0123456789"
BODY = b'{"event_type":"form_response"}'
BASE64 = "dWxmvrllcW3MZpMJF7oMOXv7YjhGmvqKwK9OLMF5E+Y="
HEX = "756c66beb965716dcc66930917ba0c397bfb6238469afa8ac0af4e2cc17913e6"

# The vector every implementation of Standard Webhooks is tested with.
WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
WEBHOOK_BODY = b'{"test": 2432232314}'
WEBHOOK_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
WEBHOOK = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": WEBHOOK_SIGNATURE,
}
SENT = datetime.fromtimestamp(1614265330, UTC)


def form(builder: str, **more: str) -> Form:
    questions = [{"title": field, "field": field} for field in ("name", "email", "goal")]
    return Form.model_validate(
        {"builder": builder, "conference": "a-conference", "secret_env": "A_SECRET", "questions": questions, **more}
    )


def proof(builder: str, secret: str = SECRET, **more: str) -> Proof:
    return proof_for(form(builder, **more), {"A_SECRET": secret})


def genuine(check: Proof, headers: dict[str, str], body: bytes = BODY, **query: str) -> bool:
    return check(Delivery(headers, query, body), SENT)


SCHEMES = [
    pytest.param("typeform", "typeform-signature", f"sha256={BASE64}", {}, id="typeform"),
    pytest.param("tally", "tally-signature", BASE64, {}, id="tally"),
    pytest.param("generic", "x-signature", BASE64, {"signature": "body"}, id="base64"),
    pytest.param("generic", "x-signature", HEX, {"signature": "body"}, id="hex"),
    pytest.param("generic", "signature", HEX.upper(), {"signature": "body"}, id="HEX"),
    pytest.param("generic", "signature", f"sha256={HEX}", {"signature": "body"}, id="named"),
]


@pytest.mark.parametrize(("builder", "header", "signature", "more"), SCHEMES)
def test_a_signature_of_the_body(builder, header, signature, more) -> None:
    check = proof(builder, **more)

    assert genuine(check, {header: signature})
    assert not genuine(check, {})
    assert not genuine(check, {"x-other": signature})
    assert not genuine(check, {header: signature}, BODY + b" ")
    assert not genuine(check, {header: signature}, b"")
    assert not genuine(proof(builder, "another-secret-0123456789", **more), {header: signature})


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "=",
        "sha256=",
        BASE64,  # without the algorithm
        f"sha1={BASE64}",
        f"sha256={BASE64[:-1]}",
        f"sha256={BASE64}=",
        f"sha256={BASE64[:20]}",
        f"sha256={BASE64.lower()}",
        f"sha256={HEX}",
        f"sha256={BASE64} sha256={BASE64}",
        "sha256=é\u00ff",
        "sha256=\udce9",
        "sha256=" + "A" * 100_000,
    ],
)
def test_another_length_or_encoding_is_no_signature(wrong) -> None:
    assert not genuine(proof("typeform"), {"typeform-signature": wrong})


def test_the_secret_in_the_address_or_in_a_header() -> None:
    check = proof("jotform")

    assert genuine(check, {}, token=SECRET)
    assert genuine(check, {"x-webhook-token": SECRET})
    assert not genuine(check, {})
    assert not genuine(check, {}, token="")
    assert not genuine(check, {}, token=SECRET[:-1])
    assert not genuine(check, {}, token=f"{SECRET} ")
    assert not genuine(check, {}, token="\udce9")
    assert not genuine(check, {}, secret=SECRET)


def test_standard_webhooks() -> None:
    check = proof("generic", WEBHOOK_SECRET)

    assert genuine(check, WEBHOOK, WEBHOOK_BODY)
    assert genuine(proof("generic", WEBHOOK_SECRET, signature="standard-webhooks"), WEBHOOK, WEBHOOK_BODY)
    for several in (f"v1,bm9wZQ== {WEBHOOK_SIGNATURE}", f"{WEBHOOK_SIGNATURE} v1a,x", f"v2,x  {WEBHOOK_SIGNATURE}"):
        assert genuine(check, WEBHOOK | {"webhook-signature": several}, WEBHOOK_BODY)
    assert not genuine(check, WEBHOOK, WEBHOOK_BODY + b" ")
    for header in WEBHOOK:
        assert not genuine(check, {name: value for name, value in WEBHOOK.items() if name != header}, WEBHOOK_BODY)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_another"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-timestamp": "1614265330.0"},
        {"webhook-timestamp": "+1614265330"},
        {"webhook-timestamp": "٢"},
        {"webhook-timestamp": "9" * 5000},
        {"webhook-signature": WEBHOOK_SIGNATURE.removeprefix("v1,")},
        {"webhook-signature": WEBHOOK_SIGNATURE.replace("v1,", "v2,")},
        {"webhook-signature": WEBHOOK_SIGNATURE.replace("v1,", "v1=")},
        {"webhook-signature": "v1,"},
    ],
)
def test_no_standard_webhook(change) -> None:
    assert not genuine(proof("generic", WEBHOOK_SECRET), WEBHOOK | change, WEBHOOK_BODY)


@pytest.mark.parametrize(("late", "taken"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_five_minutes_either_way(late, taken) -> None:
    delivery = Delivery(WEBHOOK, {}, WEBHOOK_BODY)

    assert proof("generic", WEBHOOK_SECRET)(delivery, SENT + timedelta(seconds=late)) is taken


def test_one_scheme_is_no_way_around_the_other() -> None:
    headers = {"x-signature": HEX, "signature": HEX, "typeform-signature": f"sha256={BASE64}"}

    assert not genuine(proof("generic", WEBHOOK_SECRET), headers)
    assert not genuine(proof("typeform"), WEBHOOK, WEBHOOK_BODY)


@pytest.mark.parametrize("environment", [{}, {"A_SECRET": ""}, {"A_SECRET": "   "}])
@pytest.mark.parametrize("builder", ["typeform", "tally", "jotform", "generic"])
def test_a_secret_that_is_not_set_is_named(builder, environment) -> None:
    with pytest.raises(UnusableForm, match=r"^A_SECRET is not set"):
        proof_for(form(builder), environment)


@pytest.mark.parametrize("secret", [SECRET, "whsec_0123456789", "whsec_*" + "0" * 40, WEBHOOK_SECRET[6:]])
def test_a_secret_that_is_none_of_standard_webhooks(secret) -> None:
    with pytest.raises(UnusableForm, match=r"^A_SECRET is no Standard Webhooks secret") as unusable:
        proof("generic", secret)
    assert secret not in str(unusable.value)


def test_a_secret_that_can_be_guessed() -> None:
    with pytest.raises(UnusableForm, match=r"^A_SECRET is too short"):
        proof("typeform", "secret")
