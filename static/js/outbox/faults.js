// A problem of the server's, shown in the form as the server's own page shows it.
import { element, link } from "../element.js";

export function clearFaults(form) {
  for (const fault of form.querySelectorAll(".faults, .fault")) fault.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

// `problem`: {detail, errors: [{field, message}]}.
export function showFaults(form, { title, detail, errors = [] }) {
  clearFaults(form);
  const lines = [element("p", element("strong", "Please look at this again."))];
  if (detail || !errors.length) lines.push(element("p", detail || title));
  for (const { field, message } of errors) {
    const cell = fieldOf(form, field);
    if (cell) lines.push(element("p", linkTo(cell), `: ${message}`));
    else lines.push(element("p", message));
    if (cell) mark(cell, message);
  }
  const box = element("div", element("div", ...lines));
  box.className = "notice faults";
  box.setAttribute("role", "alert");
  form.prepend(box);
  box.tabIndex = -1;
  box.focus();
}

function fieldOf(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof RadioNodeList ? found[0] : found;
}

function linkTo(cell) {
  const name = cell.querySelector("legend")?.firstChild.textContent ?? cell.ariaLabel ?? cell.labels?.[0]?.textContent ?? cell.name;
  return link(`#${cell.id}`, name.trim());
}

function mark(cell, message) {
  const fault = Object.assign(element("p", message), { className: "fault", id: `${cell.id}-fault` });
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", fault.id);
  (cell.closest("fieldset.field, .field, .set") ?? cell.parentElement).append(fault);
}
