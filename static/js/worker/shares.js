// Files that were shared with the app, or chosen by hand: they wait on the phone for the import.
import { done, transact } from "../outbox/database.js";
import { newId } from "../outbox/id.js";

// Its bytes, as WebKit stores no files in a private window.
export async function keepFile(file, owner) {
  const { name, type, size } = file;
  const bytes = await file.arrayBuffer();
  const kept = { id: newId(), owner, name, type, size, bytes, saved_at: new Date().toISOString() };
  return transact(["shared"], "readwrite", (shared) => done(shared.put(kept)));
}

// The files of a user. One that was shared while nobody was signed in is whoever signs in next.
export async function filesOf(owner) {
  const all = await transact(["shared"], "readonly", (shared) => done(shared.getAll()));
  const own = all.filter((file) => file.owner === owner || file.owner === null);
  return own.map(({ bytes, ...file }) => ({ blob: new Blob([bytes], { type: file.type }), ...file }));
}

export const dropFile = (id) => transact(["shared"], "readwrite", (shared) => done(shared.delete(id)));
