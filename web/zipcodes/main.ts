/** The demo: 42,049 zip codes in this tab, synced with the relay that served it. */
import { open } from "amora";
import { element, onPress, tell } from "../dom.ts";
import { Inspecting } from "../inspecting.ts";
import { showOpened } from "../opened.ts";
import { chooseRelay } from "../relay.ts";
import { type SyncPanel, syncPanel } from "../syncing.ts";
import { importPanel } from "./importer.ts";
import { inviteIn, invitePanel, takeInvite } from "./invite.ts";
import { rowsPanel } from "./rows.ts";
import { type Dataset, schema, type ZipDatabase } from "./schema.ts";
import { statusPanel } from "./status.ts";

const alarm = element("alarm", HTMLParagraphElement);
const opening = element("opening", HTMLParagraphElement);
const welcome = element("welcome", HTMLElement);

/** Shows the dataset that the database is in, and returns its sync panel. */
function showDataset(dataset: Dataset): SyncPanel {
  welcome.hidden = true;
  element("dataset", HTMLElement).hidden = false;
  importPanel(dataset);
  invitePanel(dataset);
  rowsPanel(dataset);
  statusPanel(dataset);
  const inspected = { name: "Zip codes", db: dataset.db };
  const inspecting = new Inspecting([inspected]);
  element("inspect", HTMLButtonElement).addEventListener("click", () => void inspecting.open(inspected));
  return syncPanel(dataset);
}

async function join(db: ZipDatabase, invite: string, chosen: string): Promise<void> {
  const { room, relay } = await db.join(invite);
  showDataset({ db, id: room, relay: relay || chosen }).start();
}

function showWelcome(db: ZipDatabase, relay: string): void {
  welcome.hidden = false;
  onPress(element("create", HTMLButtonElement), alarm, async () => {
    const { id } = await db.createRoot("full-dataset");
    showDataset({ db, id, relay });
  });
  element("join", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const text = element("join-invite", HTMLInputElement).value;
    join(db, inviteIn(text), relay).catch(complain);
  });
}

function complain(error: unknown): void {
  opening.hidden = true;
  tell(alarm, error);
}

async function start(): Promise<void> {
  const db = await open("zipcodes", { schema });
  showOpened(db);

  const invite = takeInvite();
  const relay = await chooseRelay("../", db);
  const { room } = await db.status();
  if (room) {
    showDataset({ db, id: room, relay });
    if (invite)
      throw new Error("This browser is in a dataset already. Open the link in another one, or start over below.");
  } else if (invite) {
    await join(db, invite, relay);
  } else {
    showWelcome(db, relay);
  }
}

// A link opened in the tab that shows this page already.
addEventListener("hashchange", () => {
  if (inviteIn(location.hash || "#")) location.reload();
});

start().catch(complain);
