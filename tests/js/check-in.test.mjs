// The fifth tap sends the check-in, and nothing else does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, endsCheckIn } from "../../static/js/today/check-in.js";

const FIFTH = { before: 4, after: 5, rows: 5, byTap: true };

test("the tap that answers the last open row sends", () => {
  assert.equal(endsCheckIn(FIFTH), true);
});

test("four answers wait for the fifth", () => {
  assert.equal(endsCheckIn({ ...FIFTH, before: 3, after: 4 }), false);
});

test("a row that is answered anew does not count twice", () => {
  assert.equal(endsCheckIn({ ...FIFTH, before: 4, after: 4 }), false);
});

test("a check-in that is opened to be changed waits for its button", () => {
  assert.equal(endsCheckIn({ ...FIFTH, before: 5 }), false);
});

test("arrow keys pass over answers without sending any", () => {
  assert.equal(endsCheckIn({ ...FIFTH, byTap: false }), false);
});

test("only the rows of the check-in are counted, and only where they are answered", () => {
  const sent = [["date", "2026-11-16"], ["sleep", "3"], ["mood", ""]];
  assert.equal(answered(sent, ["sleep", "energy", "mood"]), 1);
});
