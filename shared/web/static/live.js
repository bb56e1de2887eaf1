// A page that is shown anew when what it shows has changed, without being loaded again. It works without this, by
// reloading; nothing is stored. The stream says only that there is something new: the page itself is asked for again.
"use strict";

const live = document.currentScript.dataset;
let shown = live.state;
let waiting = false;

// What somebody opened stays open, and what they look at stays where it is.
function show(page) {
  const main = document.getElementById("main");
  const open = [...main.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focused = document.activeElement?.id;
  main.innerHTML = page.getElementById("main").innerHTML;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new Event("shown-anew"));
}

function say(words) {
  let note = document.getElementById("live-note");
  if (!note) {
    note = Object.assign(document.createElement("p"), { id: "live-note", className: "live-note" });
    note.setAttribute("role", "status");
    document.body.append(note);
  }
  note.textContent = words;
}

// Whoever is in the middle of writing or choosing is not interrupted.
const busy = () => document.querySelector("#main form[data-touched]") !== null;

async function look() {
  if (busy()) {
    waiting = true;
    say(live.waiting);
    return;
  }
  waiting = false;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const script = page.querySelector("script[data-changes]");
  if (!script) {
    location.reload(); // there is no day any more: another page says so
    return;
  }
  shown = script.dataset.state;
  show(page);
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date()).replace(/\s/g, " ").toLowerCase();
  say(live.changed.replace("{time}", time));
}

const stream = new EventSource(live.changes);
// After a break in the connection, something may have been missed.
stream.addEventListener("state", ({ data }) => { if (data !== shown) look(); });
stream.addEventListener("changed", look);

document.addEventListener("input", ({ target }) => target.closest("#main form")?.setAttribute("data-touched", ""));
document.addEventListener("reset", ({ target }) => {
  target.removeAttribute("data-touched");
  if (waiting) look();
});
