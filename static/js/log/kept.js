// What the logger keeps in the form itself, in hidden fields, so that a draft has it, too.
import { element } from "../element.js";

export function keptIn(form, name) {
  const field = Object.assign(element("input"), { type: "hidden", name, value: "" });
  form.append(field);
  return field;
}

// Change it, and let the draft know.
export function keep(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
