// Pace both ways: what follows from the two fields typed last is filled in as one types.
import { Trio } from "./third.js";

const form = document.querySelector("[data-workout]");
const names = ["distance", "duration", "pace"];
const fields = Object.fromEntries(names.map((name) => [name, form.elements[name]]));
const unit = fields.distance.dataset.unit;
const typed = () => Object.fromEntries(names.map((name) => [name, fields[name].value]));

let trio = new Trio(typed(), unit);
let isFilling = false;

function show(texts) {
  const changed = names.filter((name) => fields[name].value !== texts[name]);
  for (const name of changed) fields[name].value = texts[name];
  if (!changed.length) return;
  isFilling = true;
  form.dispatchEvent(new Event("input", { bubbles: true }));
  isFilling = false;
}

form.addEventListener("input", ({ target }) => {
  if (isFilling) return;
  if (target === form) trio = new Trio(typed(), unit); // A draft was filled in.
  if (target === form) show(trio.texts());
  else if (names.includes(target.name)) show(trio.type(target.name, target.value));
});

// A form that opens filled in shows its pace, and is no draft for that.
fields.pace.value = trio.texts().pace;
