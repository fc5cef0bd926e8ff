// A new version of the app waits until it is asked for: one button, one reload.
import { button, element } from "../element.js";

// `isDirty` says whether something is typed that is not saved.
export async function offerUpdates(isDirty) {
  const registration = await navigator.serviceWorker?.ready;
  if (!registration) return;
  let notice = null;

  function offer() {
    if (notice || !registration.waiting) return;
    if (isDirty()) return;
    notice = element("div", element("span", "A new version of RunStrength is ready."), button("Use it now", apply));
    notice.className = "notice update";
    notice.setAttribute("role", "status");
    document.querySelector("#main").prepend(notice);
  }

  function apply() {
    if (!registration.waiting) return location.reload(); // Another tab has asked for it already.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.active?.postMessage("leave off"); // The new one has to wait for what the old one is at.
    registration.waiting.postMessage("apply");
    return notice.replaceChildren("One moment: the new version is coming in.");
  }

  const watch = (worker) => worker?.addEventListener("statechange", offer);

  offer();
  watch(registration.installing); // It may have been found before this page listened.
  registration.addEventListener("updatefound", () => watch(registration.installing));
  document.addEventListener("input", () => notice?.remove() ?? (notice = null));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && registration.update().catch(() => {}));
}
