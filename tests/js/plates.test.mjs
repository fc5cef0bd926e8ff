// Bars are loaded as tests/plates.json says; tests/training/test_plates.py holds the server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { perSide } from "../../static/js/log/plates.js";

const table = JSON.parse(readFileSync(new URL("../plates.json", import.meta.url), "utf-8"));

for (const [gear, weight, plates, loaded, short] of table.per_side) {
  test(`${weight} on the ${gear} bar`, () => {
    const expected = plates && { plates, loaded, short };
    assert.deepEqual(perSide(weight, table.gear[gear]), expected);
  });
}

test("the order in which plates are named does not matter", () => {
  const { bar, plates } = table.gear.kg;
  assert.deepEqual(perSide(95, { bar, plates: [...plates].reverse() }), perSide(95, { bar, plates }));
});

test("what is no weight loads nothing", () => {
  assert.equal(perSide(Number.NaN, table.gear.kg), null);
});

test("the gear is left as it was", () => {
  const gear = { bar: 7.5, plates: [[2.5, 1], [10, 2]] };
  perSide(32.5, gear);
  assert.deepEqual(gear, { bar: 7.5, plates: [[2.5, 1], [10, 2]] });
});
