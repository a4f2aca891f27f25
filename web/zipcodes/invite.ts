import { element, onPress, tell } from "../dom.ts";
import { nameRelay } from "../relay.ts";
import type { Dataset } from "./schema.ts";

/** A link to this page that hands over an invite; the fragment never reaches a server. */
export function inviteLink(invite: string): string {
  const url = nameRelay(new URL("./", location.href));
  url.hash = `invite=${encodeURIComponent(invite)}`;
  return url.href;
}

/** The invite in a link, or in the text of one alone; "" where there is none. */
export function inviteIn(text: string): string {
  const hash = text.indexOf("#");
  if (hash < 0) return text.trim();
  return new URLSearchParams(text.slice(hash + 1)).get("invite") ?? "";
}

/** Takes the invite out of the page's address, where the history would keep it. */
export function takeInvite(): string {
  const invite = inviteIn(location.hash || "#");
  if (invite) history.replaceState(null, "", location.pathname + location.search);
  return invite;
}

/** The button that makes an invite link, and the one that copies it. */
export function invitePanel({ db, relay }: Dataset): void {
  const made = element("invite-made", HTMLDivElement);
  const link = element("invite-link", HTMLInputElement);
  const result = element("invite-result", HTMLParagraphElement);

  onPress(element("invite", HTMLButtonElement), result, async () => {
    link.value = inviteLink(await db.invite({ scope: "full-dataset", relay }));
    made.hidden = false;
  });

  onPress(element("invite-copy", HTMLButtonElement), result, async () => {
    link.select();
    // Plain http:// on a school's network has no clipboard; the text is selected.
    if (!navigator.clipboard) return tell(result, "Press Ctrl+C to copy the selected link.");
    await navigator.clipboard.writeText(link.value);
    tell(result, "Copied.");
  });
}
