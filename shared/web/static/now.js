// What lives on the agenda: where now is, the reader's own clock where it differs, an agenda that is still to come.
// Every page works without it; nothing is stored.
"use strict";

const MINUTE = 60_000;
const HALF_A_DAY = 12 * 60 * MINUTE;
// What it says, in the language of the page: the page hands it over.
const words = document.currentScript.dataset;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const language = document.documentElement.lang;
// As the server says times in this language.
const hourCycle = language === "en" ? "h12" : "h23";
const clockOf = (zone) => new Intl.DateTimeFormat(`${language}-US`, { hour: "numeric", minute: "2-digit", timeZone: zone, hourCycle });
const said = (clock, instant) => clock.format(instant).replace(/\s/g, " ").toLowerCase();

// Their own clock beside the conference's, where the two differ.
function showOwnClock(timeline) {
  const own = clockOf(undefined);
  const conference = clockOf(timeline.dataset.zone);
  const starts = [...timeline.querySelectorAll(".session .times-of > time")];
  if (starts.every((time) => said(own, new Date(time.dateTime)) === said(conference, new Date(time.dateTime)))) return;
  for (const time of starts) {
    const beside = document.createElement("span");
    beside.className = "own";
    beside.textContent = said(own, new Date(time.dateTime));
    time.parentElement.append(beside);
  }
  const city = own.resolvedOptions().timeZone.split("/").pop().replaceAll("_", " ");
  const note = document.createElement("p");
  note.className = "own-note";
  note.textContent = fill(words.own, { city });
  timeline.before(note);
}

function entriesOf(timeline) {
  return [...timeline.querySelectorAll(".entry")].map((element) => {
    const [start, end] = [...element.querySelectorAll(".times-of time")].map((time) => Date.parse(time.dateTime));
    return { element, start, end };
  });
}

function nowLine() {
  const line = document.createElement("div");
  line.className = "now-line";
  line.append(Object.assign(document.createElement("span"), { id: "now", textContent: words.now }));
  return line;
}

// A line through the day where now is, and a way to it from the top of the page.
function followNow(timelines) {
  const entries = timelines.flatMap(entriesOf);
  const clock = clockOf(timelines[0].dataset.zone);
  const line = nowLine();
  // The page comes with it, as of when it was asked for.
  const way = document.querySelector(".to-now") ?? Object.assign(document.createElement("a"), { className: "button to-now" });
  const sessions = entries.filter(({ element }) => element.querySelector(".room"));
  const tell = (now) => {
    const room = ({ element }) => element.querySelector(".room").textContent;
    const current = sessions.findLast(({ start, end }) => start <= now && now < end);
    const next = sessions.find(({ start }) => now < start && start - now < HALF_A_DAY);
    way.href = `#${(current ?? next)?.element.id}`;
    way.textContent = [
      current && fill(words.nowIn, { room: room(current), time: said(clock, current.end) }),
      next && fill(words.next, { room: room(next), time: said(clock, next.start) }),
    ].filter(Boolean).join(" · ");
  };
  const place = () => {
    const now = Date.now();
    const entry = entries.findLast(({ start, end }) => start <= now && now < end);
    for (const { element } of entries) element.removeAttribute("aria-current");
    tell(now);
    if (!way.textContent) way.remove();
    else if (!way.isConnected) document.querySelector(".day-does").prepend(way);
    if (!entry) {
      line.remove();
      return;
    }
    entry.element.setAttribute("aria-current", "time");
    line.style.top = `${(now - entry.start) / MINUTE / 5}em`;
    if (line.parentElement !== entry.element) entry.element.append(line);
    way.href = "#now";
  };
  place();
  clearInterval(ticking);
  ticking = setInterval(place, MINUTE / 2);
  placed = place;
}

// An agenda that is being made: look again until it is there, less and less often.
function keepLooking(delay) {
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok && !page.querySelector("[data-waiting]")) {
        location.reload();
        return;
      }
    } catch {
      // Away for a moment; the next look may find it.
    }
    keepLooking(Math.min(delay * 1.5, MINUTE));
  }, delay);
}

let ticking;
let placed = () => {};
document.addEventListener("visibilitychange", () => placed());

function begin() {
  const timelines = [...document.querySelectorAll(".timeline")];
  timelines.forEach(showOwnClock);
  if (timelines.length) followNow(timelines);
}

begin();
document.addEventListener("shown-anew", begin);
const toCome = document.querySelector("#main [data-waiting]");
if (toCome) keepLooking(toCome.dataset.waiting === "building" ? 2_000 : MINUTE);
