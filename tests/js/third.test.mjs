// Pace both ways is what tests/paces.json says; tests/web/log/test_pace.py holds the server to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { paceOf, third, Trio } from "../../static/js/log/third.js";

const table = JSON.parse(readFileSync(new URL("../paces.json", import.meta.url), "utf-8"));

for (const [text, unit, perMetre] of table.paces) {
  test(`the pace ${JSON.stringify(text)} in ${unit} is ${perMetre} s/m`, () => {
    const read = paceOf(text, unit);
    assert.equal(read && Math.round((read.seconds / read.metres) * 1e6) / 1e6, perMetre);
  });
}

for (const { missing, unit, found, ...texts } of table.thirds) {
  test(`the ${missing} of ${JSON.stringify(texts)} is ${found}`, () => {
    assert.equal(third(missing, texts, unit), found);
  });
}

const EMPTY = { distance: "", duration: "", pace: "" };

// What is typed, one after the other, and the three texts in the end.
function typing(start, ...steps) {
  const trio = new Trio({ ...EMPTY, ...start }, "km");
  return steps.reduce((_, [name, text]) => trio.type(name, text), trio.texts());
}

for (const [claim, start, steps, expected] of [
  ["distance and duration show the pace", {}, [["distance", "8"], ["duration", "45"]], { distance: "8", duration: "45", pace: "5:38" }],
  ["distance and pace fill the duration", {}, [["distance", "8"], ["pace", "5:00"]], { distance: "8", duration: "40:00", pace: "5:00" }],
  ["duration and pace fill the distance", {}, [["duration", "40"], ["pace", "5:00"]], { distance: "8", duration: "40", pace: "5:00" }],
  ["a form that opens filled in shows its pace", { distance: "8", duration: "40" }, [], { distance: "8", duration: "40", pace: "5:00" }],
  ["there another pace changes the duration", { distance: "8", duration: "40" }, [["pace", "6"]], { distance: "8", duration: "48:00", pace: "6" }],
  ["another distance at a pace moves the duration", {}, [["distance", "8"], ["pace", "5"], ["distance", "10"]], { distance: "10", duration: "50:00", pace: "5" }],
  ["what was typed last stays", {}, [["distance", "8"], ["duration", "45"], ["pace", "5"]], { distance: "9", duration: "45", pace: "5" }],
  ["without the pace, what was typed is back", {}, [["distance", "8"], ["duration", "45"], ["pace", "5"], ["pace", ""]], { distance: "8", duration: "45", pace: "5:38" }],
  ["without a second field nothing follows", {}, [["distance", "8"], ["duration", "45"], ["distance", ""]], { distance: "", duration: "45", pace: "" }],
  ["a duration that followed goes with its pace", {}, [["distance", "8"], ["pace", "5"], ["pace", ""]], { distance: "8", duration: "", pace: "" }],
  ["half a pace changes nothing", { distance: "8", duration: "40" }, [["pace", ":"]], { distance: "8", duration: "40", pace: ":" }],
]) {
  test(claim, () => assert.deepEqual(typing(start, ...steps), expected));
}
