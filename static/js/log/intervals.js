// Intervals: says while one types what was understood, and offers what they come to.
import { clock } from "../typed.js";
import { readIntervals } from "./repeats.js";

const METRES = { km: 1000, mi: 1609.344 };
const form = document.querySelector("[data-workout]");
const { intervals, type, distance, duration } = form.elements;
const line = form.querySelector("[data-intervals-echo]");
const take = form.querySelector("[data-take-totals]");
const unit = distance.dataset.unit;
let hasSetType = false;

// What was understood.
function show() {
  const read = intervals.value.trim() ? readIntervals(intervals.value) : null;
  const says = read ? [read.written, inAll(read)].filter(Boolean).join(" · ") : "";
  if (line.textContent !== says) line.textContent = says;
  const offered = read ? offer(read) : [];
  take.hidden = offered.length === 0;
  take.textContent = offered.length ? `Take ${offered.map(([, text, unitOf]) => text + unitOf).join(" in ")}` : "";
  return read;
}

// One effort says it all itself.
function inAll({ efforts, distance_m, work_s }) {
  if (efforts === 1) return "";
  const parts = [distance_m && `${inUnit(distance_m)} ${unit}`, work_s && clock(Math.round(work_s))];
  const known = parts.filter(Boolean).join(" in ");
  return known && `${known} of running`;
}

// The totals for the fields that are empty; a rest of which one is unknown leaves the time open.
function offer({ distance_m, work_s, rest_s, rest_m }) {
  const found = [];
  if (distance_m && !distance.value.trim()) found.push(["distance", inUnit(distance_m + rest_m), ` ${unit}`]);
  if (work_s && !rest_m && !duration.value.trim()) found.push(["duration", clock(Math.round(work_s + rest_s)), ""]);
  return found;
}

const inUnit = (metres) => String(Math.round((100 * metres) / METRES[unit]) / 100);

// A type that was chosen stays.
function setType(isRead) {
  if (isRead && type.value === "other" && !("typed" in type.dataset)) [type.value, hasSetType] = ["intervals", true];
  else if (!isRead && hasSetType && !intervals.value.trim()) [type.value, hasSetType] = ["other", false];
}

form.addEventListener("input", ({ target }) => {
  const read = show();
  if (target === intervals) setType(read !== null);
});
type.addEventListener("change", () => {
  hasSetType = false;
  type.dataset.typed = "";
});
take.addEventListener("click", () => {
  const read = readIntervals(intervals.value);
  for (const [name, text] of read ? offer(read) : []) {
    form.elements[name].value = text;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
  intervals.focus();
});
if (intervals.value) show();
