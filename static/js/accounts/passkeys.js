// Adding a passkey: the server is asked with the password, then the device, then the server keeps it.
import { clearFaults, showFaults } from "../outbox/faults.js";
import { ceremony, post, toCreate } from "./credentials.js";

const form = document.querySelector("[data-add-passkey]");
const owner = document.documentElement.dataset.user;

if (form && globalThis.PublicKeyCredential) {
  document.querySelector("[data-needs]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    clearFaults(form);
    const { location: next, problem } = await add();
    button.disabled = false;
    if (next) return location.assign(next);
    return showFaults(form, problem);
  });
}

function add() {
  const { csrf_token, name, password } = Object.fromEntries(new FormData(form));
  return ceremony({
    ask: () => post(fetch, form.action, { csrf_token, name, password }, owner),
    use: (options) => navigator.credentials.create({ publicKey: toCreate(options) }),
    send: (credential) => post(fetch, form.dataset.addPasskey, { csrf_token, name, credential }, owner),
  });
}
