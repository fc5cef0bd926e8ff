// Warm-ups are those of tests/plates.json; tests/training/test_warm_ups.py holds the server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { warmUps } from "../../static/js/log/warm-ups.js";

const table = JSON.parse(readFileSync(new URL("../plates.json", import.meta.url), "utf-8"));

for (const [gear, weight, reps, expected] of table.warm_ups) {
  test(`before ${reps} × ${weight} on the ${gear} bar`, () => {
    const found = warmUps(weight, reps, table.gear[gear]);
    assert.deepEqual(found, expected.map(([weight, reps]) => ({ weight, reps })));
  });
}
