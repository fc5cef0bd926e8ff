// Typed text is read as tests/typed.json says; tests/web/test_typed.py holds the server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clock, decimal, durationSeconds, echo, spoken } from "../../static/js/typed.js";

const table = JSON.parse(readFileSync(new URL("../typed.json", import.meta.url), "utf-8"));

for (const [text, seconds] of table.durations) {
  test(`the duration ${JSON.stringify(text)} is ${seconds} s`, () => {
    assert.equal(durationSeconds(text), seconds);
  });
}

for (const [text, seconds] of table.seconds) {
  test(`${JSON.stringify(text)} of a timed set is ${seconds} s`, () => {
    assert.equal(durationSeconds(text, 1), seconds);
  });
}

for (const [text, number] of table.decimals) {
  test(`the number ${JSON.stringify(text)} is ${number}`, () => {
    assert.equal(decimal(text), number);
  });
}

test("seconds are spoken with the units that they fill", () => {
  const said = [0, 1, 60, 90, 3600, 3661, 108000].map(spoken);
  const expected = ["0 s", "1 s", "1 min", "1 min 30 s", "1 h", "1 h 1 min 1 s", "30 h"];
  assert.deepEqual(said, expected);
});

test("seconds are written as a watch shows them", () => {
  const written = [0, 59, 90, 3599, 3600, 3723].map(clock);
  assert.deepEqual(written, ["0:00", "0:59", "1:30", "59:59", "1:00:00", "1:02:03"]);
});

test("the echo says what a duration was understood as", () => {
  assert.equal(echo("1:30", "", "km"), "1:30 = 1 min 30 s");
  assert.equal(echo(" 45 ", "", ""), "45 = 45 min");
});

test("the echo of both has the pace", () => {
  assert.equal(echo("50", "10", "km"), "10 km · 50 = 50 min · 5:00 /km");
  assert.equal(echo("50", "6,25", "mi"), "6.25 mi · 50 = 50 min · 8:00 /mi");
});

test("the echo is silent on what can't be read and on what can't be", () => {
  for (const text of ["", "x", "1:75", "0", "-5"]) assert.equal(echo(text, "", "km"), "");
  for (const text of ["", "x", "0", "-1"]) assert.equal(echo("", text, "km"), "");
});
