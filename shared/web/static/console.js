// What lives on the console: parts of a page are asked for again and put in place when they have changed.
// Every page works without it, by reloading; nothing is stored.
"use strict";

const EVERY = 2_000;
const MOST = 30_000;

const parts = [...document.querySelectorAll("[data-live]")];
const pulse = document.querySelector("[data-pulse]");
let paused = false;
let timer;
let wait = EVERY;

function say(now) {
  if (!pulse) return;
  pulse.hidden = false;
  pulse.dataset.now = now;
  for (const name of ["live", "paused", "lost"]) pulse.querySelector(`[data-${name}-words]`).hidden = name !== now;
  pulse.querySelector("[data-pause]").hidden = paused;
  pulse.querySelector("[data-resume]").hidden = !paused;
}

// What somebody opened stays open, and who was somewhere with the keyboard stays there.
function replace(part, html) {
  const open = [...part.querySelectorAll("details[open]")].map(({ id }) => id);
  const scrolled = [...part.querySelectorAll(".scrolls")].map(({ scrollTop }) => scrollTop);
  const reachable = "a, summary, [tabindex]";
  const at = [...part.querySelectorAll(reachable)].indexOf(document.activeElement);
  part.innerHTML = html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  part.querySelectorAll(".scrolls").forEach((one, index) => { one.scrollTop = scrolled[index] ?? 0; });
  if (at >= 0) part.querySelectorAll(reachable)[at]?.focus({ preventScroll: true });
}

async function look(part) {
  const answer = await fetch(part.dataset.live, { headers: part.tag ? { "if-none-match": part.tag } : {} });
  if (answer.status === 401) {
    location.reload(); // the session is over: the login page says so
    return;
  }
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const html = await answer.text();
  const text = document.getSelection();
  // Words somebody is just marking to copy are left alone until the next time.
  if (text && !text.isCollapsed && part.contains(text.anchorNode)) return;
  part.tag = answer.headers.get("etag");
  replace(part, html);
}

async function lookAgain() {
  clearTimeout(timer);
  if (paused || document.hidden) return;
  try {
    await Promise.all(parts.map(look));
    wait = EVERY;
    if (!paused) say("live");
  } catch {
    wait = Math.min(wait * 2, MOST);
    if (!paused) say("lost");
  }
  clearTimeout(timer);
  timer = setTimeout(lookAgain, wait);
}

if (parts.length) {
  pulse?.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    paused = button.hasAttribute("data-pause");
    say(paused ? "paused" : "live");
    pulse.querySelector(paused ? "[data-resume]" : "[data-pause]").focus();
    lookAgain();
  });
  document.addEventListener("visibilitychange", lookAgain);
  say("live");
  timer = setTimeout(lookAgain, EVERY);
}
