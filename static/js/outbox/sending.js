// Sending what waits, from a page or from the worker: one of them at a time.
import { TIMEOUT_MS, flush, outcomeOf } from "./flush.js";
import * as queue from "./queue.js";

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
  return alone(() => flush(queue, send, owner, ({ id }, outcome) => announce({ id, outcome })));
}

// Locks are there over https alone; without one the server sees to it that nothing is stored twice.
function alone(work) {
  return globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();
}

async function post({ url, fields, base_key: base, id, owner }, isWatched) {
  const headers = { Accept: "application/json", "Idempotency-Key": id, "RunStrength-Owner": owner };
  if (!isWatched) headers.Prefer = "return=minimal";
  const sent = new URLSearchParams(fields);
  if (base) sent.set("base_key", base);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const asked = { method: "POST", body: sent, headers, redirect: "manual", cache: "no-store", signal };
    const answer = await fetch(url, asked);
    const isJson = /\bjson\b/.test(answer.headers.get("Content-Type"));
    const body = isJson ? await answer.json() : null;
    return outcomeOf({ status: answer.status, body, retryAfter: answer.headers.get("Retry-After") });
  } catch {
    return { state: "away" };
  }
}
