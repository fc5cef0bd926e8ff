// Sets and exercises come and go without a round trip; without this, the same buttons ask the server.
import { decimal, durationSeconds, spoken } from "../typed.js";
import { nextNumber, renumbered } from "./rows.js";

const form = document.querySelector("[data-workout]");
const exercises = form.querySelector("[data-exercises]");
const blank = form.querySelector("[data-blank]");
const NAMES = ["name", "id", "for"];

const names = () => [...form.elements].map((element) => element.name);

function rename(row, list, number) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of NAMES) {
      const old = element.getAttribute(attribute);
      if (old) element.setAttribute(attribute, renumbered(old, list, number));
    }
    const [action, place] = (element.getAttribute("value") ?? "").split(":");
    if (element.name === "do" && place) element.value = `${action}:${renumbered(place, list, number)}`;
  }
}

function relabel(sets) {
  [...sets.children].forEach((row, position) => {
    for (const cell of row.querySelectorAll("[aria-label]")) {
      cell.ariaLabel = cell.ariaLabel.replace(/^Set \d+/, `Set ${position + 1}`);
    }
  });
}

function blankExercise() {
  return blank.content.firstElementChild.cloneNode(true);
}

function addSet(exercise) {
  const sets = exercise.querySelector("[data-sets]");
  const list = exercise.querySelector("[data-add-set]").value.split(":")[1] + "-sets";
  const last = sets.lastElementChild;
  const row = (last ?? blankExercise().querySelector("[data-set]")).cloneNode(true);
  if (!last) rename(row, "exercises", list.split("-")[1]);
  rename(row, list, nextNumber(names(), list));
  for (const fault of row.querySelectorAll(".fault, .before")) fault.remove();
  for (const input of row.querySelectorAll("input")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  for (const box of row.querySelectorAll("[type=checkbox]")) box.checked = false; // Nor a warm-up, nor done.
  // A copy of a choice is not chosen.
  if (last) row.querySelector('[name$="-side"]').value = last.querySelector('[name$="-side"]').value;
  sets.append(row);
  relabel(sets);
  row.querySelector('[name$="-reps"]').focus();
}

function addExercise() {
  const exercise = blankExercise();
  rename(exercise, "exercises", nextNumber(names(), "exercises"));
  exercises.append(exercise);
  exercise.querySelector("select").focus();
}

const ACTIONS = {
  "add-set": addSet,
  "remove-set": (exercise) => exercise.querySelector("[data-sets]").lastElementChild?.remove(),
  "add-exercise": addExercise,
  "remove-exercise": (exercise) => {
    exercise.remove();
    form.querySelector("[data-add-exercise]").focus();
  },
};

// Make the rows that have these names, and no others.
function shape({ detail: all }) {
  const numbers = (list) => {
    const own = all.filter((name) => name.startsWith(`${list}-`));
    return [...new Set(own.map((name) => Number.parseInt(name.slice(list.length + 1), 10)))].filter(Number.isInteger);
  };
  exercises.replaceChildren();
  for (const number of numbers("exercises")) {
    const exercise = blankExercise();
    rename(exercise, "exercises", number);
    exercises.append(exercise);
    const sets = exercise.querySelector("[data-sets]");
    const list = `exercises-${number}-sets`;
    const row = sets.querySelector("[data-set]");
    sets.replaceChildren(
      ...numbers(list).map((place) => {
        const made = row.cloneNode(true);
        rename(made, list, place);
        return made;
      }),
    );
    relabel(sets);
  }
}

form.addEventListener("shape", shape);

// Say what a time or a weight was understood as, where it was not a plain number.
form.addEventListener("input", ({ target }) => {
  const line = target.closest("[data-exercise]")?.querySelector("[data-set-echo]");
  if (!line) return;
  const typed = target.value.trim();
  const isTime = target.name.endsWith("-seconds") && /\D/.test(typed);
  const isWeight = target.name.endsWith("-weight") && /,/.test(typed);
  const seconds = isTime ? durationSeconds(typed, 1) : null;
  const weight = isWeight ? decimal(typed) : null;
  line.textContent = "";
  if (seconds > 0) line.textContent = `${typed} = ${spoken(seconds)}`;
  if (weight !== null) line.textContent = `${typed} = ${weight} ${target.dataset.unit}`;
});

form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="do"]');
  const action = ACTIONS[button?.value.split(":")[0]];
  if (!action) return;
  event.preventDefault();
  action(button.closest("[data-exercise]"));
});
