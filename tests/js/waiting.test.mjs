import assert from "node:assert/strict";
import test from "node:test";
import { notBefore, stillToWait, waitAfter } from "../../static/js/outbox/flush.js";

const NOW = Date.UTC(2026, 10, 23);
const YEAR_MS = 365 * 24 * 3600 * 1000;
const HOUR_S = 3600;

test("a server that asks for time gets it", () => {
  const until = notBefore(NOW, 900);
  assert.equal(stillToWait(until, NOW), 900);
  assert.equal(stillToWait(until, NOW + 899_000), 1);
  assert.equal(stillToWait(until, NOW + 900_000), 0);
});

for (const years of [1, 10]) {
  test(`a clock that is set back by ${years} years makes nothing wait that long`, () => {
    assert.equal(stillToWait(notBefore(NOW, 60), NOW - years * YEAR_MS), 0);
  });
  test(`a clock that is set forward by ${years} years ends the wait`, () => {
    assert.equal(stillToWait(notBefore(NOW, 60), NOW + years * YEAR_MS), 0);
  });
}

test("a clock that is set back a little makes it wait an hour at most", () => {
  for (const back of [1, 600, 3000, 3600, 7200]) {
    assert.ok(stillToWait(notBefore(NOW, 60), NOW - back * 1000) <= HOUR_S);
  }
});

test("a server that asks for years is asked again after an hour", () => {
  assert.equal(waitAfter(1, 10 ** 9), HOUR_S);
  assert.equal(stillToWait(notBefore(NOW, 10 ** 9), NOW), HOUR_S);
});

test("the wait of a timer fits into one", () => {
  for (const failures of [1, 5, 50, 2000]) assert.ok(waitAfter(failures) * 1000 < 2 ** 31);
});
