// Offline, a document is looked up in the table that the page brought along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { likely } from "../../static/js/log/likely.js";

const KINDS = [
  "easy run", "moderate run", "hard run", "short lift", "short leg lift",
  "hard lift", "hard leg lift", "other lift", "other leg lift",
];
const HOURS = [7, 12, 18];
// Every cell says its own place.
const names = [0, 1, 2].flatMap((day) => HOURS.flatMap((hour) => KINDS.map((kind) => `${day} ${hour} ${kind}`)));
const TABLE = {
  dates: ["2024-11-18", "2024-11-19", "2024-11-20"],
  hours: HOURS,
  kinds: KINDS,
  easy: 4,
  moderate: 6,
  short: [2400, 8],
  near_failure: [[1, 0], [2, 1], [10, 3]],
  guide: "/guide/article#",
  tips: { recovery: "Recovery" },
  flags: names.map((name) => [name, "caution", "recovery"]),
  outcomes: names.map((_, n) => [n]),
  cells: names.map((_, n) => n),
};
const isLegs = (exercise) => exercise === "squats";
const start = (date, hour) => ({ date, hour });
const run = (effort, type = "other") => ({ kind: "run", effort, run: { type } });
const set = (more) => ({ kind: "working", rir: null, ...more });

function lift(effort, minutes, exercise = "rows", sets = [set()]) {
  return { kind: "lift", effort, duration_s: minutes * 60, lift: { exercises: [{ exercise, sets }] } };
}

const cell = (document, at = start("2024-11-19", 12)) =>
  likely(TABLE, document, at, isLegs)?.adds[0].headline ?? null;

test("a run is easy, moderate or hard by its effort", () => {
  const found = [4, 5, 6, 7].map((effort) => cell(run(effort)));
  assert.deepEqual(found, ["1 12 easy run", "1 12 moderate run", "1 12 moderate run", "1 12 hard run"]);
});

test("a race is hard at any effort, and so are hard types of unknown effort", () => {
  assert.equal(cell(run(2, "race")), "1 12 hard run");
  assert.equal(cell(run(null, "intervals")), "1 12 hard run");
});

test("of an unknown effort nothing is said", () => {
  assert.equal(cell(run(null)), null);
  assert.equal(cell(lift(null, 30)), null);
});

test("a lift is short, hard or another, with legs or without", () => {
  assert.equal(cell(lift(5, 40)), "1 12 short lift");
  assert.equal(cell(lift(5, 41)), "1 12 other lift");
  assert.equal(cell(lift(5, 20, "rows", Array(9).fill(set()))), "1 12 other lift");
  assert.equal(cell(lift(7, 20)), "1 12 hard lift");
  assert.equal(cell(lift(5, 40, "squats")), "1 12 short leg lift");
});

test("leg sets near failure make a lift hard, as many as the table says", () => {
  const legs = (count, rir) => cell(lift(3, 60, "squats", Array(count).fill(set({ rir }))));
  const hard = "1 12 hard leg lift";
  const other = "1 12 other leg lift";
  assert.deepEqual([legs(2, 1), legs(10, 3), legs(10, 2)], [hard, hard, hard]);
  assert.deepEqual([legs(1, 1), legs(9, 3), legs(10, 4), legs(10, null)], [other, other, other, other]);
  const mixed = [set({ rir: 1 }), ...Array(8).fill(set({ rir: 3 }))];
  assert.equal(cell(lift(3, 60, "squats", mixed)), other);
  assert.equal(cell(lift(3, 60, "squats", [...mixed, set({ rir: 2 })])), hard);
  const own = { ...TABLE, near_failure: [[1, 2]] };
  const asked = likely(own, lift(3, 60, "squats", [set({ rir: 2 })]), start("2024-11-19", 12), isLegs);
  assert.equal(asked.adds[0].headline, hard);
});

test("a lift with leg sets to failure is hard though its effort is not known", () => {
  assert.equal(cell(lift(null, 30, "squats", [set({ rir: 0 })])), "1 12 hard leg lift");
  assert.equal(cell(lift(null, 30, "squats", [set({ rir: 2 })])), null);
});

test("warm-ups do not count, and a leg set to failure makes a lift hard", () => {
  assert.equal(cell(lift(5, 40, "squats", [set({ kind: "warm-up" })])), "1 12 short lift");
  assert.equal(cell(lift(5, 40, "squats", [set({ rir: 0 })])), "1 12 hard leg lift");
  assert.equal(cell(lift(5, 40, "rows", [set({ rir: 0 })])), "1 12 short lift");
});

test("the nearest of the three hours stands for the time of day", () => {
  const found = [0, 9, 10, 14, 16, 23].map((hour) => cell(run(8), start("2024-11-18", hour)));
  assert.deepEqual(found.map((each) => each.split(" ")[1]), ["7", "7", "12", "12", "18", "18"]);
});

test("of other days the table does not speak", () => {
  assert.equal(cell(run(8), start("2024-11-21", 12)), null);
  assert.equal(cell(run(8), start("2024-11-20", 12)), "2 12 hard run");
});

test("a flag comes with its severity and the place in the guide", () => {
  const { adds, settles } = likely(TABLE, run(8), start("2024-11-19", 12), isLegs);
  const citations = [{ label: "Recovery", url: "/guide/article#recovery" }];
  assert.deepEqual(adds, [{ headline: "1 12 hard run", severity: "caution", citations }]);
  assert.deepEqual(settles, []);
});
