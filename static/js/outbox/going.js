// Go on to where the server sends. An address on this very page is loaded anew, as it has changed.
export function goTo(address) {
  const wanted = new URL(address, location.href);
  const isHere = wanted.pathname === location.pathname && wanted.search === location.search;
  if (!isHere) return location.assign(wanted);
  history.scrollRestoration = "manual";
  history.replaceState(null, "", wanted);
  return location.reload();
}
