// What waits, in sight: in a line at the top of every page, and where it belongs on this one.
import { continued, at } from "../drafts/typing.js";
import { element, link } from "../element.js";
import { aboutOf, urlOf } from "./entry.js";
import { savedLine } from "./forms.js";
import { listen } from "./sending.js";

const WAITS = "Saved on this phone, not yet sent";

// By the ids of their entries, the lines that stand in the place of forms.
const inForms = new Map();

// The line at the top: "All sent", "2 waiting", "1 needs you".
export function showState(line, entries, state) {
  const stuck = entries.filter(({ problem }) => problem).length;
  const waiting = entries.length - stuck;
  const parts = [];
  if (stuck) parts.push(stuck === 1 ? "1 needs you" : `${stuck} need you`);
  if (waiting) parts.push(state === "signed-out" ? `${waiting} to send: sign in` : `${waiting} waiting`);
  line.textContent = parts.join(", ") || "All sent";
  line.href = state === "signed-out" && waiting ? `/sign-in?next=${encodeURIComponent(location.pathname)}` : "/waiting";
  line.title = entries.length ? `${WAITS}.` : "Nothing waits on this phone.";
  line.classList.toggle("stuck", stuck > 0);
  line.classList.toggle("waits", entries.length > 0);
  line.hidden = false;
}

// Each entry in its place: for the form that made it, under its day, beside its workout; else in the
// page's list, where it has one.
export function placeEntries(entries, drafts, state) {
  for (const old of document.querySelectorAll("[data-placed]")) old.remove();
  // Of a deletion and its undo the latter stands in the place of the form.
  const standing = new Set([...entries].reverse().filter((entry) => standsInForm(entry, state)));
  const left = entries.filter((entry) => !isBeside(entry) && !standing.has(entry));
  const list = document.querySelector("[data-waiting]");
  if (!list) return;
  const lines = [...left.map(lineOf), ...drafts.map(unfinished)];
  list.replaceChildren(...lines.map((line) => element("li", line)));
  list.hidden = !lines.length;
}

// A line in the place of a form says what came of its entry.
listen(({ id, outcome }) => {
  if (outcome?.state !== "sent") return;
  const line = inForms.get(id);
  line?.querySelector("button")?.remove();
  line?.querySelector("[data-how]").replaceChildren("Sent. ", link(outcome.location, "See it"));
});

function standsInForm(entry, state) {
  const known = inForms.get(entry.id);
  const form = formOf(entry);
  if (known ?? document.querySelector(`[data-entry="${CSS.escape(entry.id)}"]`)) {
    if (known && entry.problem) known.replaceWith(lineFor(entry, state));
    return true;
  }
  if (!form) return false;
  const line = lineFor(entry, state, urlOf(form) === entry.url ? form.dataset.undo : undefined);
  form.replaceWith(line);
  unfold(line);
  return true;
}

function lineFor(entry, state, undo) {
  const line = savedLine(entry, state, undo);
  inForms.set(entry.id, line);
  return line;
}

function unfold(line) {
  const around = line.parentElement.closest("details");
  if (!around) return;
  around.open = true;
  unfold(around);
}

function isBeside(entry) {
  const shown = document.querySelector(`main a[href="/workouts/${CSS.escape(entry.about)}"]`);
  if (shown) lastBeside(shown).after(placedPart(element("div", mark(entry))));
  const day = entry.page && !shown && document.querySelector(`[data-day="${CSS.escape(entry.day)}"] .done`);
  if (day) day.append(placedPart(lineOf(entry)));
  const isHere = entry.page && location.pathname === `/workouts/${entry.about}`;
  if (isHere) document.querySelector("h1").after(placedPart(lineOf(entry)));
  return Boolean(shown || day || isHere);
}

// The link, or the last mark after it.
function lastBeside(shown) {
  const next = shown.nextElementSibling;
  return next && "placed" in next.dataset ? lastBeside(next) : shown;
}

const formOf = (entry) => [...document.querySelectorAll("form[data-queued]")].find((form) => isOf(form, entry));

const isOf = (form, { url, about, page }) =>
  !page && !("saving" in form.dataset) && aboutOf(form) === about && [urlOf(form), form.dataset.undo].includes(url);

function placedPart(part) {
  part.dataset.placed = "";
  return part;
}

function mark(entry) {
  return link(hrefOf(entry), `${entry.label}: ${stateOf(entry).toLowerCase()}`, "waiting-mark");
}

function lineOf(entry) {
  return link(hrefOf(entry), [element("b", entry.label), element("span", stateOf(entry))], "workout waiting");
}

const stateOf = ({ problem }) => (problem ? "The server did not take it: see why" : WAITS);

const hrefOf = ({ id }) => `/waiting#${id}`;

function unfinished(draft) {
  const line = element("div", element("span", `${draft.label}, not saved yet, ${at(draft.saved_at)} `), continued(draft));
  line.className = "unfinished";
  return line;
}
