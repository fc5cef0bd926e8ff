// What a form sends, as an entry of the outbox.

// `data-queued` says what the form does, `data-about` what it is about; `submitter` is the button.
export function entryOf(form, submitter, owner) {
  const fields = [...new FormData(form)].filter(([, text]) => typeof text === "string");
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  const url = urlOf(form);
  return {
    owner,
    url,
    about: aboutOf(form),
    fields,
    label: labelOf(form, submitter),
    page: "workout" in form.dataset ? url : null,
    day: form.elements.date?.value ?? null,
    saved_at: new Date().toISOString(),
  };
}

export const urlOf = (form) => new URL(form.action).pathname;

export const aboutOf = (form) => form.dataset.about ?? urlOf(form);

// In a line: "Run: 10 km · 45 min".
function labelOf(form, submitter) {
  const says = submitter?.dataset.says ?? form.dataset.queued;
  const typed = form.querySelector("[data-echo-line]")?.textContent.replace(/[^·=]*= /, " ").trim();
  return typed ? `${says}: ${typed}` : says;
}
