// A quiet offer to install the app, where the browser has one to make. An installed app may start with
// stores of its own, so what waits is sent first.
import { button } from "../element.js";

// `flushNow` sends what waits.
export function offerInstalling(flushNow) {
  const place = document.querySelector("[data-install]");
  if (!place) return;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const install = async () => {
      await flushNow();
      await event.prompt();
    };
    place.replaceChildren(button("Install RunStrength on this device", install, "wide"));
    place.hidden = false;
  });
  addEventListener("appinstalled", () => (place.hidden = true));
}
