// What waits is sent in order, and what can't be sent stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { flush } from "../../static/js/outbox/flush.js";

const SENT = { state: "sent", location: "/today" };
const PROBLEM = { title: "Not valid", detail: "No." };
const REFUSED = { state: "refused", problem: PROBLEM };
const FAILED = { state: "failed" };

// A queue in a list, and a network that answers by the entry's id; `calls` is all that happened.
function scene(entries, answers = {}) {
  const list = entries.map((entry) => ({ owner: "anna", attempts: 0, problem: null, ...entry }));
  const calls = [];
  const at = (seq) => list.findIndex((entry) => entry.seq === seq);
  const queue = {
    mine: async (owner) => structuredClone(list.filter((entry) => entry.owner === owner)),
    attempt: async (seq) => {
      const entry = list[at(seq)];
      if (entry) entry.attempts += 1;
      return structuredClone(entry);
    },
    remove: async (seq) => calls.push(`remove ${list.splice(at(seq), 1)[0].id}`),
    refuse: async (seq, problem) => (list[at(seq)].problem = problem),
  };
  const send = async (entry) => {
    calls.push(`send ${entry.id}`);
    const answer = answers[entry.id] ?? SENT;
    return typeof answer === "function" ? answer(list, entry) : answer;
  };
  const sent = () => calls.filter((call) => call.startsWith("send")).map((call) => call.slice(5));
  return { list, calls, sent, queue, send, flush: (tell) => flush(queue, send, "anna", tell) };
}

const entry = (seq, about, more = {}) => ({ seq, id: `e${seq}`, about, ...more });

test("entries are sent in the order in which they were saved, each once", async () => {
  const { flush, sent, list } = scene([entry(1, "run"), entry(2, "lift"), entry(3, "run")]);
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e1", "e2", "e3"]);
  assert.deepEqual(list, []);
});

test("an entry is removed only after its answer", async () => {
  const stillThere = [];
  const look = (list, { id }) => (stillThere.push(list.some((each) => each.id === id)), SENT);
  const { flush, calls } = scene([entry(1, "run")], { e1: look });
  await flush();
  assert.deepEqual(stillThere, [true]);
  assert.deepEqual(calls, ["send e1", "remove e1"]);
});

test("an attempt is noted before it is made", async () => {
  const noted = [];
  const { flush } = scene([entry(1, "run")], { e1: (list) => (noted.push(list[0].attempts), SENT) });
  await flush();
  assert.deepEqual(noted, [1]);
});

test("another user's entries are not sent", async () => {
  const { flush, sent } = scene([entry(1, "run", { owner: "ben" }), entry(2, "lift")]);
  await flush();
  assert.deepEqual(sent(), ["e2"]);
});

test("a refused entry stays with its reason, and holds those of the same workout", async () => {
  const { flush, sent, list } = scene([entry(1, "run"), entry(2, "lift"), entry(3, "run")], { e1: REFUSED });
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e1", "e2"]);
  assert.deepEqual(list.map(({ id, problem }) => [id, problem]), [["e1", PROBLEM], ["e3", null]]);
});

test("one that was refused before is not sent again, and still holds what is behind it", async () => {
  const { flush, sent } = scene([entry(1, "run", { problem: PROBLEM }), entry(2, "run"), entry(3, "lift")]);
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e3"]);
});

test("one that the server fails at is left for another time, with what is behind it", async () => {
  const { flush, sent, list } = scene([entry(1, "run"), entry(2, "run"), entry(3, "lift")], { e1: FAILED });
  assert.deepEqual(await flush(), { state: "done", left: 1 });
  assert.deepEqual(sent(), ["e1", "e3"]);
  assert.deepEqual(list.map(({ id, problem }) => [id, problem]), [["e1", null], ["e2", null]]);
});

for (const outcome of [{ state: "away" }, { state: "later", retryAfter: 7 }, { state: "signed-out" }]) {
  test(`"${outcome.state}" ends the round, and everything stays`, async () => {
    const { flush, sent, list } = scene([entry(1, "run"), entry(2, "lift")], { e1: outcome });
    assert.deepEqual(await flush(), outcome);
    assert.deepEqual(sent(), ["e1"]);
    assert.deepEqual(list.map(({ id, problem }) => [id, problem]), [["e1", null], ["e2", null]]);
  });
}

test("an entry that was discarded meanwhile is passed over", async () => {
  const { flush, sent } = scene([entry(1, "run"), entry(2, "lift"), entry(3, "sleep")], {
    e1: (list) => (list.splice(1, 1), SENT),
  });
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e1", "e3"]);
});

test("an entry that goes between the list and its turn is passed over", async () => {
  const { queue, sent, send } = scene([entry(1, "run"), entry(2, "lift")]);
  const attempt = async (seq) => (seq === 1 ? undefined : queue.attempt(seq));
  assert.deepEqual(await flush({ ...queue, attempt }, send, "anna"), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e2"]);
});

test("what is saved while others are sent goes in the same round", async () => {
  const added = entry(9, "run", { owner: "anna", problem: null, attempts: 0 });
  const { flush, sent, list } = scene([entry(1, "run")], { e1: (all) => (all.push(added), SENT) });
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), ["e1", "e9"]);
  assert.deepEqual(list, []);
});

test("what is sent is the entry as it is at its turn, put right after the list was read", async () => {
  const bodies = [];
  const { queue } = scene([entry(1, "run", { fields: [["effort", "3"]] })]);
  const attempt = async (seq) => ({ ...(await queue.attempt(seq)), fields: [["effort", "5"]] });
  await flush({ ...queue, attempt }, async ({ fields }) => (bodies.push(fields), SENT), "anna");
  assert.deepEqual(bodies, [[["effort", "5"]]]);
});

test("each outcome is told once it is kept", async () => {
  const told = [];
  const { flush, list } = scene([entry(1, "run"), entry(2, "lift"), entry(3, "sleep")], { e1: REFUSED, e3: { state: "away" } });
  await flush(({ id }, { state }) => told.push([id, state, list.map((each) => each.id + (each.problem ? "!" : "")).join()]));
  assert.deepEqual(told, [
    ["e1", "refused", "e1!,e2,e3"],
    ["e2", "sent", "e1!,e3"],
    ["e3", "away", "e1!,e3"],
  ]);
});

test("where nothing waits nothing is sent", async () => {
  const { flush, sent } = scene([]);
  assert.deepEqual(await flush(), { state: "done", left: 0 });
  assert.deepEqual(sent(), []);
});
