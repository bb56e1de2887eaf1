// Niceties of the signup pages. Every page works without them; nothing is stored.
"use strict";

// Goals two to five come one at a time instead of all at once.
function oneGoalAtATime(details) {
  const goals = [...details.querySelectorAll(".goal")];
  const used = (goal) => goal.querySelector("textarea").value || goal.querySelector(".error");
  const last = goals.findLastIndex(used);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = details.querySelector("summary").dataset.another;
  const area = document.createElement("div");
  area.className = "more";
  area.append(...goals, button);
  const settle = () => { button.hidden = goals.every((goal) => !goal.hidden); };
  goals.forEach((goal, index) => { goal.hidden = index > last; });
  button.addEventListener("click", () => {
    const next = goals.find((goal) => goal.hidden);
    next.hidden = false;
    settle();
    next.querySelector("textarea").focus();
  });
  settle();
  details.replaceWith(area);
}

// Where the reader's clock is, for mails; and their own times beside the conference's, where the two differ.
function ownClock(form) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!own) return;
  form.elements.zone.value = own;
  const hours = form.querySelector("[data-zone]");
  const wall = (instant, timeZone) => {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }).formatToParts(instant);
    const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const instantOf = (time) => {
    const meant = Date.parse(`${hours.dataset.day}T${time}Z`);
    const guess = meant - (wall(meant, hours.dataset.zone) - meant);
    return guess - (wall(guess, hours.dataset.zone) - meant);
  };
  const noon = instantOf("12:00");
  if (wall(noon, own) === wall(noon, hours.dataset.zone)) return;
  const language = document.documentElement.lang;
  const hourCycle = language === "en" ? "h12" : "h23";
  const clock = new Intl.DateTimeFormat(`${language}-US`, { hour: "numeric", minute: "2-digit", timeZone: own, hourCycle });
  const city = own.split("/").pop().replaceAll("_", " ");
  const note = Object.assign(document.createElement("p"), { className: "hint own-hours" });
  note.setAttribute("aria-live", "polite");
  hours.append(note);
  const tell = () => {
    const spans = [...hours.querySelectorAll(".times")]
      .map((times) => [...times.querySelectorAll("input")].map((input) => input.value))
      .filter(([from, to]) => from && to)
      .map((span) => span.map((time) => clock.format(instantOf(time)).toLowerCase()).join("–"));
    note.hidden = spans.length === 0;
    note.textContent = hours.dataset.own.replace("{city}", city).replace("{hours}", spans.join(", "));
  };
  hours.addEventListener("input", tell);
  tell();
}

// The page after signing up looks again by itself, less and less often, until there is news.
function keepLooking(delay) {
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("progress");
      const before = document.getElementById("progress");
      if (answer.ok && now && now.dataset.progress !== before.dataset.progress) {
        before.replaceChildren(...now.childNodes);
        document.title = page.title;
        return;
      }
    } catch {
      // Away for a moment; the next look may find it.
    }
    keepLooking(delay * 1.5);
  }, delay);
}

const form = document.getElementById("signup");
if (form) ownClock(form);
const more = document.getElementById("more-goals");
if (more) oneGoalAtATime(more);
document.querySelector(".problems")?.focus();
if (document.getElementById("progress")?.dataset.progress === "received") keepLooking(1500);
