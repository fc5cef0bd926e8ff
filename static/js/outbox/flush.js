// Sending what waits: the rules, without a browser. `queue` and `send` are handed in.

export const TIMEOUT_MS = 15_000;
const SHORTEST_S = 5;
const LONGEST_S = 5 * 60;
const LONGEST_ASKED_S = 60 * 60; // A server asks for less; a clock that was set back would mean years.
const TRY_LATER = [408, 425, 429];
const AWAY = [502, 503, 504]; // A proxy speaks for a server that does not.

// Send the entries of `owner` in their order; `tell` hears of each. One that the server refuses, or
// fails at, stays and keeps those of the same `about` behind it; the others go on. Gives the outcome
// after which nothing more can be sent now, or {state: "done"}, with `left` behind for another time.
export async function flush(queue, send, owner, tell = () => {}) {
  const tried = new Set();
  const held = new Set();
  let left = 0;
  for (;;) {
    const waiting = await queue.mine(owner);
    for (const { about, problem } of waiting) if (problem) held.add(about);
    const next = waiting.find(({ seq, about }) => !tried.has(seq) && !held.has(about));
    if (!next) return { state: "done", left };
    tried.add(next.seq);
    const entry = await queue.attempt(next.seq); // As it is by now: it may have been put right.
    if (!entry) continue;
    const outcome = await send(entry);
    if (outcome.state === "sent") await queue.remove(entry.seq);
    if (outcome.state === "refused") await queue.refuse(entry.seq, outcome.problem);
    tell(entry, outcome);
    if (!["sent", "refused", "failed"].includes(outcome.state)) return outcome;
    if (outcome.state !== "sent") held.add(entry.about);
    if (outcome.state === "failed") left += 1;
  }
}

// What an answer means. `body` is its JSON, or null: what is not in our own words is nobody's
// acknowledgement, as the sign-in page of a café's network answers 200, too.
export function outcomeOf({ status, body, retryAfter }) {
  if (status >= 200 && status < 300 && typeof body?.location === "string") {
    return { state: "sent", location: body.location };
  }
  if (status === 401) return { state: "signed-out" };
  if (TRY_LATER.includes(status)) return { state: "later", retryAfter: Number(retryAfter) || 0 };
  if (status >= 500 && !AWAY.includes(status)) return { state: "failed" };
  if (status >= 400 && status < 500 && typeof body?.title === "string") {
    return { state: "refused", problem: body };
  }
  return { state: "away" };
}

// How long to wait before the next try, in seconds, after so many in vain.
export function waitAfter(failures, retryAfter = 0) {
  const asked = Math.min(retryAfter, LONGEST_ASKED_S);
  return Math.max(Math.min(SHORTEST_S * 2 ** (failures - 1), LONGEST_S), asked);
}

// When a server that asked for `retryAfter` seconds may be tried again, by the clock in milliseconds.
export const notBefore = (now, retryAfter) => now + Math.min(retryAfter, LONGEST_ASKED_S) * 1000;

// How many seconds are left until then; none where the clock was set back since.
export function stillToWait(until, now) {
  const left = (until - now) / 1000;
  return left > 0 && left <= LONGEST_ASKED_S ? left : 0;
}
