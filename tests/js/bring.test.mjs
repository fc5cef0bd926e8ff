// Files on their way from the phone to the server, and what is worth saying of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { AWAY, bring } from "../../static/js/imports/bring.js";
import { quarters } from "../../static/js/imports/quarters.js";
import { filesOf, keepFile } from "../../static/js/worker/shares.js";
import { MemoryIndexedDB } from "./memory-indexeddb.mjs";

const TAKEN = { status: 202, told: { id: "7" } };
const names = async () => (await filesOf("anna")).map(({ name }) => name);

// What was asked, and where the page went; `answer` is what the server says, or an error.
async function brought(files, answer) {
  const asked = [], went = [];
  const by = async (url, body, headers) => {
    asked.push({ url, headers, names: body.getAll("file").map(({ name }) => name) });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { ...(await bring(files, "anna", { by, go: (to) => went.push(to) })), asked, went };
}

beforeEach(async () => {
  globalThis.indexedDB?.crash();
  globalThis.indexedDB = new MemoryIndexedDB();
  for (const name of ["a.gpx", "b.gpx"]) await keepFile(new File(["<gpx/>"], name), "anna");
});

test("a file leaves the phone once the server has it, and the page goes where it is shown", async () => {
  const [first] = await filesOf("anna");
  const { problem, asked, went } = await brought([first], TAKEN);
  assert.equal(problem, "");
  assert.deepEqual(asked, [
    { url: "/api/v1/imports", headers: { Accept: "application/json", "RunStrength-Owner": "anna" }, names: [first.name] },
  ]);
  assert.deepEqual(went, ["/imports/7"]);
  assert.equal((await names()).length, 1);
  assert.ok(!(await names()).includes(first.name));
});

test("several files go together", async () => {
  const { asked } = await brought(await filesOf("anna"), TAKEN);
  assert.deepEqual(asked[0].names.sort(), ["a.gpx", "b.gpx"]);
  assert.deepEqual(await names(), []);
});

for (const [what, answer, problem, isAway] of [
  ["nobody answers", new TypeError("no network"), AWAY, true],
  ["the server refuses it", { status: 422, told: { errors: [{ field: "file", message: "Choose a file first." }] } }, "Choose a file first.", false],
  ["it is too large", { status: 413, told: { title: "Too large", detail: "At most 2 GB." } }, "At most 2 GB.", false],
]) {
  test(`a file stays on the phone when ${what}`, async () => {
    const result = await brought(await filesOf("anna"), answer);
    assert.deepEqual([result.problem, result.isAway, result.went], [problem, isAway, []]);
    assert.equal((await names()).length, 2);
  });
}

test("an answer that is no document is no success", async () => {
  const { problem, went } = await brought(await filesOf("anna"), { status: 502, told: null });
  assert.match(problem, /could not take it/);
  assert.deepEqual(went, []);
});

test("of a bar that moves each quarter is said once", () => {
  const isNews = quarters();
  const said = [0, 0.1, 0.25, 0.3, 0.6, 0.55, 0.74, 0.75, 1, 1].filter((share) => isNews(share));
  assert.deepEqual(said, [0.25, 0.6, 0.75, 1]);
});
