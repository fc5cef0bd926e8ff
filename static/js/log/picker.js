// Choosing an exercise by typing what one calls it.
import { button, element, link } from "../element.js";
import { search } from "./search.js";

const MOST_SHOWN = 30;

// `recent` are the ids of what was done lately: they come first while nothing is typed.
export function pickerOf(exercises, recent) {
  const lately = recent.map((id) => exercises.find((each) => each.id === id)).filter(Boolean);
  const all = [...lately, ...exercises.filter((each) => !lately.includes(each))];
  const input = Object.assign(element("input"), { type: "search", ariaLabel: "Exercise", placeholder: "rdl, pullup, calf…", autocomplete: "off" });
  const list = element("ul");
  list.className = "lines";
  const dialog = element("dialog", input, list, button("Close", () => dialog.close()));
  dialog.className = "picker";
  dialog.ariaLabel = "Choose an exercise";
  document.body.append(dialog);
  let chosen = () => {};

  // The dialog is seen to close before the rows are made.
  function choose(id) {
    dialog.close();
    requestAnimationFrame(() => setTimeout(() => chosen(id)));
  }

  function show() {
    const found = search(input.value, all).slice(0, MOST_SHOWN);
    const lines = found.map(({ id, name }) => element("li", button(name, () => choose(id), "wide")));
    const none = element("li", "Nothing is called that here. ", link("/exercises", "Add your own"));
    list.replaceChildren(...(lines.length ? lines : [none]));
    list.scrollTop = 0;
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.querySelector("button")?.click();
  });
  return {
    open(work) {
      chosen = work;
      input.value = "";
      show();
      dialog.showModal();
      input.focus();
    },
  };
}
