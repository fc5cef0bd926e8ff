// Exercises are found as tests/searches.json says; tests/training/test_exercise_search.py holds the
// server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { search } from "../../static/js/log/search.js";

const table = JSON.parse(readFileSync(new URL("../searches.json", import.meta.url), "utf-8"));
const ids = (found) => found.map(({ id }) => id);

for (const [typed, found] of table.searches) {
  test(`${JSON.stringify(typed)} finds ${found.join(", ") || "nothing"}`, () => {
    assert.deepEqual(ids(search(typed, table.exercises)), found);
  });
}

for (const typed of table.all) {
  test(`${JSON.stringify(typed)} leaves all`, () => {
    assert.deepEqual(ids(search(typed, table.exercises)), ids(table.exercises));
  });
}
