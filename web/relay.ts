/** Which relay a page syncs with, and the questions before it is another one. */
import { create } from "./dom.ts";

/** What is asked of a database: which relays its dataset has. */
interface Relays {
  relays(): Promise<readonly { revoked: boolean }[]>;
}

/** What is asked of a database: whether its dataset was begun there. */
interface Beginning {
  status(): Promise<{ room: string; certificates: readonly { id: string }[] }>;
}

/** Where this tab notes the relay that its person has agreed to. */
const agreement = "amora-relay";

/** The relay of another origin that is in use, "" for the page's own. */
let other = "";

/** The relay that serves the demo whose folder lies at this address, relative to the page. */
function ownRelay(folder: string): string {
  const { protocol, host, pathname } = new URL(folder, location.href);
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}${pathname.replace(/\/$/, "")}`;
}

/**
 * The relay to sync a database with: the one that serves the demo, or the one
 * that `?relay=` names, if that is of the same origin or the person agrees. A
 * link must not send records anywhere by itself.
 */
export async function chooseRelay(folder: string, db: Relays): Promise<string> {
  const named = new URLSearchParams(location.search).get("relay")?.replace(/^http/, "ws").replace(/\/+$/, "");
  if (!named) return ownRelay(folder);
  if (isOwnOrigin(named)) return named;
  if (recall() !== named) {
    if (!(await askAboutRelay(named, (await db.relays()).length > 0))) {
      forgetNamed();
      return ownRelay(folder);
    }
    note(named);
  }
  other = named;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("header a"))
    link.search = new URLSearchParams({ relay: named }).toString();
  return named;
}

/** Lets a link to a demo name the relay in use, where that is not the demo's own. */
export function nameRelay(link: URL): URL {
  if (other) link.searchParams.set("relay", other);
  return link;
}

/** The fingerprint of the relay that a sync was refused to, undefined for any other error. */
export function refusedRelay(error: unknown): string | undefined {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== "relay_not_admitted" && code !== "relay_changed") return undefined;
  return /\b[0-9a-f]{64}\b/.exec(message ?? "")?.[0];
}

/**
 * Whether the person here can admit the relay that a sync was refused to: one
 * that took another's place anybody can, a new one only where the dataset began.
 * Elsewhere there is nothing to ask: that device has yet to sync with the relay.
 */
export async function canAdmit(error: unknown, db: Beginning): Promise<boolean> {
  const { code } = error as { code?: string };
  if (code === "relay_changed") return true;
  const { room, certificates } = await db.status();
  return code === "relay_not_admitted" && certificates.some(({ id }) => id === room);
}

/** Asks whether a relay that is not known by its key is to be synced with. */
export function askAboutKey(relay: string, fingerprint: string): Promise<boolean> {
  return ask(
    "Another relay than before?",
    [
      "The relay at ",
      create("b", {}, hostOf(relay)),
      " shows a key that this dataset does not know. Somebody may stand in its place. Go on only if whoever runs it names the same fingerprint:",
    ],
    fingerprint,
    "Admit this relay",
  );
}

function askAboutRelay(relay: string, synced: boolean): Promise<boolean> {
  const sofar = synced ? " So far the data here has been synced with another one." : "";
  return ask(
    "Sync with another relay?",
    [
      "This link names the relay ",
      create("b", {}, hostOf(relay)),
      `, which is not this page's own.${sofar} Whoever runs it gets to read what is synced.`,
    ],
    relay,
    "Use this relay",
  );
}

/** Asks in a dialog. Closing it, by Escape too, is a no. */
function ask(title: string, words: (Node | string)[], detail: string, yes: string): Promise<boolean> {
  const dialog = create(
    "dialog",
    { id: "ask-relay" },
    create(
      "form",
      { method: "dialog" },
      create("h2", { id: "ask-relay-title" }, title),
      create("p", {}, ...words),
      create("p", {}, create("code", { className: "address" }, detail)),
      create(
        "div",
        { className: "actions end" },
        create("button", { type: "submit", value: "yes" }, yes),
        create("button", { type: "submit", value: "no", className: "primary", autofocus: true }, "No"),
      ),
    ),
  ) as HTMLDialogElement;
  dialog.setAttribute("aria-labelledby", "ask-relay-title");
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}

function isOwnOrigin(relay: string): boolean {
  try {
    return new URL(relay.replace(/^ws/, "http")).origin === location.origin;
  } catch {
    return false; // the sync says what is wrong with it
  }
}

function hostOf(relay: string): string {
  return relay.replace(/^\w+:\/\//, "").replace(/\/.*$/s, "");
}

/** Takes the relay out of the page's address, so that a reload does not ask again. */
function forgetNamed(): void {
  const url = new URL(location.href);
  url.searchParams.delete("relay");
  history.replaceState(history.state, "", url);
}

function recall(): string | null {
  try {
    return sessionStorage.getItem(agreement);
  } catch {
    return null; // a page without storage asks each time
  }
}

function note(relay: string): void {
  try {
    sessionStorage.setItem(agreement, relay);
  } catch {
    // asked again after a reload
  }
}
