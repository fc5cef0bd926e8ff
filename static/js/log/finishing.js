// Saving a lift that was logged set by set: a set that is not ticked was not done, unless one says
// otherwise. The form stays as it is; what is left out is left out of what is sent.
import { button, element } from "../element.js";

const SET = /^(exercises-\d+-sets-\d+)-/;
const EXERCISE = /^(exercises-\d+)-/;

export function finishing(form) {
  let isLeavingOut = false;
  let isDecided = false;

  const rows = () => [...form.querySelectorAll("[data-exercises] [data-set]")];
  const ask = () => form.querySelector("[data-undone]");

  form.addEventListener("input", () => ask()?.remove());
  form.addEventListener("formdata", ({ formData }) => isLeavingOut && leaveOut(formData));
  form.addEventListener(
    "submit",
    (event) => {
      if (event.submitter?.name === "do" || isDecided) return;
      const open = rows().filter((row) => !isTicked(row) && isFilled(row));
      if (!rows().some(isTicked) || !open.length) return;
      event.preventDefault();
      event.stopPropagation();
      show(open.length, event.submitter);
    },
    { capture: true },
  );

  function show(count, submitter) {
    ask()?.remove();
    const choice = (words, leavesOut) =>
      button(words, () => {
        ask().remove();
        [isDecided, isLeavingOut] = [true, leavesOut];
        form.requestSubmit(submitter);
        [isDecided, isLeavingOut] = [false, false];
      });
    const says = count === 1 ? "1 set is not ticked." : `${count} sets are not ticked.`;
    const box = element("div", element("span", says), choice("Leave out", true), choice("Save all", false), button("Not yet", () => {
      box.remove();
      submitter?.focus();
    }));
    box.className = "undone";
    box.dataset.undone = "";
    box.setAttribute("role", "alert");
    form.querySelector(".save").prepend(box);
    box.querySelector("button").focus();
  }
}

export const isFilled = (row) => [...row.querySelectorAll(".cell input")].some((cell) => cell.value.trim());

const isTicked = (row) => row.querySelector('[name$="-done"]').checked;

// Without the sets that are not ticked, and the exercises that have no other.
function leaveOut(formData) {
  const names = [...formData.keys()];
  const ticked = names.filter((name) => name.endsWith("-done")).map((name) => SET.exec(name)[1]);
  const isLeft = (name) => {
    const [, set] = SET.exec(name) ?? [];
    if (set) return !ticked.includes(set);
    const [, exercise] = EXERCISE.exec(name) ?? [];
    return exercise && !ticked.some((each) => each.startsWith(`${exercise}-`));
  };
  for (const name of names) if (isLeft(name)) formData.delete(name);
}
