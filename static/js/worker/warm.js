// Keep the pages that are wanted without a network, before there is none.
import { done, transact } from "../outbox/database.js";
import { WARM, keepPage } from "./pages.js";

const STALE = "stale";

// The log has changed, and with it what follows from it.
export const markStale = () => transact(["known"], "readwrite", (known) => done(known.put(true, STALE)));

// Read `always`, and the page `here`, anew each day and version; `often` also where the log has changed;
// until `signal` says that it is enough.
export async function warm({ owner, version, here, always, often }, signal) {
  const now = `${owner} ${version} ${new Date().toDateString()}`;
  const [last, isStale] = await transact(["known"], "readonly", (known) =>
    Promise.all([done(known.get(WARM)), done(known.get(STALE))]),
  );
  const addresses = last !== now ? [here, ...often, ...always] : isStale ? often : [];
  if (!addresses.length) return;
  await transact(["known"], "readwrite", (known) => done(known.delete(STALE)));
  try {
    for (const address of addresses) await read(address, signal);
    await transact(["known"], "readwrite", (known) => done(known.put(now, WARM)));
  } catch {
    await markStale();
  }
}

async function read(address, signal) {
  // What the next page is to say is for a page that somebody sees.
  const response = await fetch(address, { headers: { Accept: "text/html", "RunStrength-Ahead": "1" }, signal });
  await keepPage(response.url, response);
}
