// What the phone keeps for itself, in one IndexedDB: the outbox, drafts, shared files, and whose
// they are.
export const NAME = "runstrength";
const VERSION = 1;

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const outbox = asked.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
      outbox.createIndex("owner", "owner");
      const drafts = asked.result.createObjectStore("drafts", { keyPath: "id" });
      drafts.createIndex("owner", "owner");
      const shared = asked.result.createObjectStore("shared", { keyPath: "id" });
      shared.createIndex("owner", "owner");
      asked.result.createObjectStore("known");
    };
    asked.onsuccess = () => {
      const forget = () => (opened = undefined);
      // A newer version of the app may change the stores: let it.
      asked.result.onversionchange = () => forget() ?? asked.result.close();
      asked.result.onclose = forget;
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

// The result of one request.
export const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// What `work` makes of the stores, once it is on disk; nothing of it is kept where it fails.
export async function transact(names, mode, work, durability = "strict") {
  const transaction = (await open()).transaction(names, mode, { durability });
  const kept = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
  try {
    const value = await work(...names.map((name) => transaction.objectStore(name)));
    await kept;
    return value;
  } catch (error) {
    kept.catch(() => {});
    if (!transaction.error) abort(transaction);
    throw error;
  }
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

// Whose phone this is: the user who was signed in last; null after a sign-out.
export const owner = () => transact(["known"], "readonly", (known) => done(known.get("owner"))).then((id) => id ?? null);
export const setOwner = (id) => transact(["known"], "readwrite", (known) => done(known.put(id, "owner")));
