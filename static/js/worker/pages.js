// Pages kept for reading without a network: each user's in a cache of their own.
import { done, owner as knownOwner, setOwner, transact } from "../outbox/database.js";

const MOST_PAGES = 100;
export const WARM = "warm"; // Under which the phone knows for whom, and when, pages were kept.
const PAGES = "pages-";
const FOR_ANYONE = `${PAGES}anyone`;
const ANYBODYS = /^\/guide\b/;
const NEVER = /^\/account\b/; // What signs somebody in is shown as it is now, or not at all.
const FILES = /\/static\/[0-9a-f]{12}\//g;
const OWNER = "RunStrength-Owner";

const cacheOf = (owner) => (owner ? `${PAGES}${owner}` : FOR_ANYONE);

// Keep a page that was answered, under its address, in its user's cache. Only a page as it should be
// is kept: no redirect, no error; and of those for anyone, none with a form to sign in.
export async function keepPage(url, response) {
  if (response.status !== 200 || response.redirected) return;
  if (!/^text\/html\b/.test(response.headers.get("Content-Type"))) return;
  const owner = response.headers.get(OWNER);
  const address = url.split("#")[0];
  const { pathname } = new URL(address);
  if (NEVER.test(pathname) || (!owner && !ANYBODYS.test(pathname))) return;
  const cache = await caches.open(cacheOf(owner));
  await cache.delete(address); // So that the newest comes last.
  await cache.put(address, await marked(response));
  const pages = await cache.keys();
  await Promise.all(pages.slice(0, -MOST_PAGES).map((page) => cache.delete(page)));
  // Somebody may have signed out meanwhile.
  if (owner && (await knownOwner()) !== owner) await caches.delete(cacheOf(owner));
}

// A kept page says since when it is kept.
async function marked(response) {
  const text = (await response.text()).replace("<html ", `<html data-kept="${new Date().toISOString()}" `);
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  return new Response(text, { headers });
}

// Let the kept pages ask for the files of a new version: those of the old one are gone.
export async function renewPages(version) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const cache = await caches.open(name);
    for (const page of await cache.keys()) {
      const kept = await cache.match(page);
      const text = (await kept.text()).replaceAll(FILES, `/static/${version}/`);
      await cache.put(page, new Response(text, { headers: kept.headers }));
    }
  }
}

// The page as it was kept; undefined where it never was.
export async function keptPage(url) {
  const address = url.split("#")[0];
  const owner = await knownOwner().catch(() => null);
  for (const name of owner ? [cacheOf(owner), FOR_ANYONE] : [FOR_ANYONE]) {
    const page = await (await caches.open(name)).match(address);
    if (page) return page;
  }
  return undefined;
}

// Note whose phone this is. What was kept of anybody else goes; with null, of everybody.
export async function belongTo(owner) {
  if (owner && owner === (await knownOwner())) return;
  await setOwner(owner);
  await transact(["known"], "readwrite", (known) => done(known.delete(WARM)));
  const others = (await globalThis.caches?.keys()) ?? [];
  const gone = others.filter((name) => name.startsWith(PAGES) && name !== FOR_ANYONE && name !== cacheOf(owner));
  await Promise.all(gone.map((name) => caches.delete(name)));
}

// Whose page an answer is; null for one that is anybody's.
export const ownerOf = (response) => response.headers.get(OWNER);
