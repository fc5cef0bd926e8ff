// An element with its content; a text is never read as HTML.
export function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
