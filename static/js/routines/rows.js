// The rows of a routine's form: added, removed and moved here, so that it needs no network for that.
// They are numbered as the server numbers them.
const form = document.querySelector("form[data-rows]");
const list = form.querySelector("[data-row-list]");
const NUMBERED = ["id", "name", "for", "value", "formaction", "aria-label", "aria-describedby"];
const blank = emptied(list.firstElementChild.cloneNode(true));

const CHANGES = {
  add: () => list.appendChild(blank.cloneNode(true)),
  remove: (row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    return next ?? CHANGES.add();
  },
  up: (row) => {
    row.previousElementSibling.before(row);
    return row;
  },
  down: (row) => {
    row.nextElementSibling.after(row);
    return row;
  },
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  const [action] = button.value.split(":");
  const row = CHANGES[action](button.closest("fieldset"));
  [...list.children].forEach(renumber);
  focusOn(row, action);
  form.dataset.dirty = "";
});

function renumber(row, number) {
  for (const part of [row, ...row.querySelectorAll("*")]) {
    for (const name of NUMBERED) {
      const text = part.getAttribute(name);
      if (text === null || (name === "value" && part.name !== "do")) continue;
      part.setAttribute(name, renumbered(text, number, part.dataset.towards ?? 0));
    }
  }
  row.querySelector("legend").textContent = `Exercise ${number + 1}`;
  for (const part of row.querySelectorAll("[data-not-first]")) part.hidden = number === 0;
  for (const part of row.querySelectorAll("[data-not-last]")) part.hidden = !row.nextElementSibling;
}

const renumbered = (text, number, towards) =>
  text
    .replace(/#exercises-\d+/, `#exercises-${number + Number(towards)}`)
    .replace(/^exercises-\d+/, `exercises-${number}`)
    .replace(/^(up|down|remove):\d+/, `$1:${number}`)
    .replace(/exercise \d+/, `exercise ${number + 1}`);

// Where the thumb is, the same button comes again.
function focusOn(row, action) {
  const again = row.querySelector(`button[value^="${action}:"]:not([hidden])`);
  const target = action === "add" || !again ? row.querySelector("select") : again;
  target.focus();
  row.scrollIntoView({ block: "nearest" });
}

function emptied(row) {
  for (const field of row.querySelectorAll("input, select")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (field.type === "checkbox") field.removeAttribute("checked");
    else if (field.matches("select")) field.querySelector("[selected]")?.removeAttribute("selected");
    else field.setAttribute("value", field.name.endsWith("-sets") ? "3" : "");
  }
  for (const fault of row.querySelectorAll(".fault")) fault.remove();
  return row;
}
