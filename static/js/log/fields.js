// The lift form as a list of what is typed, [name, text] in their order, and what taps make of it.
// Nothing here knows a page.

const EXERCISE = /^exercises-(\d+)-/;
const CELLS = ["warm_up", "reps", "weight", "seconds", "rir", "side", "done"];
const TICKS = ["warm_up", "done"];

// The numbers of the exercises, in their order.
export function places(fields) {
  const numbers = fields.map(([name]) => EXERCISE.exec(name)?.[1]).filter(Boolean);
  return [...new Set(numbers)].map(Number);
}

// The fields of one exercise, without its own part of their names: `exercise`, `form`, `sets-0-reps`.
export function exerciseAt(fields, place) {
  const own = `exercises-${place}-`;
  return fields.filter(([name]) => name.startsWith(own)).map(([name, text]) => [name.slice(own.length), text]);
}

// One more exercise at the end, with what was done with it last time.
export function withExercise(fields, id, last) {
  const place = Math.max(-1, ...places(fields)) + 1;
  const own = [["exercise", id], ["form", ""], ...setFields(last?.sets ?? [{}])];
  return [...fields, ...named(own, place)];
}

// All exercises of a way to open the form: [{exercise, superset, sets}].
export const opened = (fields, exercises) =>
  arranged(
    fields,
    exercises.map(({ exercise, superset, sets }) => [["exercise", exercise], ["form", ""], ["superset", String(superset)], ...setFields(sets)]),
  );

// Another exercise in the place of one, with what was done with that last time. What was done of the
// first stays, and the other comes behind it.
export function swapped(fields, place, id, last) {
  const own = [["exercise", id], ["form", ""]];
  const sets = setFields(last?.sets ?? [{}]);
  const done = rowsOf(fields, place).filter((row) => row.done);
  if (!done.length) {
    const kept = exerciseAt(fields, place).filter(([name]) => name === "superset" || name === "notes");
    return replaced(fields, place, [...own, ...kept, ...sets]);
  }
  const order = places(fields);
  const behind = order.indexOf(place) + 1;
  const parts = order.map((each) => (each === place ? exerciseAt(withRows(fields, place, done), each) : exerciseAt(fields, each)));
  return arranged(fields, [...parts.slice(0, behind), [...own, ...sets], ...parts.slice(behind)]);
}

// Warm-up sets before the others; those that stood there are replaced, but for what was done.
export function withWarmUps(fields, place, warmUps) {
  const rows = rowsOf(fields, place);
  const done = rows.filter((row) => row.warm_up && row.done);
  const fresh = warmUps.filter(({ weight }) => !done.some((row) => row.weight === weight));
  const others = rows.filter((row) => !row.warm_up);
  return withRows(fields, place, [...done, ...fresh.map((set) => ({ ...set, warm_up: true })), ...others]);
}

// What is suggested, in the working sets that are still to be done; at least as many as it asks for.
// What it leaves open, and the side, stays.
export function withSuggestion(fields, place, { sets, ...wanted }) {
  const filled = Object.fromEntries(Object.entries(wanted).filter(([cell, text]) => CELLS.includes(cell) && text));
  const rows = rowsOf(fields, place).map((row) => (row.warm_up || row.done ? row : { ...row, ...filled }));
  const missing = sets - rows.filter((row) => !row.warm_up).length;
  return withRows(fields, place, [...rows, ...Array.from({ length: Math.max(0, missing) }, () => filled)]);
}

// A set that was held so long: the next that is to be done, else one more. Its clock has stopped.
export function withHeld(fields, place, seconds) {
  const rows = rowsOf(fields, place);
  const next = rows.findIndex((row) => !row.done && !row.warm_up);
  const held = { ...(rows[next] ?? {}), seconds: String(seconds), done: true };
  const made = next < 0 ? [...rows, held] : rows.map((row, n) => (n === next ? held : row));
  return withRows(fields, place, made).map(([name, text]) => [name, name === `exercises-${place}-began` ? "" : text]);
}

// Done in turn with the exercise before it, or no more.
export function toggledSuperset(fields, place) {
  const order = places(fields);
  const before = order[order.indexOf(place) - 1];
  if (before === undefined) return fields;
  const numberOf = (each) => new Map(exerciseAt(fields, each)).get("superset") ?? "";
  const own = numberOf(place);
  if (own && own === numberOf(before)) return withSuperset(fields, place, "");
  const used = order.map(numberOf).map((number) => Number(number) || 0);
  const number = numberOf(before) || String(Math.max(0, ...used) + 1);
  return withSuperset(withSuperset(fields, before, number), place, number);
}

// The exercise one place further up (-1) or down (1).
export function moved(fields, place, by) {
  const order = places(fields);
  const [from, to] = [order.indexOf(place), order.indexOf(place) + by];
  if (to < 0 || to >= order.length) return fields;
  [order[from], order[to]] = [order[to], order[from]];
  return arranged(fields, order.map((number) => exerciseAt(fields, number)));
}

const arranged = (fields, exercises) => [...fields.filter(([name]) => !EXERCISE.test(name)), ...exercises.flatMap(named)];

// The sets of an exercise by their fields, what is empty left out.
export function rowsOf(fields, place) {
  const rows = new Map();
  for (const [name, text] of exerciseAt(fields, place)) {
    const [, number, cell] = /^sets-(\d+)-(\w+)$/.exec(name) ?? [];
    if (!cell) continue;
    if (!rows.has(number)) rows.set(number, {});
    if (TICKS.includes(cell)) rows.get(number)[cell] = true;
    else if (text.trim()) rows.get(number)[cell] = text;
  }
  return [...rows.values()];
}

function withRows(fields, place, rows) {
  const kept = exerciseAt(fields, place).filter(([name]) => !name.startsWith("sets-"));
  return replaced(fields, place, [...kept, ...setFields(rows)]);
}

function withSuperset(fields, place, number) {
  const kept = exerciseAt(fields, place).filter(([name]) => name !== "superset");
  return replaced(fields, place, [...kept, ["superset", number]]);
}

function setFields(sets) {
  const cellOf = (set, n, cell) => {
    if (TICKS.includes(cell)) return set[cell] ? [[`sets-${n}-${cell}`, "y"]] : [];
    return [[`sets-${n}-${cell}`, set[cell] ?? ""]];
  };
  return sets.flatMap((set, n) => CELLS.flatMap((cell) => cellOf(set, n, cell)));
}

function replaced(fields, place, own) {
  const name = `exercises-${place}-`;
  const at = fields.findIndex(([each]) => each.startsWith(name));
  const rest = fields.filter(([each]) => !each.startsWith(name));
  return [...rest.slice(0, at), ...named(own, place), ...rest.slice(at)];
}

const named = (own, place) => own.map(([name, text]) => [`exercises-${place}-${name}`, text]);
