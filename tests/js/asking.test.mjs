// Asking while one types: not at every key, only the latest answer counts, and none is waited for
// longer than a few seconds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TIMEOUT_MS, WAIT_MS, asker } from "../../static/js/log/asking.js";

// Timers that run when they are told to.
function handTimers() {
  const due = new Map();
  let next = 1;
  return {
    setTimeout: (call, ms) => (due.set(next, { call, ms }), next++),
    clearTimeout: (id) => due.delete(id),
    run(ms) {
      for (const [id, each] of [...due]) if (each.ms === ms && due.delete(id)) each.call();
    },
  };
}

function scene() {
  const timers = handTimers();
  const asked = [];
  const shown = [];
  const ask = (document, signal) =>
    new Promise((resolve, reject) => {
      asked.push({ document, resolve, reject });
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  return { timers, asked, shown, asking: asker(ask, (...args) => shown.push(args), timers) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a question waits until nothing was typed for a while", () => {
  const { timers, asked, asking } = scene();
  asking.soon(1);
  asking.soon(2);
  assert.equal(asked.length, 0);
  timers.run(WAIT_MS);
  assert.deepEqual(asked.map((each) => each.document), [2]);
});

test("the latest answer wins, in whatever order they come", async () => {
  const { asked, shown, asking } = scene();
  asking.now(1);
  asking.now(2);
  asked[1].resolve("second");
  asked[0].resolve("first");
  await settled();
  assert.deepEqual(shown, [["second", 2]]);
});

test("an answer that takes too long is none", async () => {
  const { timers, shown, asking } = scene();
  asking.now(1);
  timers.run(TIMEOUT_MS);
  await settled();
  assert.deepEqual(shown, [[undefined, 1]]);
});

test("a failure is no answer", async () => {
  const { asked, shown, asking } = scene();
  asking.now(1);
  asked[0].reject(new TypeError("Failed to fetch"));
  await settled();
  assert.deepEqual(shown, [[undefined, 1]]);
});

test("what was forgotten is not shown", async () => {
  const { asked, shown, timers, asking } = scene();
  asking.now(1);
  asking.soon(2);
  asking.forget();
  timers.run(WAIT_MS);
  asked[0].resolve("late");
  await settled();
  assert.equal(asked.length, 1);
  assert.deepEqual(shown, []);
});
