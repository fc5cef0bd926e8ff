// What a form for a run or a lift holds, as the document that the JSON API takes, read as the server
// reads the form. Where a field can't be read there is none: null. tests/documents.json holds both
// to the same documents.
import { decimal, durationSeconds } from "../typed.js";

const UNITS = {
  distance: { m: "m", km: "km", mi: "mi", mile: "mi", miles: "mi" },
  weight: { kg: "kg", kgs: "kg", lb: "lb", lbs: "lb" },
};
// Exact, in thousandths of a metre.
const MILLIMETRES = { m: 1000n, km: 1000000n, mi: 1609344n };
const WHOLE = /^[+-]?\d+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}(:\d{2})?$/;
const SET = /^(exercises-\d{1,4})-sets-(\d{1,4})-(reps|weight|seconds|rir)$/;

class Unreadable extends Error {}

// `kind` is run or lift; `fields` the form's names and what is typed, as [name, text] in their order;
// `units` the user's own: {distance, weight}.
export function documentOf(kind, fields, units) {
  const typed = new Map(fields);
  try {
    return { ...common(kind, typed), [kind]: kind === "run" ? run(typed, units) : lift(typed, units) };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function common(kind, typed) {
  const effort = typed.get("effort");
  return {
    id: typed.get("id"),
    kind,
    started_at: instant(typed.get("date"), typed.get("time"), typed.get("time_zone")),
    time_zone: typed.get("time_zone").trim(),
    duration_s: needed(durationSeconds(typed.get("duration"))),
    effort: effort ? Number(effort) : null,
    planned: typed.get("planned") === "1",
  };
}

function run(typed, units) {
  const [number, unit] = quantity(typed.get("distance"), UNITS.distance, units.distance);
  return {
    type: typed.get("type"),
    distance_m: number === null ? null : metres(number, unit),
    avg_hr_bpm: whole(typed.get("avg_hr_bpm") ?? ""),
  };
}

function lift(typed, units) {
  const exercises = new Map();
  for (const [name, text] of typed) {
    const exercise = /^(exercises-\d{1,4})-exercise$/.exec(name);
    if (exercise) exercises.set(exercise[1], { exercise: text, sets: new Map() });
  }
  for (const name of typed.keys()) {
    const [, place, number] = SET.exec(name) ?? [];
    exercises.get(place)?.sets.set(number, `${place}-sets-${number}`);
  }
  return {
    avg_hr_bpm: whole(typed.get("avg_hr_bpm") ?? ""),
    exercises: [...exercises].map(([place, done]) => exerciseOf(place, done, typed, units)).filter(Boolean),
  };
}

function exerciseOf(place, { exercise, sets }, typed, units) {
  const done = [...sets.values()].map((row) => setOf(row, typed, units)).filter(Boolean);
  if (!exercise && done.length) throw new Unreadable("exercise");
  return exercise ? { exercise, form: typed.get(`${place}-form`) || null, sets: done } : null;
}

// One set; a row that was left empty is not there.
function setOf(row, typed, units) {
  const cell = (name) => typed.get(`${row}-${name}`) ?? "";
  if (["reps", "weight", "seconds", "rir"].every((name) => !cell(name).trim())) return null;
  const [number, unit] = quantity(cell("weight"), UNITS.weight, units.weight);
  return {
    kind: typed.has(`${row}-warm_up`) ? "warm-up" : "working",
    reps: whole(cell("reps")),
    [unit === "lb" ? "weight_lb" : "weight_kg"]: number === null ? null : decimal(number),
    rir: whole(cell("rir")),
    duration_s: cell("seconds").trim() ? needed(durationSeconds(cell("seconds"), 1)) : null,
  };
}

function whole(text) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  if (!WHOLE.test(trimmed)) throw new Unreadable(text);
  return Number(trimmed);
}

// A number as typed, and its unit; [null, …] where nothing was typed.
function quantity(text, units, own) {
  const [, number, name] = /^(.*?)\s*([a-z]*)$/.exec(text.trim().replace(/\s+/g, " ").toLowerCase());
  if (!number && !name) return [null, own];
  const unit = name ? units[name] : own;
  if (!unit || decimal(number) === null) throw new Unreadable(text);
  return [number, unit];
}

// Multiplied digit by digit, as 26.2 mi are 42,164.8128 m and not 42,164.812800000006.
function metres(number, unit) {
  const [whole, fraction = ""] = number.trim().replace("−", "-").replace(",", ".").split(".");
  const product = BigInt(`${whole.replace(/[+-]/, "")}${fraction}` || "0") * MILLIMETRES[unit];
  const digits = String(product).padStart(fraction.length + 4, "0");
  const point = digits.length - fraction.length - 3;
  const sign = whole.startsWith("-") ? "-" : "";
  return Number(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`);
}

function needed(value) {
  if (value === null) throw new Unreadable("missing");
  return value;
}

// The instant at which the clocks of a zone show a date and time. Where they are put back and show
// it twice, it is the first; where they are put forward and never show it, as if they were not yet.
export function instant(date, time, zone) {
  if (!DATE.test(date) || !TIME.test(time)) throw new Unreadable(date);
  const shown = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(shown)) throw new Unreadable(date);
  const day = 24 * 3600 * 1000;
  const [before, after] = [shown - day, shown + day].map((at) => offset(at, zone.trim()));
  const isFirst = offset(shown - before, zone.trim()) === before;
  const isSecond = offset(shown - after, zone.trim()) === after;
  return new Date(shown - (isFirst || !isSecond ? before : after)).toISOString();
}

// How far the clocks of a zone are ahead of UTC at an instant, in milliseconds.
function offset(at, zone) {
  const parts = {};
  for (const { type, value } of clockOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function clockOf(zone) {
  const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" };
  const more = { minute: "numeric", second: "numeric", hourCycle: "h23", timeZone: zone };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...numbers, ...more });
  } catch {
    throw new Unreadable(zone);
  }
}
