/** The links between the demos keep the relay that `?relay=` names. */
export function keepRelay(): void {
  const relay = new URLSearchParams(location.search).get("relay");
  if (!relay) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("header a"))
    link.search = `?relay=${encodeURIComponent(relay)}`;
}
