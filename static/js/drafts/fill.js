// Put what was typed back into a form.

// `fields` are [name, text]. A form with rows makes them on "shape", whose detail is all the names.
export function fill(form, fields) {
  form.dispatchEvent(new CustomEvent("shape", { detail: fields.map(([name]) => name) }));
  for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = false;
  for (const [name, text] of fields) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = true;
    else if (field?.length && field[0].type === "radio") for (const radio of field) radio.checked = radio.value === text;
    else if (field) choose(field, text);
  }
  for (const folded of form.querySelectorAll("details")) {
    if ([...folded.querySelectorAll("input, textarea")].some(isChanged)) folded.open = true;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// What can't be chosen any more stays what was chosen.
function choose(field, text) {
  const isGone = field.options && text && ![...field.options].some(({ value }) => value === text);
  if (isGone) field.add(new Option(text.replaceAll("-", " "), text));
  field.value = text;
}

const isChanged = ({ name, value, defaultValue, checked, defaultChecked }) =>
  name !== "time_zone" && (value !== defaultValue || checked !== defaultChecked);
