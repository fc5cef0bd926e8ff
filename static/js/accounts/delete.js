// With the account goes what this phone keeps of it; what waits here was never to be kept.
import { clearFaults, showFaults } from "../outbox/faults.js";
import { forget } from "./forget.js";

const form = document.querySelector("[data-end]");
const owner = document.documentElement.dataset.user;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  clearFaults(form);
  const said = await end().catch(() => null);
  button.disabled = false;
  if (said?.location) {
    await forget(owner).catch(() => {});
    return location.assign(said.location);
  }
  return showFaults(form, said ?? { title: "The server does not answer. Please try again with a network." });
});

// Where to go on, or what is wrong. A session that is not there any more has ended with its account.
async function end() {
  const headers = { Accept: "application/json", "RunStrength-Owner": owner };
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  if (answer.status === 401) return { location: "/" };
  return answer.json();
}
