// Pages kept for reading without a network are their user's alone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { owner } from "../../static/js/outbox/database.js";
import { belongTo, keepPage, keptPage, ownerOf, renewPages } from "../../static/js/worker/pages.js";
import { MemoryCaches } from "./memory-caches.mjs";
import { MemoryIndexedDB } from "./memory-indexeddb.mjs";

const WEEK = "http://127.0.0.1/week";
const GUIDE = "http://127.0.0.1/guide";
const HTML = "text/html; charset=utf-8";

beforeEach(() => {
  globalThis.indexedDB?.crash();
  globalThis.indexedDB = new MemoryIndexedDB();
  globalThis.caches = new MemoryCaches();
});

function page(words, of = null, { type = HTML, status = 200, ...more } = {}) {
  const headers = { "Content-Type": type, Vary: "Cookie", "Content-Encoding": "br", "Content-Length": "9", ...more };
  if (of) headers["RunStrength-Owner"] = of;
  return new Response(`<!doctype html><html lang="en"><p>${words}`, { status, headers });
}

const kept = async (url) => (await keptPage(url))?.text();
const personal = async () => (await caches.keys()).filter((name) => name !== "pages-anyone");

test("a page is kept for its user, and says since when", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page("Week", "anna"));
  assert.match(await kept(WEEK), /<html data-kept="\d{4}-\d\d-\d\dT[\d:.]+Z" lang="en"><p>Week/);
});

test("a kept page has no headers that are true of its way alone", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page("Week", "anna"));
  const { headers } = await keptPage(WEEK);
  assert.deepEqual(["Vary", "Content-Encoding", "Content-Length"].map((name) => headers.get(name)), [null, null, null]);
  assert.equal(headers.get("Content-Type"), HTML);
});

test("a place within a page is the page, to keep and to find", async () => {
  await keepPage(`${GUIDE}#recovery`, page("Guide"));
  assert.match(await kept(`${GUIDE}#order`), /Guide/);
  assert.equal(await kept(`${GUIDE}?next=1`), undefined);
});

test("errors, redirects and what is no page are not kept", async () => {
  const redirected = page("Sign in");
  Object.defineProperty(redirected, "redirected", { value: true });
  const others = [redirected, page("Broken", null, { status: 500 }), page("No", null, { status: 404 }), page("{}", null, { type: "application/json" })];
  for (const each of others) await keepPage(GUIDE, each);
  assert.equal(await kept(GUIDE), undefined);
});

test("of the pages that are nobody's only the guide is kept, for everybody", async () => {
  await keepPage("http://127.0.0.1/sign-in", page("Sign in"));
  await keepPage(GUIDE, page("Guide"));
  assert.equal(await kept("http://127.0.0.1/sign-in"), undefined);
  assert.match(await kept(GUIDE), /Guide/);
  await belongTo("anna");
  assert.match(await kept(GUIDE), /Guide/);
});

test("one's own page stands before everybody's", async () => {
  await keepPage(GUIDE, page("for everybody"));
  await belongTo("anna");
  await keepPage(GUIDE, page("of Anna", "anna"));
  assert.match(await kept(GUIDE), /of Anna/);
});

test("with a new version kept pages ask for its files, and stay as they are", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page('<link href="/static/0123456789ab/a.css"> /static/other/b', "anna"));
  await renewPages("ba9876543210");
  assert.match(await kept(WEEK), /data-kept=.*<link href="\/static\/ba9876543210\/a.css"> \/static\/other\/b/);
});

test("the newest of an address stands for it", async () => {
  for (const words of ["old", "new"]) await keepPage(GUIDE, page(words));
  assert.match(await kept(GUIDE), /new/);
});

test("of more than a hundred pages those kept longest ago go, and one kept anew is new", async () => {
  const address = (n) => `http://127.0.0.1/guide/${n}`;
  for (let n = 1; n <= 100; n += 1) await keepPage(address(n), page(n));
  await keepPage(address(1), page("again"));
  await keepPage(address(101), page(101));
  const found = await Promise.all([1, 2, 3, 101].map((n) => kept(address(n))));
  assert.deepEqual(found.map(Boolean), [true, false, true, true]);
});

test("nobody is shown a page of somebody else's", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page("of Anna", "anna"));
  await belongTo("ben");
  assert.deepEqual(await personal(), []);
  assert.equal(await kept(WEEK), undefined);
});

test("at a sign-out all personal pages go, and anybody's stay", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page("of Anna", "anna"));
  await keepPage(GUIDE, page("Guide"));
  await belongTo(null);
  assert.equal(await owner(), null);
  assert.deepEqual(await personal(), []);
  assert.match(await kept(GUIDE), /Guide/);
});

test("a page of the account is never kept: it may show what signs somebody in", async () => {
  await belongTo("anna");
  for (const path of ["/account", "/account/password", "/account/tokens", "/account/devices?a=b"]) {
    await keepPage(`http://127.0.0.1${path}`, page("Account", "anna"));
    assert.equal(await kept(`http://127.0.0.1${path}`), undefined);
  }
  await keepPage("http://127.0.0.1/accounting", page("Another page", "anna"));
  assert.match(await kept("http://127.0.0.1/accounting"), /Another page/);
});

test("a personal page that comes after its user has signed out is not kept", async () => {
  await belongTo("anna");
  await belongTo(null);
  await keepPage(WEEK, page("of Anna", "anna"));
  assert.deepEqual(await personal(), []);
});

test("the same user again costs nothing that is kept", async () => {
  await belongTo("anna");
  await keepPage(WEEK, page("of Anna", "anna"));
  await belongTo("anna");
  assert.match(await kept(WEEK), /of Anna/);
});

test("other caches are left alone", async () => {
  await belongTo("anna");
  await caches.open("files-1");
  await belongTo(null);
  assert.deepEqual(await caches.keys(), ["files-1"]);
});

test("a browser without caches still knows whose phone it is", async () => {
  delete globalThis.caches;
  await belongTo("anna");
  assert.equal(await owner(), "anna");
});

test("an answer tells whose it is", () => {
  assert.deepEqual([ownerOf(page("", "anna")), ownerOf(page(""))], ["anna", null]);
});
