// What a form holds is the document that tests/documents.json says; tests/web/log/test_documents.py
// holds the server to the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { documentOf, instant } from "../../static/js/log/document.js";

const cases = JSON.parse(readFileSync(new URL("../documents.json", import.meta.url), "utf-8"));
const typed = JSON.parse(readFileSync(new URL("../typed.json", import.meta.url), "utf-8"));
const plain = cases.find((each) => each.claim === "a duration alone is a run");
const squats = cases.find((each) => each.claim === "a lift with its sets");

for (const { claim, kind, units, fields, document } of cases) {
  test(claim, () => assert.deepEqual(documentOf(kind, fields, units), document));
}

const withField = ({ fields }, name, text) => fields.map(([n, t]) => [n, n === name ? text : t]);

for (const [text, seconds] of typed.durations) {
  test(`a run of ${JSON.stringify(text)} is of ${seconds} s`, () => {
    const read = documentOf("run", withField(plain, "duration", text), plain.units);
    assert.equal(read?.duration_s ?? null, seconds);
  });
}

for (const [text, number] of typed.decimals) {
  test(`${JSON.stringify(text)} on the bar is ${number}`, () => {
    const read = documentOf("lift", withField(squats, "exercises-0-sets-1-weight", text), squats.units);
    const weight = read ? read.lift.exercises[0].sets[1].weight_kg : undefined;
    if (text.trim() === "") assert.equal(weight, null);
    else if (!/[a-z]$/.test(text)) assert.equal(weight ?? null, number);
  });
}

test("clocks are read where they are, all around the world", () => {
  assert.equal(instant("2024-11-18", "12:00", "Pacific/Kiritimati"), "2024-11-17T22:00:00.000Z");
  assert.equal(instant("2024-11-18", "12:00:30", "Pacific/Niue"), "2024-11-18T23:00:30.000Z");
  assert.equal(instant("2024-04-07", "01:45", "Australia/Lord_Howe"), "2024-04-06T14:45:00.000Z");
});
