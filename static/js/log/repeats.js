// Interval sessions as people write them, read as the server reads them
// (runstrength/training/intervals.py), to say while one types what was understood.
// tests/intervals.json holds both to the same readings. What can't be read is null.
import { clock } from "../typed.js";

const LONGEST = 2000;
const DEEPEST = 3;
const MOST_PARTS = 20;
const MOST_EFFORTS = 1000;
const METRES = { m: 1, km: 1000, mi: 1609.344 };
const UNITS = {
  ...named("m", "m metre metres meter meters"),
  ...named("km", "k km"),
  ...named("mi", "mi mile miles"),
};
const SIGNS = { "×": "x", "*": "x", "’": "'", "‘": "'", "′": "'", "″": '"', "”": '"', "“": '"' };
const REST_WORD = /([^a-z ])(?=(?:recovery|rest|rec|r|with|w\/)(?![a-z]))/g;
const TIMES = "(?:(\\d{1,4}) ?x ?)?";
const REST =
  "(?: (?:recovery|rest|rec|r|with|w/)(?![a-z]) ?[:=]? ?(.+?)(?: (?:jog|walk|easy|rest|recovery))?)?";
const BEFORE = new RegExp(`^${TIMES}$`);
const AFTER = new RegExp(`^${REST}$`);
const EFFORT = new RegExp(`^${TIMES}(.+?)(?: ?@ ?(.+?))?${REST}$`);
const LENGTH = /^(\d+(?:[.,]\d+)?|[.,]\d+) ?([a-z]*)$/;
const PACE = /^(.+?)(?: ?min)? ?(?:\/| per ) ?([a-z]+)$/;
const CLOCK = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/;
const MINUTES_AND_SECONDS = /^()(\d{1,4}) ?(?:min|') ?([0-5]\d)$/;
const TIME =
  /^(?:(\d{1,2}) ?(?:h|hrs?|hours?))? ?(?:(\d{1,4}) ?(?:min|mins?|minutes?|'(?!')))? ?(?:(\d{1,5}) ?(?:s|secs?|seconds?|"|''))?$/;

class Unreadable extends Error {}

// {written, efforts, distance_m, work_s, rest_s, rest_m}; a total that an effort doesn't tell is null.
export function readIntervals(text) {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function read(text) {
  need(text.length <= LONGEST);
  const plain = text.toLowerCase().replace(/[×*’‘′″”“]/g, (sign) => SIGNS[sign]).trim().replace(/\s+/g, " ");
  need(plain);
  const said = plain.replace(/[,;] /g, " ").replace(/(^|[^a-z])(?:in|at)(?![a-z])/g, "$1@");
  const parts = partsOf(said.replace(REST_WORD, "$1 "), 0);
  need(sum(parts.map(partCount)) <= MOST_PARTS && sum(parts.map(effortCount)) <= MOST_EFFORTS);
  const efforts = parts.flatMap(effortsOf);
  const rests = efforts.slice(0, -1).map(({ rest }) => rest).filter(Boolean);
  return {
    written: parts.map(writtenRepeats).join(" + "),
    efforts: efforts.length,
    distance_m: known(efforts.map(({ of }) => metresOf(of))),
    work_s: known(efforts.map(({ of }) => secondsOf(of))),
    rest_s: sum(rests.map(({ s }) => s ?? 0)),
    rest_m: sum(rests.map(({ m }) => m ?? 0)),
  };
}

function partsOf(text, depth) {
  need(depth <= DEEPEST);
  const parts = [""];
  let open = 0;
  for (const sign of text) {
    open += (sign === "(") - (sign === ")");
    need(open >= 0);
    if (sign === "+" && !open) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  need(open === 0);
  return parts.map((part) => (part.includes("(") ? group(part.trim(), depth) : one(part.trim())));
}

function group(part, depth) {
  const [first, last] = [part.indexOf("("), part.lastIndexOf(")")];
  const times = found(BEFORE, part.slice(0, first));
  const rest = found(AFTER, ` ${part.slice(last + 1).trim()}`.trimEnd());
  return repeats(times[1], { inside: partsOf(part.slice(first + 1, last).trim(), depth + 1) }, rest[1]);
}

function one(part) {
  const [, times, length, target, rest] = found(EFFORT, part);
  const of = lengthOf(length, 172800);
  const aim = target === undefined ? null : targetOf(target);
  need(of.m !== undefined || aim?.s === undefined);
  return repeats(times, { length: of, target: aim }, rest);
}

function repeats(times = "1", of, restText) {
  need(times >= 1 && times <= 100);
  const plain = /^\d+$/.test(restText ?? "");
  const rest = restText === undefined ? null : plain ? seconds(plainSeconds(restText), 3600) : lengthOf(restText, 3600);
  return { times: Number(times), of, rest };
}

function lengthOf(text, mostSeconds) {
  const [, number, name] = LENGTH.exec(text) ?? [];
  const unit = number && (name ? UNITS[name] : "m");
  if (!unit) return seconds(secondsIn(text), mostSeconds);
  need(name || (/^\d+$/.test(number) && number >= 50));
  const digits = plainDecimal(number);
  const m = (digits * Math.round(METRES[unit] * 1000)) / 1000;
  need(digits.replace(/\D/g, "").length <= 17 && m >= 30 && m <= 100000);
  return { m, written: `${digits} ${unit}` };
}

function targetOf(text) {
  const pace = PACE.exec(text);
  if (!pace) return seconds(plainSeconds(text), 172800);
  const unit = UNITS[pace[2]];
  need(unit && unit !== "m");
  const isMinutes = /^\d{1,2}$/.test(pace[1]) && pace[1] <= 20;
  const of = isMinutes ? 60 * pace[1] : plainSeconds(pace[1]);
  need(of >= 60 && of <= 3600);
  return { perM: of / METRES[unit], written: `${clock(of)}/${unit}` };
}

function plainSeconds(text) {
  if (!/^\d{1,5}$/.test(text)) return secondsIn(text);
  need(text >= 10);
  return Number(text);
}

function secondsIn(text) {
  const parts = CLOCK.exec(text) ?? MINUTES_AND_SECONDS.exec(text) ?? found(TIME, text);
  need(parts[0] && !(CLOCK.test(text) && parts[1] && parts[2] > 59));
  const [hours, minutes, rest] = parts.slice(1).map((part) => Number(part || 0));
  return hours * 3600 + minutes * 60 + rest;
}

function seconds(count, most) {
  need(count >= 1 && count <= most);
  return { s: count, written: count < 60 ? `${count} s` : clock(count) };
}

// Each effort with the rest after it; that of a group takes the place of the one that ends it.
function effortsOf({ times, of, rest }) {
  const once = of.inside ? of.inside.flatMap(effortsOf) : [{ of, rest: null }];
  const last = once.pop();
  return Array.from({ length: times }, () => [...once, { of: last.of, rest: rest ?? last.rest }]).flat();
}

function writtenRepeats({ times, of, rest }) {
  const what = of.inside ? `(${of.inside.map(writtenRepeats).join(" + ")})` : writtenEffort(of);
  const often = times === 1 && !of.inside ? "" : `${times} x `;
  return often + what + (rest ? ` r ${rest.written}` : "");
}

const writtenEffort = ({ length, target }) => length.written + (target ? ` @ ${target.written}` : "");

const metresOf = ({ length, target }) => length.m ?? (target ? length.s / target.perM : null);

const secondsOf = ({ length, target }) => length.s ?? (target ? (target.s ?? length.m * target.perM) : null);

const effortCount = ({ times, of }) => times * (of.inside ? sum(of.inside.map(effortCount)) : 1);

const partCount = ({ of }) => (of.inside ? sum(of.inside.map(partCount)) : 1);

const known = (numbers) => (numbers.includes(null) ? null : sum(numbers));

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// As the server writes it: 1,50 is 1.5, and .5 is 0.5.
function plainDecimal(text) {
  const [whole, fraction = ""] = text.replace(",", ".").split(".");
  const rest = fraction.replace(/0+$/, "");
  return (whole.replace(/^0+(?=.)/, "") || "0") + (rest && `.${rest}`);
}

function found(pattern, text) {
  const match = pattern.exec(text);
  need(match);
  return match;
}

function need(condition) {
  if (!condition) throw new Unreadable();
}

function named(unit, names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, unit]));
}
