// Niceties of the signup pages. Every page works without them; nothing is stored.
"use strict";

// Goals two to five come one at a time instead of all at once.
function oneGoalAtATime(details) {
  const goals = [...details.querySelectorAll(".goal")];
  const used = (goal) => goal.querySelector("textarea").value || goal.querySelector(".error");
  const last = goals.findLastIndex(used);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Add another goal";
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

const more = document.getElementById("more-goals");
if (more) oneGoalAtATime(more);
document.querySelector(".problems")?.focus();
if (document.getElementById("progress")?.dataset.progress === "received") keepLooking(1500);
