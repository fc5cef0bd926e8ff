// The list of exercises, searched as one types.
import { search } from "../log/search.js";

const input = document.querySelector("[data-search] input");
const count = document.querySelector("[data-count]");
const found = document.querySelector("[data-found]");
const all = document.querySelector("[data-all]");
const lines = [...all.querySelectorAll("[data-names]")];
const exercises = lines
  .map((line) => {
    const [name, ...aliases] = line.dataset.names.split("|");
    return { line, name, aliases };
  })
  .sort((a, b) => a.name.localeCompare(b.name));

input.addEventListener("input", (event) => {
  event.stopPropagation(); // A search is nothing that could be lost.
  const isAsked = input.value.trim() !== "";
  const fitting = isAsked ? search(input.value, exercises) : [];
  document.querySelector("[data-all-link]")?.remove();
  found.replaceChildren(...fitting.map(({ line }) => line.cloneNode(true)));
  found.hidden = !isAsked;
  all.hidden = isAsked;
  count.textContent = isAsked ? words(fitting.length) : "";
});

function words(number) {
  if (!number) return "Nothing is called that here.";
  return number === 1 ? "1 exercise" : `${number} exercises`;
}
