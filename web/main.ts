/** The demo: 42,049 zip codes in this tab, synced with the relay that served it. */
import { open } from "amora";
import { element, onPress, tell } from "./dom.ts";
import { importPanel } from "./importer.ts";
import { inviteIn, invitePanel, relayAddress, takeInvite } from "./invite.ts";
import { rowsPanel } from "./rows.ts";
import { schema, type ZipDatabase } from "./schema.ts";
import { statusPanel } from "./status.ts";
import { syncPanel } from "./syncing.ts";

const alarm = element("alarm", HTMLParagraphElement);
const welcome = element("welcome", HTMLElement);

/** Rows of the certificate table that nobody else signed: at most one here. */
async function hasDataset(db: ZipDatabase): Promise<boolean> {
  return (await db.query("SELECT 1 FROM morango_certificate WHERE parent_id IS NULL")).length > 0;
}

async function showDataset(db: ZipDatabase, relay: string): Promise<{ sync(): void }> {
  welcome.hidden = true;
  element("dataset", HTMLElement).hidden = false;
  const sync = syncPanel(db, relay);
  importPanel(db);
  invitePanel(db);
  rowsPanel(db);
  await statusPanel(db);
  return { sync: sync.start };
}

async function join(db: ZipDatabase, invite: string): Promise<void> {
  const { relay } = await db.join(invite);
  const { sync } = await showDataset(db, relay || relayAddress());
  sync();
}

function showWelcome(db: ZipDatabase): void {
  welcome.hidden = false;
  onPress(element("create", HTMLButtonElement), alarm, async () => {
    await db.createRoot("full-dataset");
    await showDataset(db, relayAddress());
  });
  element("join", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const text = element("join-invite", HTMLInputElement).value;
    join(db, inviteIn(text)).catch(complain);
  });
}

const complain = (error: unknown) => tell(alarm, error);

async function start(): Promise<void> {
  const db = await open("zipcodes", { schema });
  Object.assign(globalThis, { db }); // to be played with in the console
  element("opening", HTMLParagraphElement).hidden = true;
  const place = element("place", HTMLParagraphElement);
  place.textContent = db.storage === "indexeddb" ? "kept in this browser" : "kept in memory only";
  place.title = db.storageReason ?? "";
  place.hidden = false;

  const invite = takeInvite();
  if (await hasDataset(db)) {
    await showDataset(db, relayAddress());
    if (invite) throw new Error("This browser is in a dataset already. Open the link in another one, or start over below.");
  } else if (invite) {
    await join(db, invite);
  } else {
    showWelcome(db);
  }
}

// A link opened in the tab that shows this page already.
addEventListener("hashchange", () => {
  if (inviteIn(location.hash || "#")) location.reload();
});

start().catch(complain);
