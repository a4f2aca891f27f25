/** The demo: a Kolibri facility in this tab, joined by a name and password of its own users. */
import { type AmoraError, type ErrorCode, open } from "amora";
import { facilitydata } from "amora/kolibri";
import { deletedElsewhere, element, onPress, tell } from "../dom.ts";
import { Inspecting } from "../inspecting.ts";
import { showOpened } from "../opened.ts";
import { chooseRelay } from "../relay.ts";
import { syncPanel } from "../syncing.ts";
import { classesPanel } from "./classes.ts";
import type { FacilityDatabase } from "./facility.ts";

const alarm = element("alarm", HTMLParagraphElement);
const opening = element("opening", HTMLParagraphElement);
const welcome = element("welcome", HTMLElement);

/** Shows the facility and begins to sync it. */
function showFacility(db: FacilityDatabase, relay: string): void {
  welcome.hidden = true;
  element("dataset", HTMLElement).hidden = false;
  classesPanel(db);
  onPress(element("reset", HTMLButtonElement), alarm, async () => {
    await db.destroy();
    location.reload();
  });
  const inspected = { name: "Facility", db };
  const inspecting = new Inspecting([inspected]);
  element("inspect", HTMLButtonElement).addEventListener("click", () => void inspecting.open(inspected));
  element("live", HTMLInputElement).checked = true;
  syncPanel({ db, relay }).start();
}

/** Whether the way to a relay is one that others can read along. */
function isOpenTo(relay: string): boolean {
  const { protocol, hostname } = new URL(relay);
  return protocol === "ws:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function showWelcome(db: FacilityDatabase, relay: string): void {
  welcome.hidden = false;
  element("insecure-label", HTMLLabelElement).hidden = !isOpenTo(relay);
  const form = element("join", HTMLFormElement);
  const button = element("sign-in", HTMLButtonElement);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    tell(alarm, "");
    try {
      await join(db, relay, new FormData(form));
      showFacility(db, relay);
    } catch (error) {
      complain(error);
    } finally {
      button.disabled = false;
    }
  });
}

async function join(db: FacilityDatabase, relay: string, form: FormData): Promise<void> {
  const text = (name: string) => String(form.get(name) ?? "");
  await db.join({
    relay,
    room: text("room").trim(),
    username: text("username").trim(),
    password: text("password"),
    scope: text("scope") === "single-user" ? "single-user" : "full-facility",
    insecure: element("insecure", HTMLInputElement).checked,
  });
}

/** What a failure to sign in means to the person at the screen. */
const refusals: Partial<Record<ErrorCode, string>> = {
  bad_credentials: "There is no such user here, or the password is another one.",
  outside_scope: "This user is no administrator of the facility: fetch what is yours instead.",
  limit: "Too many failed attempts: wait a minute.",
};

function complain(error: unknown): void {
  opening.hidden = true;
  const { code } = error as Partial<AmoraError>;
  const refusal = code && refusals[code];
  tell(alarm, code === "closed" ? deletedElsewhere : refusal ? new Error(refusal) : error);
  alarm.scrollIntoView({ block: "nearest" });
}

async function start(): Promise<void> {
  const db = await open("kolibri", { schema: facilitydata });
  showOpened(db);
  const relay = await chooseRelay("../", db);
  const { room } = await db.status();
  if (room) return showFacility(db, relay);
  const named = new URLSearchParams(location.search).get("room");
  if (named) element("room", HTMLInputElement).value = named;
  showWelcome(db, relay);
}

start().catch(complain);
