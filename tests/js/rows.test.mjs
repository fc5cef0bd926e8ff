// Rows of the lift form are named by their place, and a new one takes a number of its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextNumber, renumbered } from "../../static/js/log/rows.js";

const NAMES = [
  "date",
  "exercises-0-exercise",
  "exercises-0-sets-0-reps",
  "exercises-0-sets-4-reps",
  "exercises-2-exercise",
  "exercises-2-sets-1-rir",
  "exercises-10-exercise",
];

test("a new row takes the number above the highest in use, gaps or not", () => {
  assert.equal(nextNumber(NAMES, "exercises"), 11);
  assert.equal(nextNumber(NAMES, "exercises-0-sets"), 5);
  assert.equal(nextNumber(NAMES, "exercises-2-sets"), 2);
});

test("the first row of a list is number 0", () => {
  assert.equal(nextNumber([], "exercises"), 0);
  assert.equal(nextNumber(NAMES, "exercises-10-sets"), 0);
});

test("a list is not taken for one whose name begins alike", () => {
  assert.equal(nextNumber(["exercises-10-sets-7-reps"], "exercises-1-sets"), 0);
  assert.equal(nextNumber(["exercises-EXERCISE-exercise"], "exercises"), 0);
});

test("a name takes the number of one list and keeps the rest", () => {
  assert.equal(renumbered("exercises-0-sets-2-reps", "exercises", 7), "exercises-7-sets-2-reps");
  assert.equal(
    renumbered("exercises-0-sets-2-reps", "exercises-0-sets", 12),
    "exercises-0-sets-12-reps",
  );
  assert.equal(renumbered("exercises-EXERCISE-form", "exercises", 3), "exercises-3-form");
  assert.equal(renumbered("exercises-EXERCISE", "exercises", 3), "exercises-3");
});

test("a name of another list stays", () => {
  for (const name of ["date", "exercises-1-sets-2-reps", ""]) {
    assert.equal(renumbered(name, "exercises-0-sets", 9), name);
  }
});
