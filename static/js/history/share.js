// A workout for a friend: its text, or a picture drawn here. Nothing leaves the phone but by a tap.
import { button, element, link } from "../element.js";

const share = document.querySelector("[data-share]");
const text = share.querySelector("[data-share-text]").textContent;
const buttons = share.querySelector("[data-share-buttons]");

share.addEventListener("toggle", () => prepare().catch(() => {}), { once: true });

// Before the first tap, as a browser shares only what is there when one taps.
async function prepare() {
  buttons.append(navigator.share ? button("Share text", () => send({ text })) : button("Copy text", copy));
  buttons.hidden = false;
  const { draw } = await import("./picture.js");
  const told = JSON.parse(share.querySelector("[data-picture]").textContent);
  const canvas = draw(document.createElement("canvas"), told);
  canvas.role = "img";
  canvas.ariaLabel = "The picture: what stands above as text.";
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const file = new File([blob], told.file, { type: blob.type });
  if (navigator.canShare?.({ files: [file] })) buttons.append(button("Share picture", () => send({ files: [file] })));
  buttons.append(Object.assign(link(URL.createObjectURL(blob), "Save picture", "button"), { download: told.file }));
  buttons.before(canvas);
}

// Whoever turns back at the phone's own sheet has changed their mind: that is no fault.
const send = (what) => navigator.share(what).catch(() => {});

async function copy({ target }) {
  try {
    await navigator.clipboard.writeText(text);
    target.textContent = "Copied";
  } catch {
    // Without https there is no clipboard: select it, for the phone's own menu.
    getSelection().selectAllChildren(share.querySelector("[data-share-text]"));
    target.replaceWith(element("p", "It is selected above: copy it from there."));
  }
}
