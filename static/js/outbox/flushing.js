// When a page sends what waits: at each save and load, whenever it comes back to sight or thinks that
// it has a network, and on a timer of its own, as a server that is back tells nobody.
import { waitAfter } from "./flush.js";
import { SYNC, sendWaiting } from "./sending.js";

// Gives a function that sends now. `show` hears of the state that sending ended in.
export function flusher(owner, isWatched, show) {
  let failures = 0;
  let timer;
  let running = null;
  let again = false;

  async function round() {
    do {
      again = false;
      clearTimeout(timer);
      const { state, left, retryAfter } = await sendWaiting(owner, isWatched);
      const isThrough = state === "signed-out" || (state === "done" && !left);
      failures = isThrough ? 0 : failures + 1;
      if (!isThrough) timer = setTimeout(flushNow, waitAfter(failures, retryAfter) * 1000);
      show(state);
    } while (again);
  }

  function flushNow() {
    again = true;
    running ??= round()
      .catch(() => show("unkept"))
      .finally(() => (running = null));
    return running;
  }

  for (const name of ["online", "pageshow"]) addEventListener(name, flushNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flushNow());
  return flushNow;
}

// Ask the browser to send even after the page is closed, where it can.
export async function askForSync() {
  const registration = await navigator.serviceWorker?.ready;
  await registration?.sync?.register(SYNC);
}
