// The service worker: it reads, and takes what is shared; the pages write. A page comes from the
// network, or from what was kept where that takes too long; files come from the cache of their version.
import { owner } from "../outbox/database.js";
import { SYNC, sendWaiting } from "../outbox/sending.js";
import { belongTo, keepPage, keptPage, ownerOf, renewPages } from "./pages.js";
import { keepFile } from "./shares.js";
import { warm } from "./warm.js";

const PATIENCE_MS = 3000;
const FILES = "files-";
const DOWNLOADS = /\.(zip|csv|gpx|tcx|ics)$/; // No page could stand in for one.
const STAND_INS = /^\/(log\/(run|lift))?$/;
const AWAY = [502, 503, 504]; // A proxy speaks for a server that does not.

// `version` names this version of the `files`; `offline`, one of them, is the page for want of any.
export function serve({ version, files, offline }) {
  const cacheName = `${FILES}${version}`;

  const rules = [
    { takes: ({ method, path }) => method === "POST" && path === "/share", answer: receive },
    { takes: ({ method }) => method !== "GET", answer: null },
    { takes: ({ path }) => path.startsWith("/static/"), answer: fileOf },
    { takes: ({ path }) => DOWNLOADS.test(path), answer: null },
    { takes: ({ isPage }) => isPage, answer: pageOf },
  ];

  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(activate()));
  addEventListener("message", (event) => {
    if (event.data === "apply") skipWaiting();
    if (event.data === "claim") event.waitUntil(clients.claim());
    if (event.data === "leave off") leaveOff();
    if (event.data.warm) event.waitUntil(warmOnce(event.data.warm));
  });
  addEventListener("sync", (event) => event.tag === SYNC && event.waitUntil(sendAll()));
  addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (url.origin !== location.origin) return;
    const asked = { method: event.request.method, path: url.pathname, isPage: event.request.mode === "navigate" };
    const answer = rules.find(({ takes }) => takes(asked))?.answer;
    if (answer) event.respondWith(answer(event, url));
  });

  async function install() {
    const cache = await caches.open(cacheName);
    await cache.addAll(files);
  }

  async function activate() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(FILES) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await renewPages(version);
    await clients.claim();
  }

  async function pageOf(event, { pathname, searchParams }) {
    const { request } = event;
    const network = fetch(request).then((response) => answered(event, response));
    event.waitUntil(network.catch(() => {}));
    const soon = await Promise.race([network.catch(() => null), after(PATIENCE_MS)]);
    if (soon && !AWAY.includes(soon.status)) return soon;
    const kept = (await keptPage(request.url)) ?? (standsIn(pathname, searchParams) ? await keptPage(standIn(pathname)) : null);
    return kept ?? soon ?? (await caches.open(cacheName)).match(offline);
  }

  async function answered(event, response) {
    const of = ownerOf(response);
    if (of) await belongTo(of).catch(() => {});
    event.waitUntil(keepPage(event.request.url, response.clone()).catch(() => {}));
    return response;
  }
}

// The start leads the signed-in on to today; a form to log with is one, however it is opened.
// A plan is no log, and a lift after a run starts when that ended.
const standsIn = (pathname, asked) => STAND_INS.test(pathname) && !asked.has("plan") && !asked.has("after");
const standIn = (pathname) => location.origin + (pathname === "/" ? "/today" : pathname);

// Of any version: a newer one's may be here, and wait.
const fileOf = async ({ request }) => (await caches.match(request)) ?? fetch(request);

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms, null));

// Pages ask for it each; it outlives any of them.
let warming = null;
let leaveOff = () => {};
function warmOnce(wanted) {
  if (warming) return warming;
  const left = new AbortController();
  leaveOff = () => left.abort();
  return (warming = warm(wanted, left.signal).finally(() => (warming = null)));
}

async function receive({ request }) {
  const of = await owner();
  for (const [, file] of await request.formData()) if (file instanceof File) await keepFile(file, of);
  return Response.redirect("/waiting#files", 303);
}

// What could not be sent makes the browser try once more, later.
async function sendAll() {
  const of = await owner();
  if (!of) return;
  const { state, left } = await sendWaiting(of);
  if (left || !["done", "signed-out"].includes(state)) throw new Error(state);
}
