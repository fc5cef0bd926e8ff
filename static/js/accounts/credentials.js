// What a browser's passkeys take and give, in the form that JSON can carry: bytes as base64url.

export function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const named = (several = []) => several.map((each) => ({ ...each, id: bytesOf(each.id) }));

// The server's options, as `navigator.credentials.create` takes them.
export const toCreate = ({ challenge, user, excludeCredentials, ...rest }) => ({
  ...rest,
  challenge: bytesOf(challenge),
  user: { ...user, id: bytesOf(user.id) },
  excludeCredentials: named(excludeCredentials),
});

// The same for `navigator.credentials.get`.
export const toGet = ({ challenge, allowCredentials, ...rest }) => ({
  ...rest,
  challenge: bytesOf(challenge),
  allowCredentials: named(allowCredentials),
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

// A device's answer, as the server reads it.
export function answerOf({ id, rawId, type, authenticatorAttachment, response }) {
  const parts = PARTS.filter((part) => response[part]).map((part) => [part, textOf(response[part])]);
  return { id, rawId: textOf(rawId), type, authenticatorAttachment, response: Object.fromEntries(parts) };
}

// One ceremony: `ask` the server for options, `use` the device with them, `send` its answer. Gives
// the address to go on to, or the problem to show. `ask` and `send` give {ok, said}.
export async function ceremony({ ask, use, send }) {
  try {
    const asked = await ask();
    if (!asked.ok) return { problem: asked.said };
    const answer = answerOf(await use(asked.said));
    const { ok, said } = await send(JSON.stringify(answer));
    return ok ? { location: said.location } : { problem: said };
  } catch (error) {
    return { problem: { title: WORDS[error.name] ?? NO_ANSWER }, error };
  }
}

const NO_ANSWER = "The server does not answer. Please try again with a network.";
const WORDS = {
  NotAllowedError: "Nothing was chosen, or it took too long. Please try again.",
  InvalidStateError: "This device has a passkey for your account already.",
  NotSupportedError: "This device can’t make a passkey that is asked for by a finger, a face or a PIN.",
  SecurityError: "Passkeys don’t work at this address.",
};

// Post fields to the server with `fetch`, for the page's `owner`, if it has one.
export async function post(fetch, url, fields, owner) {
  const headers = { Accept: "application/json" };
  if (owner) headers["RunStrength-Owner"] = owner;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body, headers });
  return { ok: answer.ok, said: await answer.json() };
}
