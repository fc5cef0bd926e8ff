// A new workout starts now, by the phone's own clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { localStart } from "../../static/js/log/start.js";

test("a start has the shape that date and time fields take", () => {
  assert.deepEqual(localStart(new Date(2026, 0, 2, 3, 4, 59)), { date: "2026-01-02", time: "03:04" });
});

test("the last minute of a year is still of that year, where the phone is", () => {
  const start = localStart(new Date(2026, 11, 31, 23, 59, 59, 999));
  assert.deepEqual(start, { date: "2026-12-31", time: "23:59" });
});
