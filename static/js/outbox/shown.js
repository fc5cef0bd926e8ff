// What waits, in sight: in a line at the top of every page, and where it belongs on this one.
import { continued, at } from "../drafts/typing.js";
import { element } from "../element.js";
import { aboutOf, urlOf } from "./entry.js";
import { savedLine } from "./forms.js";

const WAITS = "Saved on this phone, not yet sent";

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
  const left = entries.filter((entry) => !placed(entry, state));
  const list = document.querySelector("[data-waiting]");
  if (!list) return;
  const lines = [...left.map(lineOf), ...drafts.map(unfinished)];
  list.replaceChildren(...lines.map((line) => element("li", line)));
  list.hidden = !lines.length;
}

function placed(entry, state) {
  const form = [...document.querySelectorAll("form[data-queued]")].find((each) => isOf(each, entry));
  if (form) form.replaceWith(savedLine(entry, state, form.dataset.undo));
  const links = document.querySelectorAll(`main a[href="/workouts/${CSS.escape(entry.about)}"]`);
  for (const link of links) link.after(placedPart(mark(entry)));
  const day = entry.page && !links.length && document.querySelector(`[data-day="${CSS.escape(entry.day)}"] .done`);
  if (day) day.append(placedPart(lineOf(entry)));
  return form || links.length || day;
}

const isOf = (form, { url, about, page }) =>
  !page && !("saving" in form.dataset) && aboutOf(form) === about && urlOf(form) === url;

function placedPart(part) {
  part.dataset.placed = "";
  return part;
}

function mark(entry) {
  return Object.assign(element("a", `${entry.label}: ${WAITS.toLowerCase()}`), { href: hrefOf(entry), className: "waiting-mark" });
}

function lineOf(entry) {
  const says = entry.problem ? "The server did not take it: see why" : WAITS;
  return Object.assign(element("a", element("b", entry.label), element("span", says)), {
    href: hrefOf(entry),
    className: "workout waiting",
  });
}

const hrefOf = ({ id }) => `/waiting#${id}`;

function unfinished(draft) {
  const line = element("div", element("span", `${draft.label}, not saved yet, ${at(draft.saved_at)} `), continued(draft));
  line.className = "unfinished";
  return line;
}
