// Asking while one types: not at every key, and only the latest answer counts.

export const WAIT_MS = 400;
export const TIMEOUT_MS = 5000;

// `ask(document, signal)` gives a promise of an answer; `show(answer, document)` gets the answer to
// the latest question, or undefined for one that failed. `timers` are the page's own.
export function asker(ask, show, timers = globalThis) {
  let waiting;
  let asked = 0;
  let current;

  async function now(document) {
    timers.clearTimeout(waiting);
    current?.abort();
    const number = ++asked;
    current = new AbortController();
    const { signal } = current;
    const limit = timers.setTimeout(() => current.signal === signal && current.abort(), TIMEOUT_MS);
    let answer;
    try {
      answer = await ask(document, signal);
    } catch {
      answer = undefined;
    } finally {
      timers.clearTimeout(limit);
    }
    if (number === asked) show(answer, document);
  }

  return {
    now,
    soon(document) {
      timers.clearTimeout(waiting);
      waiting = timers.setTimeout(() => now(document), WAIT_MS);
    },
    // What was asked does not matter any more.
    forget() {
      timers.clearTimeout(waiting);
      current?.abort();
      asked += 1;
    },
  };
}
