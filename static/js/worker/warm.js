// Keep the pages that are wanted without a network, before there is none.
import { done, transact } from "../outbox/database.js";
import { keepPage } from "./pages.js";

const WARM = "warm";
const STALE = "stale";

// The log has changed, and with it what follows from it.
export const markStale = () => transact(["known"], "readwrite", (known) => done(known.put(true, STALE)));

// Read `always` anew each day and version, and `often` also where the log has changed.
export async function warm({ owner, version, always, often }) {
  if (!globalThis.caches) return;
  const now = `${owner} ${version} ${new Date().toDateString()}`;
  const [last, isStale] = await transact(["known"], "readonly", (known) =>
    Promise.all([done(known.get(WARM)), done(known.get(STALE))]),
  );
  const addresses = last !== now ? [location.href, ...often, ...always] : isStale ? often : [];
  if (!addresses.length) return;
  await transact(["known"], "readwrite", (known) => done(known.delete(STALE)));
  try {
    for (const address of addresses) await read(address);
    await transact(["known"], "readwrite", (known) => done(known.put(now, WARM)));
  } catch {
    await markStale();
  }
}

async function read(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  await keepPage(response.url, response);
}
