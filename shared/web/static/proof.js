// A little work for the browser, done while the form is filled in: it is what keeps machines out that send thousands.
// The answer is a number that, hashed with what the server gave, begins as the server says. Works without a secure
// connection, where browsers keep their own SHA-256 to themselves.
"use strict";

const ROUNDS = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants of SHA-256: of the roots of the first primes, the first 32 bits behind the point.
function prepare() {
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
  let found = 0;
  for (let candidate = 2; found < 64; candidate += 1) {
    let prime = true;
    for (let by = 2; by * by <= candidate; by += 1) if (candidate % by === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(candidate));
    ROUNDS[found] = fraction(Math.cbrt(candidate));
    found += 1;
  }
}

const schedule = new Uint32Array(64);
const turned = (word, by) => (word >>> by) | (word << (32 - by));

// One block of 64 bytes, which is all there is: salt, nonce, number and padding.
function digest(block) {
  for (let at = 0; at < 16; at += 1) schedule[at] = block[at];
  for (let at = 16; at < 64; at += 1) {
    const early = schedule[at - 15];
    const late = schedule[at - 2];
    const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const two = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    schedule[at] = schedule[at - 16] + one + schedule[at - 7] + two;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let at = 0; at < 64; at += 1) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + ROUNDS[at] + schedule[at]) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + first) | 0;
    d = c; c = b; b = a; a = (first + second) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + START[at]) >>> 0);
}

const hex = (words) => words.map((word) => word.toString(16).padStart(8, "0")).join("");

// In small portions, so that whoever types notices nothing.
async function solve({ parameters, signature }) {
  const given = parameters.salt + parameters.nonce;
  const bits = (given.length / 2 + 4) * 8;
  const block = new Uint32Array(16);
  for (let at = 0; at < given.length / 8; at += 1) block[at] = parseInt(given.slice(at * 8, at * 8 + 8), 16);
  const number = given.length / 8;
  block[number + 1] = 0x80000000;
  block[15] = bits;
  const wanted = parseInt(parameters.keyPrefix.slice(0, 8), 16);
  for (let counter = 0; counter < 2 ** 32; ) {
    const pause = performance.now() + 12;
    while (performance.now() < pause) {
      for (const until = counter + 200; counter < until; counter += 1) {
        block[number] = counter;
        const found = digest(block);
        if (found[0] !== wanted || !hex(found).startsWith(parameters.keyPrefix)) continue;
        return btoa(JSON.stringify({ challenge: { parameters, signature }, solution: { counter, derivedKey: hex(found) } }));
      }
    }
    await new Promise((resume) => { setTimeout(resume); });
  }
  return "";
}

const field = document.querySelector("input[name=proof]");
if (field) {
  const form = field.form;
  const status = document.querySelector("[data-proof]");
  let sending = null;
  document.querySelector("[data-without-script]").remove();
  prepare();
  form.addEventListener("submit", (sent) => {
    if (field.value || sent.submitter?.formAction.includes("?")) return;
    sent.preventDefault();
    sending = sent.submitter || true;
    status.textContent = status.dataset.proof;
  });
  solve(JSON.parse(field.dataset.challenge)).then((answer) => {
    field.value = answer;
    if (sending) form.requestSubmit(sending === true ? null : sending);
  });
}
