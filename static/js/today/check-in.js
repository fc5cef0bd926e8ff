// The fifth tap sends the check-in.
import { localStart } from "../log/start.js";

// Whether a tap ends the check-in: it answered the last row that was open. `before` and `after` are
// how many of the `rows` were answered around the tap. A check-in that is opened to be changed is
// answered throughout, and arrow keys pass over what they do not mean: both wait for the button.
export function endsCheckIn({ before, after, rows, byTap }) {
  return byTap && before < rows && after === rows;
}

// How many of the rows named have an answer in what a form would send.
export function answered(entries, names) {
  const given = new Map(entries);
  return names.filter((name) => given.get(name)).length;
}

function listenTo(form) {
  const radios = [...form.querySelectorAll("input[type=radio]")];
  const names = [...new Set(radios.map((radio) => radio.name))];
  const count = () => answered(new FormData(form), names);
  let before = count();
  let byTap = false;

  form.addEventListener("pointerdown", () => (byTap = true));
  form.addEventListener("keydown", () => (byTap = false));
  form.addEventListener("change", () => {
    const after = count();
    if (endsCheckIn({ before, after, rows: names.length, byTap })) form.requestSubmit();
    before = after;
  });
}

// A page that was kept on another day is for this one: nothing is tapped yet.
function moveTo(form, day) {
  if (form.elements.date.value === day) return;
  form.elements.date.value = day;
  form.dataset.about = `check-in ${day}`;
  form.dataset.queued = `Check-in of ${day}`;
  for (const radio of form.querySelectorAll(":checked")) radio.checked = false;
  form.closest("details")?.setAttribute("open", "");
}

// Where this file is read for its two functions alone, there is no page.
const form = globalThis.document?.querySelector("[data-check-in]");
if (form && document.documentElement.dataset.kept) moveTo(form, localStart(new Date()).date);
if (form) listenTo(form);
