// What the logger adds to an exercise and to a set of the plain form.
import { button, element } from "../element.js";

const TOOLS = [
  ["search", "Search", ""],
  ["clock", "Start clock", ""],
  ["warmUp", "Warm-up sets", "Put warm-up sets before the others"],
  ["up", "↑", "Move this exercise up"],
  ["down", "↓", "Move this exercise down"],
  ["turn", "In turn with the one above", ""],
];

// The number in the names of an exercise's fields.
export const placeOf = (exercise) => Number(exercise.id.split("-").at(-1));

// The button of an exercise for one of the tools.
export const toolOf = (place, tool) => document.getElementById(`exercises-${place}-${tool}`);

const turnOf = (exercise) => exercise?.querySelector('[name$="-superset"]').value.trim();

// `known` is {id, name, counts, load, sides} or undefined, `last` what was done last time, `next` what
// is suggested; `neighbours` are the exercises around it. `act` gets the tool that was tapped and the
// exercise's place.
export function dressExercise(exercise, { known, last, next, neighbours, isLive }, act) {
  if (!exercise.querySelector("[data-tools]")) addTools(exercise, act);
  const place = placeOf(exercise);
  const { counts = "", load = "", sides = false } = known ?? {};
  Object.assign(exercise.dataset, { counts, load, sides: sides ? "1" : "" });
  say(toolOf(place, "search"), known ? "Swap" : "Search");
  toolOf(place, "clock").hidden = counts !== "seconds" || !isLive;
  toolOf(place, "warmUp").hidden = load !== "weight" || counts === "seconds";
  toolOf(place, "up").disabled = toolOf(place, "turn").disabled = !neighbours[0];
  toolOf(place, "down").disabled = !neighbours[1];
  showTurn(exercise, neighbours[0]);
  showNext(exercise, isLive && next, act);
  const worked = (isLive && last?.sets.filter((set) => !set.warm_up)) || [];
  let number = 0;
  [...exercise.querySelectorAll("[data-set]")].forEach((row, n) => {
    const isWarmUp = row.querySelector('[name$="-warm_up"]').checked;
    sayBefore(row, isWarmUp ? undefined : worked[number], last);
    dressRow(row, isWarmUp ? "Warm-up" : `Set ${++number}`, n, isLive);
  });
}

function addTools(exercise, act) {
  const place = placeOf(exercise);
  const made = Object.fromEntries(
    TOOLS.map(([tool, words, says]) => {
      const one = button(words, () => act(tool, placeOf(exercise)));
      one.id = `exercises-${place}-${tool}`;
      if (says) one.ariaLabel = says;
      return [tool, one];
    }),
  );
  const { search, clock, warmUp, up, down, turn } = made;
  const choice = exercise.querySelector('[name$="-exercise"]').closest(".field");
  choice.classList.add("with-search");
  choice.querySelector("select").ariaLabel = "Exercise";
  choice.append(search);
  const [line, next, row] = [element("p"), element("div"), element("div", up, down, turn)];
  Object.assign(line.dataset, { turnLine: "" });
  line.className = "small soft";
  next.dataset.next = "";
  choice.after(line, next);
  exercise.querySelector(".buttons").append(clock, warmUp);
  row.className = "buttons";
  row.dataset.tools = "";
  exercise.querySelector(".more summary").after(row);
  // When the clock of its set began, in milliseconds; empty while none runs.
  exercise.append(Object.assign(element("input"), { type: "hidden", name: `exercises-${place}-began`, value: "" }));
}

function showTurn(exercise, above) {
  const turn = turnOf(exercise);
  const isWithAbove = Boolean(turn) && turn === turnOf(above);
  exercise.dataset.turn = turn;
  const words = isWithAbove ? `In turn with ${above.querySelector("select").selectedOptions[0].text}` : "";
  say(exercise.querySelector("[data-turn-line]"), words);
  toolOf(placeOf(exercise), "turn").ariaPressed = String(isWithAbove);
}

function showNext(exercise, next, act) {
  const box = exercise.querySelector("[data-next]");
  const said = next ? JSON.stringify(next) : "";
  if (box.dataset.next === said) return;
  box.dataset.next = said;
  box.replaceChildren(...(next ? suggestion(next, placeOf(exercise), () => act("use", placeOf(exercise))) : []));
}

function suggestion({ sets, reps, weight, rir, says, tip }, place, use) {
  const work = [`${sets} ×`, reps, weight && `× ${weight}`].filter(Boolean).join(" ");
  const words = element("p", element("b", `Next: ${work}${rir ? `, RIR ${rir}` : ""}. `), says, " ");
  if (tip) words.append(Object.assign(element("a", tip.label), { href: tip.url, target: "_blank", rel: "noopener" }));
  words.className = "hint";
  return [words, Object.assign(button("Use it", use), { id: `exercises-${place}-use` })];
}

// A tick for "done", in a place of its own in each row; a copied row has a copy of it.
function dressRow(row, words, n, isLive) {
  say(row.querySelector(".warm-up span"), words);
  for (const cell of row.querySelectorAll(".cell input")) if (cell.inputMode === "text") cell.inputMode = "decimal";
  if (!isLive) return;
  const name = row.querySelector('[name$="-reps"]').name.replace(/reps$/, "done");
  const box = row.querySelector('[name$="-done"]') ?? addTick(row);
  Object.assign(box, { name, id: name, ariaLabel: `Set ${n + 1} done` });
  row.classList.toggle("done", box.checked);
}

function addTick(row) {
  const box = Object.assign(element("input"), { type: "checkbox", value: "y" });
  const mark = element("span", "✓");
  mark.ariaHidden = "true";
  const label = element("label", box, mark);
  label.className = "tick";
  row.querySelector(".side").after(label);
  return box;
}

function sayBefore(row, set, last) {
  let line = row.querySelector(".before");
  if (!line && set) row.append((line = Object.assign(element("p"), { className: "before" })));
  if (line) say(line, set ? `${last.date}: ${setWords(set)}` : "");
}

// Nothing is touched where nothing changed.
function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

export function setWords({ reps, weight, seconds, rir, side }) {
  const parts = [reps, seconds && `${seconds} s`, weight].filter(Boolean).join(" × ");
  return [side ? `${side} ${parts}` : parts, rir !== undefined && `RIR ${rir}`].filter(Boolean).join(", ");
}
