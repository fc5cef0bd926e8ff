// The outbox as it is kept on the phone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepDraft, draftsOf } from "../../static/js/drafts/drafts.js";
import * as queue from "../../static/js/outbox/queue.js";
import { MemoryIndexedDB } from "./memory-indexeddb.mjs";

const EDIT = { owner: "anna", url: "/workouts/1/edit", about: "1", fields: [["notes", "first"], ["base_version", "1"]] };
const DELETE = { owner: "anna", url: "/workouts/1/delete", about: "1", fields: [["base_version", "1"]] };
const PROBLEM = { title: "Changed meanwhile", version: 3, versions: { yours: [], stored: [] } };

const edit = (notes, more = {}) => ({ ...EDIT, fields: [["notes", notes], ["base_version", "1"]], ...more });
const notesOf = ({ fields }) => fields[0][1];
const waiting = async () => (await queue.mine("anna")).map(notesOf);

// Another disk in the place of the one that was; what is open closes.
function use(disk) {
  globalThis.indexedDB?.crash();
  globalThis.indexedDB = new MemoryIndexedDB(disk);
}

beforeEach(() => use());

test("a save is stored whole, with a key of its own", async () => {
  const stored = await queue.add(EDIT);
  assert.deepEqual(stored, { ...EDIT, seq: 1, id: stored.id, base_key: null, attempts: 0, problem: null });
  assert.deepEqual(await queue.mine("anna"), [stored]);
  assert.match(stored.id, /^[0-9a-f-]{36}$/);
});

test("entries come in the order of their saves, each user's for themselves", async () => {
  for (const [about, owner] of [["b", "anna"], ["a", "ben"], ["a", "anna"]]) await queue.add({ ...EDIT, about, owner });
  assert.deepEqual((await queue.mine("anna")).map(({ about }) => about), ["b", "a"]);
  assert.deepEqual((await queue.mine("ben")).map(({ about }) => about), ["a"]);
});

test("what was never sent is replaced by the next save of its form, in its place", async () => {
  const first = await queue.add(edit("first"));
  await queue.add({ ...EDIT, about: "2" });
  const second = await queue.add(edit("second"));
  assert.deepEqual([second.seq, second.base_key], [first.seq, null]);
  assert.deepEqual(await waiting(), ["second", "first"]);
});

test("what was tried stays as it is, and the next save builds on it", async () => {
  const first = await queue.add(edit("first"));
  await queue.attempt(first.seq);
  const second = await queue.add(edit("second"));
  assert.notEqual(second.id, first.id);
  assert.equal(second.base_key, first.id);
  assert.deepEqual(await waiting(), ["first", "second"]);
});

test("another form about the same workout builds on what waits, and replaces nothing", async () => {
  const first = await queue.add(edit("first"));
  const deletion = await queue.add(DELETE);
  const undo = await queue.add({ ...DELETE, url: "/workouts/1/restore" });
  const again = await queue.add(edit("again"));
  assert.deepEqual([deletion, undo, again].map((each) => each.base_key), [first.id, deletion.id, undo.id]);
  assert.equal((await queue.mine("anna")).length, 4);
});

test("the same form of another user replaces and builds on nothing", async () => {
  await queue.add(EDIT);
  const other = await queue.add({ ...EDIT, owner: "ben" });
  assert.equal(other.base_key, null);
  assert.equal((await queue.mine("anna")).length, 1);
});

test("the same address about something else replaces and builds on nothing", async () => {
  await queue.add({ ...EDIT, url: "/log/run", about: "a" });
  const other = await queue.add({ ...EDIT, url: "/log/run", about: "b" });
  assert.equal(other.base_key, null);
  assert.equal((await queue.mine("anna")).length, 2);
});

test("a refused entry is replaced by the next save of its form, which builds on the same", async () => {
  const first = await queue.add(DELETE);
  const second = await queue.add(edit("second"));
  await queue.attempt(first.seq);
  await queue.remove(first.seq);
  await queue.attempt(second.seq);
  await queue.refuse(second.seq, PROBLEM);
  const third = await queue.add(edit("third"));
  assert.deepEqual([third.seq, third.base_key], [second.seq, first.id]);
  assert.deepEqual([third.attempts, third.problem], [0, null]);
  assert.deepEqual(await waiting(), ["third"]);
});

test("a key that may have arrived never stands for anything else", async () => {
  const first = await queue.add(edit("first"));
  await queue.attempt(first.seq); // It arrived, and the reply was lost.
  await queue.attempt(first.seq);
  await queue.refuse(first.seq, PROBLEM); // It was deleted meanwhile, say.
  const second = await queue.add(edit("second"));
  assert.notEqual(second.id, first.id);
});

test("an entry under way is not replaced though it was refused before", async () => {
  const { seq } = await queue.add(edit("first"));
  await queue.attempt(seq);
  await queue.refuse(seq, PROBLEM);
  await queue.retry(seq);
  const second = await queue.add(edit("second"));
  assert.notEqual(second.seq, seq);
  assert.deepEqual(await waiting(), ["first", "second"]);
});

