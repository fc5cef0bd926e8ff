// The lift form as a logger: what was done last time is filled in, one tap marks a set done and starts
// the rest, and every tap can be taken back. Without this, the form is the plain one.
import { fill } from "../drafts/fill.js";
import { button } from "../element.js";
import { decimal } from "../typed.js";
import { clockOf } from "./clock.js";
import { dressExercise, placeOf, toolOf } from "./dressing.js";
import { moved, opened, places, rowsOf, swapped, toggledSuperset, withExercise, withHeld, withSuggestion, withWarmUps } from "./fields.js";
import { finishing, isFilled } from "./finishing.js";
import { measuringOf } from "./measuring.js";
import { pickerOf } from "./picker.js";
import { restBar } from "./resting.js";
import { stepperOf } from "./stepper.js";
import { warmUps } from "./warm-ups.js";

const MOST_UNDONE = 100;
// What no tap takes back: whose form it is, and what runs by the clock.
const STAYS = ["id", "base_version", "planned", "rest_until", "began", "ticked_at", "typed"];
const form = document.querySelector("[data-workout]");
const table = JSON.parse(document.querySelector("[data-logger]").textContent);
const bar = form.querySelector("[data-logger-bar]");
const isLive = "live" in form.dataset;
const past = [];

const fields = () => [...new FormData(form)].filter(([name]) => !STAYS.includes(name));
const exercises = () => [...form.querySelectorAll("[data-exercises] > [data-exercise]")];
const exerciseAt = (place) => exercises().find((each) => placeOf(each) === place);
const field = (place, name) => form.elements.namedItem(`exercises-${place}-${name}`);
const knownAt = (place) => table.exercises.find(({ id }) => id === field(place, "exercise")?.value);
const ticks = () => form.querySelectorAll('[data-exercises] [name$="-done"]:checked').length;

const rest = isLive ? restBar(form) : null;
const measuring = isLive ? measuringOf(form) : null;
const clock = clockOf(
  () => exercises().map(placeOf).map((place) => [field(place, "began"), toolOf(place, "clock")]),
  (running, seconds) => held(Number(running.name.split("-")[1]), seconds),
);
const picker = pickerOf(table.exercises, Object.keys(table.last));
const undo = button("Undo", takeBack, "quiet");
const stepper = stepperOf(form, table.gear, () => remember(), (cell) => knownAt(placeOf(cell.closest("[data-exercise]")))?.load);
let seen = fields();
let typedIn = null; // What is typed into one field is one step back.
let prefilled = null; // The sets that a choice brought along.

bar.append(...(rest ? [rest.line] : []), undo, stepper);
undo.ariaDisabled = "true";

// What a tap changes can be had back: `before` is how it was.
function remember(before = fields()) {
  typedIn = null;
  past.push(before);
  if (past.length > MOST_UNDONE) past.shift();
  undo.ariaDisabled = "false";
}

function takeBack() {
  if (!past.length) return;
  const done = ticks();
  // A clock that runs is not a tap's to take back.
  const running = new Map(fields().filter(([name]) => name.endsWith("-began")));
  refill(past.pop().map(([name, text]) => [name, running.get(name) ?? text]));
  form.dataset.dirty = "";
  if (ticks() < done) rest?.stop();
  undo.ariaDisabled = String(!past.length);
}

// `focus` is the id of what has the focus afterwards, as all rows are made anew.
function change(made, focus = document.activeElement?.id) {
  remember();
  refill(made(fields()));
  form.dataset.dirty = "";
  const focused = document.getElementById(focus);
  if (focused?.closest("details")) focused.closest("details").open = true;
  focused?.focus();
}

function refill(all) {
  fill(form, all);
  seen = fields();
  typedIn = null;
}

function dress() {
  const all = exercises();
  all.forEach((exercise, n) => {
    const known = knownAt(placeOf(exercise));
    const told = { known, last: table.last[known?.id], next: table.suggested[known?.id], neighbours: [all[n - 1], all[n + 1]], isLive };
    dressExercise(exercise, told, act);
  });
  clock.show();
}

