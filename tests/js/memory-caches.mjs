// As much of the browser's caches as static/js/worker/pages.js uses, in memory.
export class MemoryCaches {
  #caches = new Map();

  open = async (name) => this.#caches.get(name) ?? this.#caches.set(name, new MemoryCache()).get(name);

  keys = async () => [...this.#caches.keys()];

  delete = async (name) => this.#caches.delete(name);
}

class MemoryCache {
  #pages = new Map();

  put = async (address, response) => void this.#pages.set(address, response);

  match = async (address) => this.#pages.get(address)?.clone();

  delete = async (address) => this.#pages.delete(address);

  keys = async () => [...this.#pages.keys()];
}
