/**
 * Calls back whenever the browser says that the network may have changed: it
 * came or went, or the page is looked at again, after a sleep perhaps. These are
 * hints, no more. Returns what ends that; where there are no such events, in a
 * worker for instance, nothing is called.
 */
export function onNetworkChange(callback: () => void): () => void {
  const page = globalThis.document as Document | undefined;
  const seen = () => {
    if (page?.visibilityState === "visible") callback();
  };
  const events = ["online", "offline", "pageshow"];
  for (const event of events) globalThis.addEventListener?.(event, callback);
  page?.addEventListener("visibilitychange", seen);
  return () => {
    for (const event of events) globalThis.removeEventListener?.(event, callback);
    page?.removeEventListener("visibilitychange", seen);
  };
}
