// The outbox: forms to send again, in the order in which they were saved. It knows nothing of what
// they are about, but that two of the same `about` have to arrive in their order.
//
// An entry: {seq, id, owner, url, about, fields, base_key, label, page, day, saved_at, attempts,
// problem}. `id` is its Idempotency-Key; `fields` are [name, text] as typed; `base_key` is the id of
// the entry that it builds on; `page` is where it can be put right; `day` is the date it belongs to;
// `problem` says why the server refused it.
import { done, transact } from "./database.js";
import { newId } from "./id.js";

// The entries of a user, first come first.
export const mine = (owner) => transact(["outbox"], "readonly", (outbox) => ofOwner(outbox, owner));

// Store an entry, and drop the draft that it was made of. What the same form sent before is replaced
// where it surely has not arrived; else the new entry builds on what is last about the same.
export function add(entry, draft) {
  return transact(["outbox", "drafts"], "readwrite", async (outbox, drafts) => {
    const alike = (await ofOwner(outbox, entry.owner)).filter(({ about }) => about === entry.about);
    const replaced = replacedBy(entry, alike);
    const own = replaced.length ? takingPlaceOf(replaced[0]) : { id: newId(), base_key: alike.at(-1)?.id ?? null };
    for (const { seq } of replaced) await done(outbox.delete(seq));
    const stored = { ...entry, ...own, attempts: 0, problem: null };
    stored.seq = await done(outbox.put(stored));
    const gone = replaced.map(({ id }) => id);
    for (const later of alike.filter((each) => !replaced.includes(each) && gone.includes(each.base_key))) {
      await done(outbox.put({ ...later, base_key: stored.id }));
    }
    if (draft) await done(drafts.delete(draft));
    return stored;
  });
}

// One that was refused holds what follows, so it is put right where it stands, and takes those of the
// same form along that it held; of others, the last.
function replacedBy({ url }, alike) {
  const same = alike.filter((each) => each.url === url && isCertainlyUnsent(each));
  const refused = same.findIndex(({ problem }) => problem !== null);
  return refused >= 0 ? same.slice(refused) : same.filter((each) => each === alike.at(-1));
}

// A key that was ever sent stands for nothing else: the server may know it, from before a refusal, and
// would take the new for done.
const takingPlaceOf = ({ seq, id, base_key, attempts }) => ({ seq, id: attempts ? newId() : id, base_key });

// Note that an entry is about to be sent, and give it as it is then; undefined where it is gone.
export const attempt = (seq) => change(seq, (entry) => ({ ...entry, attempts: entry.attempts + 1 }));

export const remove = (seq) => transact(["outbox"], "readwrite", (outbox) => done(outbox.delete(seq)));

export const refuse = (seq, problem) => change(seq, (entry) => ({ ...entry, problem }));

export const retry = (seq) => change(seq, (entry) => ({ ...entry, problem: null }));

// Send a refused entry after all, in the place of the version that the refusal named.
export const insist = (seq) =>
  change(seq, (entry) => ({
    ...entry,
    base_key: null,
    fields: withField(entry.fields, "base_version", String(entry.problem.version ?? "")),
    problem: null,
  }));

// Whether the server can't have stored it: it was never sent, or was refused for good.
export const isCertainlyUnsent = ({ attempts, problem }) => attempts === 0 || problem !== null;

const ofOwner = (outbox, owner) => done(outbox.index("owner").getAll(owner));

// The entry after `made` of what is stored; undefined where it is gone.
function change(seq, made) {
  return transact(["outbox"], "readwrite", async (outbox) => {
    const entry = await done(outbox.get(seq));
    if (entry) await done(outbox.put(made(entry)));
    return entry && made(entry);
  });
}

function withField(fields, name, text) {
  return [...fields.filter(([other]) => other !== name), [name, text]];
}
