// A phone without its browser: the app's own queue and flush rules, over an IndexedDB in memory. It is
// told what to do in lines of JSON, {n, do, ...}, and answers {n, gives} or {n, fails}. What is to be
// sent is handed out as {n, send}; {do: "hear", n, answer} brings what came back.
import { createInterface } from "node:readline";
import { flush } from "../../static/js/outbox/flush.js";
import * as queue from "../../static/js/outbox/queue.js";
import { outcomeIn, requestOf } from "../../static/js/outbox/request.js";
import { MemoryIndexedDB } from "../js/memory-indexeddb.mjs";

const AWAY = { state: "away" };
const listening = new Map();

globalThis.indexedDB = new MemoryIndexedDB();

const works = {
  forget: () => restart(new MemoryIndexedDB()),
  crash: () => restart(new MemoryIndexedDB(JSON.parse(JSON.stringify(indexedDB.dump())))),
  mine: ({ owner }) => queue.mine(owner),
  add: ({ entry }) => queue.add(entry),
  remove: ({ seq }) => queue.remove(seq),
  retry: ({ seq }) => queue.retry(seq),
  insist: ({ seq }) => queue.insist(seq),
  flush: async ({ n, owner }) => {
    const told = [];
    const ended = await flush(queue, sendBy(n), owner, ({ id }, outcome) => told.push({ id, outcome }));
    return { ...ended, told };
  },
};

// What ran is left where it stood: nobody answers it any more.
function restart(disk) {
  listening.clear();
  indexedDB.crash();
  globalThis.indexedDB = disk;
}

const sendBy = (n) => (entry) =>
  new Promise((resolve) => {
    const { url, headers, body } = requestOf(entry, false);
    listening.set(n, (answer) => resolve(answer ? outcomeIn(responseOf(answer)).catch(() => AWAY) : AWAY));
    say({ n, send: { entry, url, headers, body: `${body}` } });
  });

const responseOf = ({ status, headers, text }) => new Response(text, { status, headers });

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

createInterface({ input: process.stdin }).on("line", async (line) => {
  const asked = JSON.parse(line);
  if (asked.do === "hear") return listening.get(asked.n)?.(asked.answer);
  try {
    say({ n: asked.n, gives: (await works[asked.do](asked)) ?? null });
  } catch (error) {
    say({ n: asked.n, fails: `${error?.stack ?? error}` });
  }
});
