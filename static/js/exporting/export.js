// What the pages to take along have for a browser that can copy and print.
const address = document.querySelector("[data-address]");
const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");

if (address) {
  address.addEventListener("focus", () => address.select());
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address.value);
    copy.textContent = "Copied";
  });
}

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => globalThis.print());
}
