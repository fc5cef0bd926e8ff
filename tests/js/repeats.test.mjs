// Intervals are read as tests/intervals.json says; tests/training/test_intervals_table.py holds the
// server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readIntervals } from "../../static/js/log/repeats.js";

const table = JSON.parse(readFileSync(new URL("../intervals.json", import.meta.url), "utf-8"));
const rounded = (totals) =>
  Object.fromEntries(
    Object.entries(totals).map(([name, value]) => [
      name,
      typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
    ]),
  );

for (const [text, totals] of table) {
  test(`the intervals ${JSON.stringify(text)} are ${totals?.written ?? "refused"}`, () => {
    const read = readIntervals(text);
    assert.deepEqual(read && rounded(read), totals && rounded(totals));
  });
}

test("what is written reads the same", () => {
  for (const [, totals] of table.filter(([, totals]) => totals)) {
    assert.deepEqual(rounded(readIntervals(totals.written)), rounded(totals));
  }
});

test("nothing takes long to refuse", () => {
  const start = performance.now();
  for (const piece of ["@r ", "r@", "(", "()", "1x(", "400 r ", "@ ", "+", "min ", "'"]) {
    assert.equal(readIntervals(piece.repeat(2000).slice(0, 2000)), null);
  }
  assert.ok(performance.now() - start < 1000);
});
