/** What the three examples share: elements, rows on the page, the way in by a link, and the sync. */
import type { AmoraError, Database, DatasetOptions, SyncSession } from "amora";

/** The relay is whoever serves this page. */
export const relay = location.origin.replace(/^http/, "ws");

/** The element with this id, which the page has. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

/** A new element: `h("button", { onclick: save }, "Save")`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * Returns what shows rows in a list. A row keeps its element for as long as it
 * is there, so that somebody can type into it while others change other rows.
 */
export function rowsIn<R extends { id: string }>(
  list: HTMLElement,
  make: (row: R) => { element: HTMLElement; update: (row: R) => void },
): (rows: readonly R[]) => void {
  let shown = new Map<string, ReturnType<typeof make>>();
  return (rows) => {
    list.dataset.empty = String(rows.length === 0); // from now on an empty list says so
    shown = new Map(rows.map((row) => [row.id, shown.get(row.id) ?? make(row)]));
    rows.forEach((row, i) => {
      const { element, update } = shown.get(row.id)!;
      update(row);
      if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
    });
    while (list.children.length > rows.length) list.lastElementChild?.remove();
  };
}

/** Does what somebody asked for, and says so where it fails. */
export async function attempt(action: () => Promise<unknown>): Promise<void> {
  const alarm = byId("alarm");
  alarm.hidden = true;
  try {
    await action();
  } catch (error) {
    const { message, hint } = error as AmoraError;
    alarm.textContent = hint ? `${message} (${hint})` : message;
    alarm.hidden = false;
  }
}

/** Calls back with the fields of a form that was filled in, and clears the form once that is done. */
export function onSubmit(form: HTMLFormElement, action: (fields: FormData) => Promise<unknown>): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(async () => {
      await action(new FormData(form));
      form.reset();
    });
  });
}

/** Joins by the invite that the page's address brought, and takes it out of there: whoever has it has the rights. */
export async function joinByLink(db: Pick<Database, "join">, options?: DatasetOptions): Promise<void> {
  addEventListener("hashchange", () => location.reload());
  const invite = new URLSearchParams(location.hash.slice(1)).get("invite");
  if (!invite) return;
  history.replaceState(null, "", location.pathname);
  await attempt(() => db.join(invite, options));
}

/** Shows a link that lets somebody in. It stands in the fragment, which no server sees. */
export function showLink(invite: string): void {
  const link = new URL(`#invite=${invite}`, location.href).href;
  const field = h("input", { readOnly: true, value: link, ariaLabel: "Link", onfocus: () => field.select() });
  const copy = h("button", { className: "primary" }, "Copy");
  copy.onclick = () =>
    attempt(async () => {
      await navigator.clipboard.writeText(link);
      copy.textContent = "Copied";
    });
  const close = h("button", { onclick: () => dialog.close() }, "Close");
  const dialog = h(
    "dialog",
    {},
    h("h2", {}, "Hand this link over"),
    h("p", {}, "Whoever opens it may see and change what you share, until you take that back."),
    field,
    h("p", { className: "actions" }, copy, close),
  );
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Shows the page, keeps the database in sync, says where that stands, and lets somebody work offline.
 * Beside datasets of others, the own one is begun at the relay by its name, as it goes to nobody's relay unasked.
 */
export function begin(db: Pick<Database, "sync" | "watchStatus">, own?: string): void {
  const light = byId<HTMLButtonElement>("sync");
  let session: SyncSession | undefined;
  const start = () => {
    const running = db.sync(relay, { live: true });
    session = running;
    running.done.catch((error: AmoraError) => attempt(() => Promise.reject(error)));
  };
  light.onclick = () => {
    if (!session) return start();
    session.stop();
    session = undefined;
  };
  let begun = false;
  db.watchStatus(({ sync, onlyHere }) => {
    const apart = own && sync?.state === "live" && sync.rooms && !sync.rooms.some(({ room }) => room === own);
    if (apart && !begun) {
      begun = true;
      attempt(() => db.sync(relay, { room: own }).done);
    }
    const state = session ? (sync?.state ?? "connecting") : "off";
    light.dataset.state = state;
    light.textContent = onlyHere > 0 ? `${onlyHere} to send` : state === "live" ? "Synced" : "Offline";
    light.title = session ? "Work offline" : "Go online";
  });
  start();
  document.querySelector("main")!.hidden = false;
}
