// More or less of what is typed into, by the step that fits it; and the plates for a weight.
import { button, element } from "../element.js";
import { decimal, durationSeconds } from "../typed.js";
import { perSide } from "./plates.js";

const STEPS = { reps: 1, seconds: 5, rir: 1 };
const OTHER_STEPS = { kg: 2.5, lb: 5 };
const HIGHEST = { rir: 10 };

// `gear` is {bar, plates, step} in the user's own unit; `remember` is called before a change;
// `loadOf(field)` is what its exercise is loaded with.
export function stepperOf(form, gear, remember, loadOf) {
  const plates = element("span");
  const line = element("div");
  Object.assign(line, { className: "stepper", hidden: true });
  plates.className = "small";
  let field = null;

  const cell = () => field.name.split("-").at(-1);
  // Null for what can't be read: that stays as it is.
  function value() {
    if (!field.value.trim()) return 0;
    return cell() === "seconds" ? durationSeconds(field.value, 1) : read(field.value).number;
  }

  function put(number) {
    remember();
    const lowest = cell() === "weight" && loadOf(field) !== "weight" ? -Infinity : 0;
    // No float's tail: steps are thousandths at most.
    const next = Math.min(Math.max(number, lowest), HIGHEST[cell()] ?? Infinity);
    const { unit } = read(field.value);
    field.value = `${Math.round(next * 1000) / 1000}${unit ? ` ${unit}` : ""}`;
    stepped(field);
  }

  const step = (by) => put(value() + by * (STEPS[cell()] ?? stepOf(read(field.value).unit, gear)));
  const parts = [
    ["−", "Less", () => value() !== null && step(-1)],
    ["+", "More", () => value() !== null && step(1)],
    ["±", "Weight added or taken off", () => value() && put(-value())],
  ].map(([words, says, work]) => {
    const made = Object.assign(button(words, work), { ariaLabel: says, tabIndex: -1 });
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // The field keeps the focus.
    return made;
  });
  line.append(...parts, plates);

  function show() {
    if (!field?.isConnected) field = null;
    line.hidden = !field;
    if (!field) return;
    const isWeight = cell() === "weight";
    const load = loadOf(field);
    parts[2].hidden = !isWeight || load === "weight";
    plates.textContent = isWeight ? loadWords(field.value, load, gear) : "";
  }

  form.addEventListener("focusin", ({ target }) => {
    if (line.contains(target)) return;
    field = target.matches("[data-set] .cell input") ? target : null;
    field?.select();
    show();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (form.contains(relatedTarget)) return;
    field = null;
    show();
  });
  form.addEventListener("input", show);
  return line;
}

// A weight in the other unit has that behind it.
function read(text) {
  const [, number, unit] = /^(.*?)\s*(kg|lb)?$/i.exec(text.trim());
  return { number: decimal(number), unit: unit?.toLowerCase() };
}

const stepOf = (unit, gear) => (unit && unit !== gear.unit ? OTHER_STEPS[unit] : gear.step);

function stepped(field) {
  field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "step" }));
}

function loadWords(text, load, gear) {
  const { number, unit = gear.unit } = read(text);
  if (number < 0) return `${-number} ${unit} of help`;
  if (load === "bodyweight" || load === "assisted") return number ? `${number} ${unit} added` : "";
  const loading = unit === gear.unit ? perSide(number ?? Number.NaN, gear) : null;
  if (!loading || number <= gear.bar) return "";
  const each = loading.plates.length ? `Each side ${loading.plates.join(" + ")}` : "The bar alone";
  return loading.short ? `${each}, ${loading.short} short` : each;
}