test("a refused entry is put right where it stands, and takes along what it held of the same form", async () => {
  const first = await queue.add(edit("first"));
  await queue.attempt(first.seq);
  await queue.add(edit("second"));
  await queue.refuse(first.seq, PROBLEM);
  const third = await queue.add(edit("third"));
  assert.deepEqual([third.seq, third.problem], [first.seq, null]);
  assert.deepEqual(await waiting(), ["third"]);
});

test("what else it held builds on what it was put right to", async () => {
  const first = await queue.add(edit("first"));
  await queue.attempt(first.seq);
  const deletion = await queue.add(DELETE);
  await queue.refuse(first.seq, PROBLEM);
  const second = await queue.add(edit("second"));
  assert.notEqual(second.id, first.id);
  const [, held] = await queue.mine("anna");
  assert.deepEqual([held.seq, held.id, held.base_key], [deletion.seq, deletion.id, second.id]);
});

test("an attempt is counted, and gives the entry as it is by now", async () => {
  const { seq } = await queue.add(edit("first"));
  await queue.add(edit("second"));
  const entry = await queue.attempt(seq);
  assert.deepEqual([notesOf(entry), entry.attempts], ["second", 1]);
  assert.equal((await queue.mine("anna"))[0].attempts, 1);
});

test("what is gone can't be tried, refused or sent after all", async () => {
  const { seq } = await queue.add(EDIT);
  await queue.remove(seq);
  for (const change of [queue.attempt, queue.refuse, queue.retry, queue.insist]) {
    assert.equal(await change(seq, PROBLEM), undefined);
  }
  assert.deepEqual(await queue.mine("anna"), []);
});

test("to insist names the version that is stored, and builds on it alone", async () => {
  await queue.add(DELETE);
  const { seq, id } = await queue.add(edit("mine"));
  await queue.refuse(seq, PROBLEM);
  const entry = await queue.insist(seq);
  assert.deepEqual([entry.id, entry.base_key, entry.problem], [id, null, null]);
  assert.deepEqual(entry.fields, [["notes", "mine"], ["base_version", "3"]]);
  await queue.refuse(seq, { ...PROBLEM, version: null });
  assert.deepEqual((await queue.insist(seq)).fields[1], ["base_version", ""]);
});

test("to try again changes nothing but the problem", async () => {
  const stored = await queue.add(EDIT);
  await queue.refuse(stored.seq, PROBLEM);
  assert.deepEqual((await queue.mine("anna"))[0].problem, PROBLEM);
  assert.deepEqual(await queue.retry(stored.seq), stored);
});

test("a save drops its draft in the same moment, and only its own", async () => {
  for (const id of ["1", "2"]) await keepDraft({ id, owner: "anna", saved_at: id });
  await queue.add(EDIT, "1");
  assert.deepEqual((await draftsOf("anna")).map(({ id }) => id), ["2"]);
});

test("where the disk is full nothing is stored, the draft stays, and the save says so", async () => {
  await keepDraft({ id: "1", owner: "anna", saved_at: "1" });
  indexedDB.isFull = true;
  await assert.rejects(queue.add(EDIT, "1"), { name: "QuotaExceededError" });
  assert.deepEqual(await queue.mine("anna"), []);
  assert.equal((await draftsOf("anna")).length, 1);
  indexedDB.isFull = false;
  assert.equal((await queue.add(EDIT)).seq, 1);
});

test("a replacement that can't be stored leaves what was there", async () => {
  await queue.add(edit("first"));
  indexedDB.isFull = true;
  await assert.rejects(queue.add(edit("second")), { name: "QuotaExceededError" });
  indexedDB.isFull = false;
  assert.deepEqual(await waiting(), ["first"]);
});

test("two saves at once are both kept, one after the other", async () => {
  const [first, second] = await Promise.all([queue.add(EDIT), queue.add(DELETE)]);
  assert.equal(second.base_key, first.id);
  assert.equal((await queue.mine("anna")).length, 2);
});

test("what was stored is there after a crash, and what was being stored is not", async () => {
  const first = await queue.add(edit("first"));
  const second = queue.add({ ...EDIT, about: "2" });
  while (!indexedDB.live.length) await new Promise(setImmediate);
  const lost = assert.rejects(second);
  indexedDB.crash();
  use(JSON.parse(JSON.stringify(indexedDB.dump())));
  await lost;
  assert.deepEqual(await queue.mine("anna"), [first]);
  assert.equal((await queue.add({ ...EDIT, about: "3" })).seq, 2);
});

test("the place of what was sent is never given again", async () => {
  const { seq } = await queue.add(EDIT);
  await queue.remove(seq);
  assert.notEqual((await queue.add(DELETE)).seq, seq);
});
