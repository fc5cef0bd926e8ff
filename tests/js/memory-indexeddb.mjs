// As much of IndexedDB as static/js/outbox/database.js uses, in memory. A transaction ends by itself
// once nothing more is asked of it; aborted, it leaves nothing behind. Values are copied in and out.

export class MemoryIndexedDB {
  // `disk` is what another one dumped.
  constructor(disk = { version: 0, stores: {} }) {
    this.version = disk.version;
    this.stores = new Map(Object.entries(disk.stores).map(([name, store]) => [name, loaded(store)]));
    this.isFull = false;
    this.live = []; // Transactions that have not ended, in their order.
    this.connections = new Set();
  }

  open(name, version) {
    const request = new Request();
    setImmediate(() => {
      const connection = new Connection(this);
      request.result = connection;
      this.connections.add(connection);
      if (version > this.version) {
        this.version = version;
        request.onupgradeneeded?.();
      }
      setImmediate(() => request.onsuccess?.());
    });
    return request;
  }

  dump() {
    const stores = [...this.stores].map(([name, { rows, ...store }]) => [name, { ...store, rows: [...rows] }]);
    return structuredClone({ version: this.version, stores: Object.fromEntries(stores) });
  }

  // Close every connection, as a browser does that is killed.
  crash() {
    for (const transaction of [...this.live]) transaction.abort();
    for (const connection of this.connections) connection.onclose?.();
    this.connections.clear();
  }
}

const loaded = (store) => structuredClone({ ...store, rows: new Map(store.rows) });

class Request {
  settle(outcome, value) {
    if (outcome === "success") this.result = value;
    else this.error = value;
    this[`on${outcome}`]?.();
  }
}

class Connection {
  constructor(database) {
    this.database = database;
  }

  createObjectStore(name, { keyPath = null, autoIncrement = false } = {}) {
    const store = { keyPath, autoIncrement, next: 1, indexes: {}, rows: new Map() };
    this.database.stores.set(name, store);
    return { createIndex: (index, path) => (store.indexes[index] = path) };
  }

  transaction(names, mode = "readonly") {
    for (const name of [].concat(names)) {
      if (!this.database.stores.has(name)) throw new DOMException(name, "NotFoundError");
    }
    return new Transaction(this.database, [].concat(names), mode);
  }

  close() {
    this.database.connections.delete(this);
  }
}

class Transaction {
  constructor(database, names, mode) {
    Object.assign(this, { database, names, mode, asked: [], before: null, error: null, isOver: false });
    database.live.push(this);
    setImmediate(() => this.step());
  }

  objectStore(name) {
    return new Store(this, name);
  }

  ask(work) {
    if (this.isOver) throw new DOMException("The transaction has ended.", "TransactionInactiveError");
    const request = new Request();
    this.asked.push({ request, work });
    return request;
  }

  // One request a turn, so that whatever waits for its result runs before the next.
  step() {
    if (this.isOver) return;
    setImmediate(() => this.step());
    if (!this.mayRun()) return;
    if (this.mode === "readwrite") {
      this.before ??= this.names.map((name) => structuredClone(this.database.stores.get(name)));
    }
    const next = this.asked.shift();
    if (!next) return this.end("complete");
    try {
      next.request.settle("success", next.work());
    } catch (error) {
      next.request.settle("error", error);
      this.abort(error);
    }
  }

  // Writers wait for all that came before them in the same stores, readers for writers.
  mayRun() {
    const earlier = this.database.live.slice(0, this.database.live.indexOf(this));
    return !earlier.some(
      ({ names, mode }) =>
        (mode === "readwrite" || this.mode === "readwrite") && names.some((name) => this.names.includes(name)),
    );
  }

  abort(error = null) {
    if (this.isOver) throw new DOMException("The transaction has ended.", "InvalidStateError");
    this.error = error;
    if (this.mode === "readwrite" && this.before) {
      this.names.forEach((name, n) => this.database.stores.set(name, this.before[n]));
    }
    this.end("abort");
    const gone = new DOMException("The transaction was aborted.", "AbortError");
    for (const { request } of this.asked.splice(0)) request.settle("error", gone);
  }

  end(how) {
    this.isOver = true;
    this.database.live = this.database.live.filter((other) => other !== this);
    setImmediate(() => this[`on${how}`]?.());
  }
}

class Store {
  constructor(transaction, name) {
    Object.assign(this, { transaction, name });
  }

  // Looked up anew each time, as an abort puts another in its place.
  get kept() {
    return this.transaction.database.stores.get(this.name);
  }

  get = (key) => this.#read(({ rows }) => rows.get(key));

  getAll = () => this.#read(({ rows }) => inOrder(rows).map(([, value]) => value));

  put = (value, key) => this.#write((kept) => stored(kept, value, key));

  delete = (key) => this.#write(({ rows }) => void rows.delete(key));

  add = (value, key) =>
    this.#write((kept) => {
      if (kept.rows.has(keyOf(kept, value, key))) throw new DOMException("The key is taken.", "ConstraintError");
      return stored(kept, value, key);
    });

  index(name) {
    const path = this.kept.indexes[name];
    const found = ({ rows }, wanted) => inOrder(rows).filter(([, value]) => value[path] === wanted);
    return {
      getAll: (wanted) => this.#read((kept) => found(kept, wanted).map(([, value]) => value)),
      getAllKeys: (wanted) => this.#read((kept) => found(kept, wanted).map(([key]) => key)),
    };
  }

  #read(work) {
    return this.transaction.ask(() => structuredClone(work(this.kept)));
  }

  #write(work) {
    const { transaction } = this;
    if (transaction.mode !== "readwrite") throw new DOMException("It only reads.", "ReadOnlyError");
    return transaction.ask(() => {
      if (transaction.database.isFull) throw new DOMException("The disk is full.", "QuotaExceededError");
      return work(this.kept);
    });
  }
}

const keyOf = ({ keyPath }, value, key) => (keyPath ? value[keyPath] : key);

function stored(kept, value, key) {
  const copy = structuredClone(value);
  const found = keyOf(kept, copy, key) ?? (kept.autoIncrement ? kept.next : undefined);
  if (found === undefined) throw new DOMException("There is no key.", "DataError");
  if (kept.keyPath) copy[kept.keyPath] = found;
  if (kept.autoIncrement && found >= kept.next) kept.next = found + 1;
  kept.rows.set(found, copy);
  return found;
}

const inOrder = (rows) => [...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
