// What this phone keeps of a user goes: what waits, drafts, shared files, and the pages.
import { done, owner as knownOwner, transact } from "../outbox/database.js";
import { belongTo } from "../worker/pages.js";

export async function forget(owner) {
  await transact(["outbox", "drafts", "shared"], "readwrite", async (...stores) => {
    for (const store of stores) {
      const keys = await done(store.index("owner").getAllKeys(owner));
      for (const key of keys) await done(store.delete(key));
    }
  });
  if ((await knownOwner()) !== owner) return; // Somebody else's phone by now.
  await transact(["known"], "readwrite", (known) => done(known.clear()));
  await belongTo(null);
}
