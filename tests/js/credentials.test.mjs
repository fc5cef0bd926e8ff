// What passkeys take and give, and the ceremony between the server and the device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, bytesOf, ceremony, post, textOf, toCreate, toGet } from "../../static/js/accounts/credentials.js";

const bytes = (...numbers) => Uint8Array.from(numbers);
const ALL = Uint8Array.from({ length: 256 }, (_, number) => number);
const CREDENTIAL = {
  id: "_-8",
  rawId: bytes(255, 239).buffer,
  type: "public-key",
  authenticatorAttachment: "platform",
  response: { clientDataJSON: bytes(1).buffer, authenticatorData: bytes(2).buffer, signature: bytes(3).buffer, userHandle: null },
};

test("base64url goes there and back, for every byte and every length", () => {
  for (const length of [0, 1, 2, 3, 16, 32, 256]) {
    const text = textOf(ALL.slice(0, length).buffer);
    assert.match(text, /^[\w-]*$/);
    assert.deepEqual(bytesOf(text), ALL.slice(0, length));
    assert.equal(text, Buffer.from(ALL.slice(0, length)).toString("base64url"));
  }
});

test("options for a new passkey carry bytes where the browser wants them, and the rest as it was", () => {
  const options = { rp: { id: "localhost" }, challenge: "AQI", user: { id: "Aw", name: "anna" }, excludeCredentials: [{ id: "BA", type: "public-key" }], timeout: 5 };
  assert.deepEqual(toCreate(options), {
    rp: { id: "localhost" },
    challenge: bytes(1, 2),
    user: { id: bytes(3), name: "anna" },
    excludeCredentials: [{ id: bytes(4), type: "public-key" }],
    timeout: 5,
  });
  assert.equal(options.challenge, "AQI");
});

test("options to sign in do, too, and name no passkey where the server names none", () => {
  assert.deepEqual(toGet({ challenge: "AQI", rpId: "localhost" }), { challenge: bytes(1, 2), rpId: "localhost", allowCredentials: [] });
});

test("an answer is written with the parts that it has", () => {
  assert.deepEqual(answerOf(CREDENTIAL), {
    id: "_-8",
    rawId: "_-8",
    type: "public-key",
    authenticatorAttachment: "platform",
    response: { clientDataJSON: "AQ", authenticatorData: "Ag", signature: "Aw" },
  });
});

function played({ asked = { ok: true, said: {} }, used = CREDENTIAL, sent = { ok: true, said: { location: "/today" } } }) {
  const done = [];
  const step = (name, answer) => async (given) => {
    done.push([name, given]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const result = ceremony({ ask: step("ask", asked), use: step("use", used), send: step("send", sent) });
  return result.then((said) => ({ said, done }));
}

const named = (name) => Object.assign(new Error("in the browser's words"), { name });

test("a ceremony asks the server, then the device, then sends what it said", async () => {
  const { said, done } = await played({ asked: { ok: true, said: { challenge: "AQ" } } });
  assert.deepEqual(said, { location: "/today" });
  assert.deepEqual(done.slice(0, 2), [["ask", undefined], ["use", { challenge: "AQ" }]]);
  assert.deepEqual(JSON.parse(done[2][1]), answerOf(CREDENTIAL));
});

test("what the server refuses is not asked of the device", async () => {
  const problem = { title: "Not valid", errors: [{ field: "password", message: "That is not your password." }] };
  const { said, done } = await played({ asked: { ok: false, said: problem } });
  assert.deepEqual(said, { problem });
  assert.equal(done.length, 1);
});

test("what the server says of the answer is what is shown", async () => {
  const problem = { detail: "That took too long." };
  assert.deepEqual((await played({ sent: { ok: false, said: problem } })).said, { problem });
});

for (const [name, words] of [
  ["NotAllowedError", /Nothing was chosen/],
  ["InvalidStateError", /already/],
  ["SecurityError", /address/],
  ["NotSupportedError", /can’t make/],
  ["TypeError", /server does not answer/],
]) {
  test(`a device's ${name} is told in own words`, async () => {
    const { said, done } = await played({ used: named(name) });
    assert.match(said.problem.title, words);
    assert.equal(done.length, 2);
  });
}

test("a server that does not answer is told, and is no success", async () => {
  const { said } = await played({ sent: new TypeError("Failed to fetch") });
  assert.match(said.problem.title, /does not answer/);
  assert.equal(said.location, undefined);
});

test("fields are posted as a form of the page's owner, and a document is asked for", async () => {
  const calls = [];
  const fetch = async (url, options) => {
    calls.push([url, options]);
    return Response.json({ location: "/" }, { status: 200 });
  };
  assert.deepEqual(await post(fetch, "/there", { name: "Phone" }, "anna"), { ok: true, said: { location: "/" } });
  const [[url, { method, headers, body }]] = calls;
  assert.deepEqual([url, method, headers], ["/there", "POST", { Accept: "application/json", "RunStrength-Owner": "anna" }]);
  assert.deepEqual([...body], [["name", "Phone"]]);
});

test("a stranger's page posts for nobody, and a refusal is told as one", async () => {
  let headers = null;
  const fetch = async (_, options) => {
    headers = options.headers;
    return Response.json({ title: "No" }, { status: 422 });
  };
  assert.deepEqual(await post(fetch, "/", {}), { ok: false, said: { title: "No" } });
  assert.deepEqual(headers, { Accept: "application/json" });
});
