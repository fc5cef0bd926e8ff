// The lift form as a list of fields, and what taps make of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, opened, places, rowsOf, swapped, toggledSuperset, withExercise, withHeld, withSuggestion, withWarmUps } from "../../static/js/log/fields.js";

const LAST = { sets: [{ reps: "8", weight: "60", rir: "2" }, { reps: "7", weight: "60" }] };
const form = [["id", "x"], ["exercises-0-exercise", "squats"], ["exercises-0-superset", ""], ["exercises-0-sets-0-reps", "5"], ["exercises-0-sets-0-weight", "100"], ["exercises-0-sets-0-done", "y"], ["exercises-0-sets-1-reps", "5"], ["exercises-0-sets-1-weight", "100"], ["duration", "45"]];
const value = (fields, name) => new Map(fields).get(name);

test("an exercise comes after the others, with its sets of last time", () => {
  const made = withExercise(form, "lunges", LAST);
  assert.deepEqual(places(made), [0, 1]);
  assert.equal(value(made, "exercises-1-exercise"), "lunges");
  assert.deepEqual(rowsOf(made, 1), LAST.sets);
});

test("an exercise that was never done comes with one empty set", () => {
  assert.deepEqual(rowsOf(withExercise(form, "lunges"), 1), [{}]);
});

test("an exercise that takes the place of another has its own sets", () => {
  const made = swapped(form.filter(([name]) => !name.endsWith("done")), 0, "lunges", LAST);
  assert.deepEqual(places(made), [0]);
  assert.deepEqual(rowsOf(made, 0), LAST.sets);
  assert.equal(value(made, "duration"), "45");
});

test("what was done of an exercise stays, and the other comes behind it", () => {
  const made = swapped(withExercise(form, "planks"), 0, "lunges", LAST);
  assert.deepEqual([0, 1, 2].map((place) => value(made, `exercises-${place}-exercise`)), ["squats", "lunges", "planks"]);
  assert.deepEqual(rowsOf(made, 0), [{ reps: "5", weight: "100", done: true }]);
  assert.deepEqual(rowsOf(made, 1), LAST.sets);
});

test("a set that was held is the next one, and then one more; its clock has stopped", () => {
  const running = [...form, ["exercises-0-began", "1234"]];
  const once = withHeld(running, 0, 42);
  assert.deepEqual(rowsOf(once, 0)[1], { reps: "5", weight: "100", seconds: "42", done: true });
  assert.equal(value(once, "exercises-0-began"), "");
  assert.deepEqual(rowsOf(withHeld(once, 0, 43), 0)[2], { seconds: "43", done: true });
});

test("a way to open the form takes the place of what was there", () => {
  const made = opened(form, [{ exercise: "lunges", superset: 1, sets: LAST.sets }, { exercise: "planks", superset: "", sets: [{ seconds: "60" }] }]);
  assert.deepEqual(places(made), [0, 1]);
  assert.deepEqual(rowsOf(made, 0), LAST.sets);
  assert.equal(value(made, "exercises-0-superset"), "1");
  assert.equal(value(made, "id"), "x");
});

test("warm-up sets come first, and what was done stays", () => {
  const rows = rowsOf(withWarmUps(form, 0, [{ reps: "10", weight: "20" }]), 0);
  assert.deepEqual(rows.map(({ warm_up, done, weight }) => [Boolean(warm_up), Boolean(done), weight]), [[true, false, "20"], [false, true, "100"], [false, false, "100"]]);
});

test("a suggestion fills what is still to be done, and no set that was", () => {
  const rows = rowsOf(withSuggestion(form, 0, { sets: 3, reps: "6", weight: "102.5", rir: "1" }), 0);
  assert.deepEqual(rows[0], { reps: "5", weight: "100", done: true });
  assert.deepEqual(rows.slice(1), [{ reps: "6", weight: "102.5", rir: "1" }, { reps: "6", weight: "102.5", rir: "1" }]);
});

test("a suggestion takes no set away, and leaves alone what it says nothing of", () => {
  const sided = [["exercises-0-exercise", "lunges"], ...["left", "right"].flatMap((side, n) => [[`exercises-0-sets-${n}-reps`, "8"], [`exercises-0-sets-${n}-rir`, "2"], [`exercises-0-sets-${n}-side`, side]])];
  const rows = rowsOf(withSuggestion(sided, 0, { sets: 1, reps: "9", weight: "20", rir: "", says: "One more." }), 0);
  assert.deepEqual(rows, [{ reps: "9", weight: "20", rir: "2", side: "left" }, { reps: "9", weight: "20", rir: "2", side: "right" }]);
});

test("warm-up sets that were done are not put in twice", () => {
  const once = withWarmUps(form, 0, [{ reps: "10", weight: "20" }]).concat([["exercises-0-sets-0-done", "y"]]);
  const rows = rowsOf(withWarmUps(once, 0, [{ reps: "10", weight: "20" }, { reps: "5", weight: "40" }]), 0);
  assert.deepEqual(rows.map(({ weight }) => weight), ["20", "40", "100", "100"]);
});

test("exercises change places with all that is theirs", () => {
  const two = withExercise(form, "lunges", LAST);
  const made = moved(two, 1, -1);
  assert.equal(value(made, "exercises-0-exercise"), "lunges");
  assert.deepEqual(rowsOf(made, 1), rowsOf(form, 0));
  assert.deepEqual(moved(two, 0, -1), two);
  assert.deepEqual(moved(two, 1, 1), two);
});

test("two exercises are done in turn, and no more", () => {
  const two = withExercise(form, "lunges", LAST);
  const paired = toggledSuperset(two, 1);
  assert.deepEqual([value(paired, "exercises-0-superset"), value(paired, "exercises-1-superset")], ["1", "1"]);
  assert.equal(value(toggledSuperset(paired, 1), "exercises-1-superset"), "");
  const three = toggledSuperset(withExercise(paired, "planks"), 2);
  assert.equal(value(three, "exercises-2-superset"), "1");
  assert.deepEqual(toggledSuperset(two, 0), two);
});
