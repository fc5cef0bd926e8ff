// The pages that are wanted without a network are read while there is one, and not too often.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { belongTo, keptPage } from "../../static/js/worker/pages.js";
import { markStale, warm } from "../../static/js/worker/warm.js";
import { MemoryCaches } from "./memory-caches.mjs";
import { MemoryIndexedDB } from "./memory-indexeddb.mjs";

const HERE = "http://127.0.0.1/guide";
const CORE = { owner: "anna", version: "1", here: HERE, always: ["/log"], often: ["/today", "/week"] };
let asked;
let isThere;

beforeEach(async () => {
  globalThis.indexedDB?.crash();
  globalThis.indexedDB = new MemoryIndexedDB();
  globalThis.caches = new MemoryCaches();
  asked = [];
  isThere = () => true;
  globalThis.fetch = async (address, { headers }) => {
    asked.push(address);
    if (!isThere(address)) throw new TypeError("Failed to fetch");
    assert.equal(headers.Accept, "text/html");
    const answer = new Response(`<html lang="en">${address}`, { headers: { "Content-Type": "text/html", "RunStrength-Owner": "anna" } });
    Object.defineProperty(answer, "url", { value: new URL(address, HERE).href });
    return answer;
  };
  await belongTo("anna");
});

async function warmed(core = CORE) {
  asked = [];
  await warm(core);
  return asked;
}

const ALL = [HERE, "/today", "/week", "/log"];

test("the first visit reads all, this page first, and keeps it", async () => {
  assert.deepEqual(await warmed(), ALL);
  for (const address of ALL) {
    assert.match(await (await keptPage(new URL(address, HERE).href)).text(), /data-kept/);
  }
});

test("a second visit reads nothing", async () => {
  await warmed();
  assert.deepEqual(await warmed(), []);
});

test("once the log has changed, what follows from it is read again, once", async () => {
  await warmed();
  await markStale();
  assert.deepEqual(await warmed(), ["/today", "/week"]);
  assert.deepEqual(await warmed(), []);
});

test("another version of the app, and another user, read all again", async () => {
  await warmed();
  assert.deepEqual(await warmed({ ...CORE, version: "2" }), ALL);
  assert.deepEqual(await warmed({ ...CORE, version: "2", owner: "ben" }), ALL);
});

test("another day reads all again", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: new Date(2026, 10, 16, 12) });
  await warmed();
  t.mock.timers.setTime(new Date(2026, 10, 17, 12).getTime());
  assert.deepEqual(await warmed(), ALL);
});

test("what broke off is read again", async () => {
  isThere = (address) => address !== "/week";
  assert.deepEqual(await warmed(), [HERE, "/today", "/week"]);
  isThere = () => true;
  assert.deepEqual(await warmed(), ALL);
});

test("what broke off after a change of the log is read again", async () => {
  await warmed();
  await markStale();
  isThere = () => false;
  await warmed();
  isThere = () => true;
  assert.deepEqual(await warmed(), ["/today", "/week"]);
});

test("who signs out and in again has all read again, as it was thrown away", async () => {
  await warmed();
  await belongTo(null);
  await belongTo("anna");
  assert.deepEqual(await warmed(), ALL);
});
