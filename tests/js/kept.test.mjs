// What else the phone keeps: ids, drafts, and files that were shared.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { draftsOf, dropDraft, keepDraft } from "../../static/js/drafts/drafts.js";
import { owner, setOwner, transact } from "../../static/js/outbox/database.js";
import { newId } from "../../static/js/outbox/id.js";
import { dropFile, filesOf, keepFile } from "../../static/js/worker/shares.js";
import { MemoryIndexedDB } from "./memory-indexeddb.mjs";

beforeEach(() => {
  globalThis.indexedDB?.crash();
  globalThis.indexedDB = new MemoryIndexedDB();
});

test("an id is a random UUID, and no two are the same", () => {
  const ids = Array.from({ length: 1000 }, newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test("an id needs no more than plain http has", (t) => {
  t.mock.method(crypto, "randomUUID", () => assert.fail());
  assert.equal(newId().length, 36);
});

const draft = (id, saved_at, of = "anna") => ({ id, owner: of, url: "/log/run", label: "Run", fields: [["notes", saved_at]], saved_at });

test("drafts come newest first, each user's for themselves", async () => {
  for (const each of [draft("a", "2026-11-16"), draft("b", "2026-11-18"), draft("c", "2026-11-17"), draft("d", "2026-11-19", "ben")]) await keepDraft(each);
  assert.deepEqual((await draftsOf("anna")).map(({ id }) => id), ["b", "c", "a"]);
});

test("a workout has one draft, the latest", async () => {
  for (const saved_at of ["2026-11-16", "2026-11-17"]) await keepDraft(draft("a", saved_at));
  assert.deepEqual(await draftsOf("anna"), [draft("a", "2026-11-17")]);
});

test("a draft that is dropped is gone, and no other", async () => {
  for (const id of ["a", "b"]) await keepDraft(draft(id, "2026-11-16"));
  await dropDraft("a");
  assert.deepEqual((await draftsOf("anna")).map(({ id }) => id), ["b"]);
});

test("a shared file is kept whole for its user", async () => {
  await keepFile(new File(["<gpx/>"], "run.gpx", { type: "application/gpx+xml" }), "anna");
  await keepFile(new File(["other"], "other.gpx"), "ben");
  const [{ name, type, size, blob }, ...more] = await filesOf("anna");
  assert.deepEqual([name, type, size, more], ["run.gpx", "application/gpx+xml", 6, []]);
  assert.equal(await blob.text(), "<gpx/>");
});

test("a file that was shared while nobody was signed in is whoever's comes next", async () => {
  await keepFile(new File(["x"], "run.gpx"), null);
  assert.equal((await filesOf("anna")).length, 1);
});

test("the same file twice is two, and each is dropped alone", async () => {
  const file = new File(["x"], "run.gpx");
  await keepFile(file, "anna");
  await keepFile(file, "anna");
  const [first, second] = await filesOf("anna");
  await dropFile(first.id);
  assert.deepEqual((await filesOf("anna")).map(({ id }) => id), [second.id]);
});

test("the phone knows who was signed in last, and forgets it at a sign-out", async () => {
  assert.equal(await owner(), null);
  await setOwner("anna");
  assert.equal(await owner(), "anna");
  await setOwner(null);
  assert.equal(await owner(), null);
});

test("where one part of a change fails, nothing of it is kept", async () => {
  const work = async (drafts) => {
    drafts.put(draft("a", "2026-11-16"));
    await new Promise((resolve) => (drafts.put(draft("b", "2026-11-16")).onsuccess = resolve));
    throw new Error("no");
  };
  await assert.rejects(transact(["drafts"], "readwrite", work), { message: "no" });
  assert.deepEqual(await draftsOf("anna"), []);
});

test("a database that could not be opened is opened at the next try", async () => {
  const there = indexedDB;
  globalThis.indexedDB = {
    open() {
      const request = { error: new Error("blocked") };
      setImmediate(() => request.onerror());
      return request;
    },
  };
  await assert.rejects(owner(), { message: "blocked" });
  globalThis.indexedDB = there;
  assert.equal(await owner(), null);
});
