// The fifth tap sends the check-in.
import { answered, endsCheckIn } from "./taps.js";

const form = document.querySelector("[data-check-in]");
const names = [...new Set([...form.querySelectorAll("input[type=radio]")].map((radio) => radio.name))];
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

const hint = document.querySelector("[data-hint]");
if (hint) hint.textContent = "The fifth tap saves. 5 is the better end.";
