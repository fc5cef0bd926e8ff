// Workouts that are being typed: kept from the first keystroke on, and dropped by a save or by hand.
import { done, transact } from "../outbox/database.js";

// {id, owner, url, label, fields, saved_at}; `id` is the workout's, `url` the address of its form.
export const keepDraft = (draft) =>
  transact(["drafts"], "readwrite", (drafts) => done(drafts.put(draft)), "relaxed");

export const dropDraft = (id) => transact(["drafts"], "readwrite", (drafts) => done(drafts.delete(id)));

// The drafts of a user, the newest first.
export async function draftsOf(owner) {
  const found = await transact(["drafts"], "readonly", (drafts) => done(drafts.index("owner").getAll(owner)));
  return found.sort((a, b) => b.saved_at.localeCompare(a.saved_at));
}