const TOOLS = {
  search: (place) => picker.open((id) => id !== knownAt(place)?.id && change((all) => swapped(all, place, id, table.last[id]), `exercises-${place}-search`)),
  clock: (place) => clock.toggle(field(place, "began")),
  warmUp(place) {
    const rows = [...exerciseAt(place).querySelectorAll("[data-set]")];
    const row = rows.find((each) => !each.querySelector('[name$="-warm_up"]').checked) ?? rows[0];
    const first = rowsOf(fields(), place).find((each) => !each.warm_up);
    const sets = warmUps(decimal(first?.weight ?? "") ?? Number.NaN, Number(first?.reps), table.gear);
    if (sets.length) change((all) => withWarmUps(all, place, sets));
    else row?.querySelector('[name$="-weight"]').focus();
  },
  up: (place) => move(place, -1, "up"),
  down: (place) => move(place, 1, "down"),
  turn: (place) => change((all) => toggledSuperset(all, place)),
  use: (place) => change((all) => withSuggestion(all, place, table.suggested[knownAt(place).id])),
};
const act = (tool, place) => TOOLS[tool](place);

function move(place, by, tool) {
  const there = places(fields()).indexOf(place) + by;
  change((all) => moved(all, place, by), `exercises-${there}-${tool}`);
  if (toolOf(there, tool)?.disabled) toolOf(there, tool === "up" ? "down" : "up").focus();
}

function addExercise() {
  picker.open((id) => {
    change((all) => withExercise(withoutEmpty(all), id, table.last[id]));
    exercises().at(-1).querySelector("select").focus();
  });
}

// A form opens with one exercise that is not chosen yet.
function withoutEmpty(all) {
  const empty = exercises().map(placeOf).filter((place) => !knownAt(place) && rowsOf(all, place).every((row) => !Object.keys(row).length));
  return all.filter(([name]) => !empty.some((place) => name.startsWith(`exercises-${place}-`)));
}

function held(place, seconds) {
  change((all) => withHeld(all, place, seconds));
  doneIn(exerciseAt(place));
  seen = fields();
}

// Of exercises done in turn, the rest comes after the last.
function doneIn(exercise) {
  const after = exercises()[exercises().indexOf(exercise) + 1];
  measuring.ticked(ticks());
  if (!exercise.dataset.turn || exercise.dataset.turn !== after?.dataset.turn) rest.start();
}

function tick(box) {
  const row = box.closest("[data-set]");
  if (!box.checked) return rest.stop();
  if (isFilled(row)) return doneIn(row.closest("[data-exercise]"));
  box.checked = false; // Nothing was done yet: it is to be said what.
  past.pop();
  undo.ariaDisabled = String(!past.length);
  return [...row.querySelectorAll(".cell input")].find((cell) => cell.offsetParent).focus();
}

form.addEventListener("shape", dress); // After the rows were made: that listener came first.
form.addEventListener("input", ({ target, detail }) => {
  if (detail === "step") typedIn = target.name; // It remembered by itself.
  if (target.matches("[type=checkbox], [type=radio], select")) remember(seen);
  else if (target.name && target.type !== "hidden" && typedIn !== target.name) {
    remember(seen);
    typedIn = target.name;
  }
  if (target.name?.endsWith("-done")) tick(target);
  if (!STAYS.includes(target.name)) seen = fields();
  dress();
});
form.addEventListener("change", ({ target }) => {
  if (!target.name.endsWith("-exercise")) return;
  const place = placeOf(target.closest("[data-exercise]"));
  const rows = rowsOf(fields(), place);
  const isOpen = rows.every((row) => !Object.keys(row).length) || JSON.stringify(rows) === prefilled;
  if (isOpen && (table.last[target.value] || prefilled)) {
    refill(swapped(fields(), place, target.value, table.last[target.value]));
    prefilled = JSON.stringify(rowsOf(fields(), place));
  }
  document.getElementById(target.id).focus();
});
form.addEventListener(
  "click",
  (event) => {
    const pressed = event.target.closest('button[name="do"]');
    if (pressed?.value === "add-exercise") {
      event.preventDefault();
      event.stopPropagation();
      addExercise();
    } else if (pressed && pressed.value !== "preview") {
      remember();
      setTimeout(() => {
        seen = fields();
        dress();
      });
    }
  },
  { capture: true },
);
if (isLive) finishing(form);
// A kept page of the form stands for all ways to open it.
const opening = table.openings[location.search.slice(1)];
const isOpen = exercises().some((each) => knownAt(placeOf(each)));
if (opening && !isOpen) refill(opened(fields(), opening));
dress();
