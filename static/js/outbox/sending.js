// Sending what waits, from a page or from the worker: one of them at a time.
import { done, transact } from "./database.js";
import { TIMEOUT_MS, flush, notBefore, stillToWait } from "./flush.js";
import * as queue from "./queue.js";
import { outcomeIn, requestOf } from "./request.js";

export const SYNC = "outbox";
const LOCK = "outbox";

// All tabs and the worker hear of what came of an entry, and of any change to the outbox.
const channel = globalThis.BroadcastChannel && new BroadcastChannel("outbox");
const listeners = new Set();
channel?.addEventListener("message", ({ data }) => hear(data));

function hear(news) {
  for (const listener of listeners) listener(news);
}

// `listener` gets {id, outcome} of what was tried, and {} where entries came or went.
export const listen = (listener) => listeners.add(listener) && (() => listeners.delete(listener));

export function announce(news = {}) {
  hear(news);
  channel?.postMessage(news);
}

// Send what waits of `owner`. `isWatched` says whether somebody waits for an entry's answer: the
// server then keeps its words for the next page.
export function sendWaiting(owner, isWatched = () => false) {
  const send = (entry) => post(entry, isWatched(entry.id));
  return alone(async () => {
    const left = stillToWait(await waitedFor(), Date.now());
    if (left) return { state: "later", retryAfter: left };
    const ended = await flush(queue, send, owner, ({ id }, outcome) => announce({ id, outcome }));
    if (ended.retryAfter) await waitUntil(notBefore(Date.now(), ended.retryAfter));
    return ended;
  });
}

// A server that asks for time gets it from all tabs and the worker.
const NOT_BEFORE = "not before";
const waitedFor = () => transact(["known"], "readonly", (known) => done(known.get(NOT_BEFORE))).then((at) => at ?? 0);
const waitUntil = (at) => transact(["known"], "readwrite", (known) => done(known.put(at, NOT_BEFORE)));

// Locks are there over https alone; without one the server sees to it that nothing is stored twice.
function alone(work) {
  return globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();
}

async function post(entry, isWatched) {
  const { url, ...request } = requestOf(entry, isWatched);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await outcomeIn(await fetch(url, { ...request, redirect: "manual", cache: "no-store", signal }));
  } catch {
    return { state: "away" };
  }
}
