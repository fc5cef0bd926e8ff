// What an answer means, and how long to wait for the next.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeOf, waitAfter } from "../../static/js/outbox/flush.js";
import { outcomeIn, requestOf } from "../../static/js/outbox/request.js";

const LOCATION = { location: "/week" };
const PROBLEM = { title: "Not valid", detail: "No." };
const SENT = { state: "sent", location: "/week" };
const AWAY = { state: "away" };
const FAILED = { state: "failed" };
const LATER = { state: "later", retryAfter: 0 };
const REFUSED = { state: "refused", problem: PROBLEM };

// `null` is any body that is no JSON, such as a page.
const MEANINGS = [
  [200, LOCATION, SENT],
  [201, LOCATION, SENT],
  [200, null, AWAY], // A café's sign-in page.
  [200, {}, AWAY],
  [200, { location: 1 }, AWAY],
  [200, [], AWAY],
  [204, null, AWAY],
  [0, null, AWAY], // A redirect that a script may not see.
  [302, null, AWAY],
  [304, null, AWAY],
  [401, PROBLEM, { state: "signed-out" }],
  [401, null, { state: "signed-out" }],
  ...[400, 403, 404, 405, 409, 410, 413, 415, 422].flatMap((status) => [
    [status, PROBLEM, REFUSED],
    [status, null, AWAY],
    [status, {}, AWAY],
  ]),
  ...[408, 425, 429].flatMap((status) => [[status, PROBLEM, LATER], [status, null, LATER]]),
  ...[500, 501, 505, 507].flatMap((status) => [[status, PROBLEM, FAILED], [status, null, FAILED]]),
  ...[502, 503, 504].flatMap((status) => [[status, PROBLEM, AWAY], [status, null, AWAY]]),
];

for (const [status, body, meaning] of MEANINGS) {
  test(`${status} with ${JSON.stringify(body)} is "${meaning.state}"`, () => {
    assert.deepEqual(outcomeOf({ status, body, retryAfter: null }), meaning);
  });
}

test("a server that is busy says when to come back, or does not", () => {
  const retryAfter = (said) => outcomeOf({ status: 429, body: null, retryAfter: said }).retryAfter;
  assert.deepEqual(["7", null, "soon", "Wed, 18 Nov 2026 07:00:00 GMT"].map(retryAfter), [7, 0, 0, 0]);
});

test("each try in vain doubles the wait, up to five minutes", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 60].map((failures) => waitAfter(failures));
  assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
});

test("a server's own wait is kept where it is longer", () => {
  assert.deepEqual([waitAfter(1, 60), waitAfter(3, 7), waitAfter(9, 900)], [60, 20, 900]);
});

const ENTRY = {
  id: "a key", owner: "anna", url: "/log/run", base_key: null, attempts: 1, problem: null, label: "Run",
  fields: [["notes", "à & b\nc"], ["date", "2026-11-16"], ["date", "2026-11-17"]],
};

test("a request carries the fields as typed, whose they are, and its key", () => {
  const { url, method, headers, body } = requestOf(ENTRY, true);
  assert.deepEqual([url, method], ["/log/run", "POST"]);
  assert.deepEqual(headers, { Accept: "application/json", "Idempotency-Key": "a key", "RunStrength-Owner": "anna" });
  assert.deepEqual([...new URLSearchParams(`${body}`)], ENTRY.fields);
});

test("a request whose answer nobody watches says so", () => {
  assert.equal(requestOf(ENTRY, false).headers.Prefer, "return=minimal");
});

test("a request names the entry that it builds on, in the place of what a form says", () => {
  const fields = [["base_key", "typed"], ["notes", ""]];
  const { body } = requestOf({ ...ENTRY, fields, base_key: "another key" }, true);
  assert.deepEqual(body.getAll("base_key"), ["another key"]);
});

test("an answer is read as JSON only where it says that it is", async () => {
  const answer = (type, text) => new Response(text, { headers: { "Content-Type": type } });
  const said = '{"location": "/week"}';
  assert.deepEqual(await outcomeIn(answer("application/json", said)), SENT);
  assert.deepEqual(await outcomeIn(answer("text/html", said)), AWAY);
  const problem = { status: 422, headers: { "Content-Type": "application/problem+json" } };
  assert.deepEqual(await outcomeIn(new Response(JSON.stringify(PROBLEM), problem)), REFUSED);
  const busy = { status: 429, headers: { "Retry-After": "7" } };
  assert.deepEqual(await outcomeIn(new Response("", busy)), { state: "later", retryAfter: 7 });
});

test("an answer that breaks off is no answer", async () => {
  const cut = new Response('{"location": "/we', { headers: { "Content-Type": "application/json" } });
  await assert.rejects(outcomeIn(cut), SyntaxError);
});
