// Elements with their content; a text is never read as HTML.

export function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

// A button that does `work`, and sends nothing.
export function button(words, work, className = "") {
  const made = Object.assign(element("button", words), { type: "button", className });
  made.addEventListener("click", work);
  return made;
}

// `words` may be elements, too.
export const link = (href, words, className = "") => Object.assign(element("a", ...[words].flat()), { href, className });
