// What stands on the picture of a workout, and what has no room there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placed, shortened } from "../../static/js/history/picture.js";

const lines = (count) => Array.from({ length: count }, (_, n) => [`Exercise ${n + 1}`, "3 × 5"]);
const TOP = 560;

test("all lines stand there where there is room for them", () => {
  assert.deepEqual(placed(lines(2), 0, TOP), [
    { name: "Exercise 1", what: "3 × 5" },
    { name: "Exercise 2", what: "3 × 5" },
  ]);
  assert.equal(placed(lines(6), 0, TOP).length, 6);
});

test("the last line says how many are left out", () => {
  const told = placed(lines(9), 0, TOP);
  assert.equal(told.length, 6);
  assert.deepEqual(told.at(-1), { more: "and 4 more" });
});

test("bests take their room from the lines", () => {
  assert.deepEqual(placed(lines(6), 3, TOP).at(-1), { more: "and 3 more" });
  assert.deepEqual(placed(lines(3), 3, 1200), [{ more: "and 3 more" }]);
});

test("words that are too wide are cut, others are whole", () => {
  const measure = (words) => words.length;
  assert.equal(shortened("squats", 6, measure), "squats");
  assert.equal(shortened("squats", 5, measure), "squa…");
  assert.equal(shortened("a b c", 3, measure), "a…");
  assert.equal(shortened("squats", 0, measure), "s…");
});
