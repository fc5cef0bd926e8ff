// Propose the browser's time zone; the units were proposed by the server, from its language.
const zone = document.querySelector("[data-sign-up] [name=time_zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const isOffered = [...zone.options].some((option) => option.value === here);
if (isOffered && zone.value === "UTC") zone.value = here;
