/**
 * The demo: a school on two devices in one page, each a full instance, with
 * the relay between them; or one device, for who comes by an invite.
 */
import { create, deletedElsewhere, element, onPress, tell } from "../dom.ts";
import { Inspecting } from "../inspecting.ts";
import { askAboutKey } from "../relay.ts";
import { Acts } from "./acts.ts";
import { SqlConsole } from "./console.ts";
import { Desk } from "./desk.ts";
import type { Device } from "./device.ts";
import { feed } from "./feed.ts";
import { RowForm } from "./form.ts";
import { inviteOf } from "./invitecode.ts";
import { InviteDialog } from "./inviting.ts";
import { Ledger } from "./ledger.ts";
import { type DevicePanel, devicePanel, type RelayState } from "./panel.ts";
import { type Place, pipeline } from "./pipeline.ts";
import { watchRelay } from "./relay.ts";
import { openOwnDevice, openSchool } from "./school.ts";

const alarm = element("alarm", HTMLParagraphElement);
const opening = element("opening", HTMLParagraphElement);
const skeleton = element("skeleton", HTMLDivElement);

function opened(): void {
  opening.hidden = skeleton.hidden = true;
}

function complain(error: unknown): void {
  opened();
  tell(alarm, error);
  alarm.scrollIntoView({ block: "nearest" });
}

/** Where the inspector shows what is in a device's places. */
const panelOf = { tables: "tables", store: "store", buffer: "buffers" } as const;

/** Builds the page for these devices and sets them going. */
function show(devices: readonly Device[]): void {
  const ledger = new Ledger(devices);
  const inspecting = new Inspecting(devices, (instance) => ledger.nameOf(instance));
  const history = (device: Device, id: string) => void inspecting.open(device, "record", id);
  const desks = devices.map((device) => {
    const inspect = () => void inspecting.open(device);
    return new Desk({ device, ledger, history: (id) => history(device, id), inspect, complain });
  });
  const form = new RowForm();
  const relay: RelayState = { reachable: undefined };
  const [teacher, ana] = desks as [Desk, Desk?];

  const acts = ana ? new Acts(teacher, ana, () => void addDevice()) : undefined;
  const inviting = teacher.device.role === "teacher" ? new InviteDialog(teacher.device) : undefined;
  const addDevice = () => inviting?.open().catch(complain);
  const fix = (id: string) => acts && (() => void acts.workAlone(id).catch(complain));

  const stage = element("stage", HTMLElement);
  const panels = desks.map((desk) => devicePanel(desk, form, relay, fix));
  const middle = element("relay", HTMLElement);
  stage.replaceChildren(panels[0]!.element, middle, ...panels.slice(1).map(({ element }) => element));
  document.body.dataset["devices"] = String(devices.length);

  new SqlConsole(devices);
  const look = (device: Device, place: Place) => void inspecting.open(device, panelOf[place]);
  element("pipeline", HTMLDivElement).replaceChildren(pipeline(devices, ledger, look).element);
  feed(devices, ledger, history);
  watch(devices, panels, relay);
  admitWhenAsked(devices);

  onPress(element("reset", HTMLButtonElement), alarm, () => startOver(devices));
  for (const device of devices) device.on("gone", forsake);

  // To be played with in the console: devices.teacher.query("SELECT …").
  Object.assign(globalThis, { devices: Object.fromEntries(devices.map(({ key, db }) => [key, db])) });
  opened();
  element("demo", HTMLElement).hidden = false;
  void connect(devices);
}

/** Deletes all that this page keeps in this browser, and makes a new school. */
async function startOver(devices: readonly Device[]): Promise<void> {
  await Promise.all(devices.map(({ db }) => db.destroy()));
  location.reload();
}

/** What the page shows is not there any more. */
function forsake(): void {
  element("demo", HTMLElement).hidden = true;
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
  complain(deletedElsewhere);
}

/** Ana's device cannot open a room at the relay: the teacher's goes first. */
async function connect([first, ...others]: readonly Device[]): Promise<void> {
  const rested = first!.rested(1500);
  first!.start();
  if (others.length > 0) await rested;
  for (const device of others) device.start();
}

/** Keeps an eye on the relay: the page says at once where it is away, and comes back when it does. */
function watch(devices: readonly Device[], panels: readonly DevicePanel[], relay: RelayState): void {
  const { dataset, relay: address } = devices[0]!;
  const state = element("relay-state", HTMLParagraphElement);
  const middle = element("relay", HTMLElement);
  watchRelay(
    address,
    () => dataset,
    (reachable) => {
      const back = reachable && relay.reachable === false;
      relay.reachable = reachable;
      middle.dataset["state"] = reachable ? "up" : "away";
      state.textContent = reachable
        ? `Ready at ${address.replace(/^wss?:\/\//, "")}`
        : "Cannot be reached. Both devices work on, and catch up when it is back.";
      for (const device of devices) {
        if (back) void device.reconnect();
        if (!reachable) device.lost();
      }
      for (const panel of panels) panel.refresh();
    },
  );
}

/** Asks once about a relay that the devices refuse, because it is not the one they know. */
function admitWhenAsked(devices: readonly Device[]): void {
  const asked = new Set<string>();
  for (const device of devices) {
    device.on("link", async () => {
      const { stranger } = device;
      if (device.link !== "refused" || !device.admits || asked.has(stranger)) return;
      asked.add(stranger);
      if (!(await askAboutKey(device.relay, stranger))) return;
      for (const each of devices) await each.admit(stranger);
    });
  }
}

/** A device that came by a link: it is found again under ?device=. */
async function ownDevice(id: string, invite: string): Promise<void> {
  const url = new URL(location.href);
  url.searchParams.set("device", id);
  url.hash = "";
  history.replaceState(null, "", url);
  const headline = element("headline", HTMLHeadingElement);
  headline.textContent = invite ? "This device joins a school." : "This device is part of a school.";
  opening.textContent = "Opening the database…";
  element("lead", HTMLParagraphElement).textContent =
    "It has a database of its own, right here in the browser, with exactly the records it may see. Change something and look at the other screen; switch it offline and go on.";
  element("took-words", HTMLElement).textContent = "What you change here is on the other screens in a blink.";
  element("acts-section", HTMLElement).hidden = true;
  const device = await openOwnDevice(id, invite);
  headline.textContent = "This device is part of a school now.";
  show([device]);
}

/** What the address asks for. */
function wanted(): { invite: string; device: string } {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const digits = fragment.get("digits");
  return {
    invite: digits ? inviteOf(digits) : (fragment.get("invite") ?? ""),
    device: new URLSearchParams(location.search).get("device") ?? "",
  };
}

async function start(): Promise<void> {
  const { invite, device } = wanted();
  if (invite) return ownDevice(crypto.getRandomValues(new Uint32Array(1))[0]!.toString(16).padStart(8, "0"), invite);
  if (/^[0-9a-f]{8}$/.test(device)) return ownDevice(device, "");
  show(await openSchool());
}

// A link opened in the tab that shows this page already.
addEventListener("hashchange", () => {
  if (/^#(invite|digits)=/.test(location.hash)) location.reload();
});

// Seconds in which nothing is to be seen are long.
const slow = setTimeout(
  () => opening.append(create("small", {}, " The first time, the engine is loaded: about 2 MB.")),
  1500,
);
start()
  .catch((error: { code?: string }) => {
    complain(error);
    if (error.code === "bad_invite") alarm.append(" ", create("a", { href: "./" }, "Or see the school of your own."));
    if (error.code === "not_owner" || error.code === "busy")
      alarm.append(" The demo is open in another tab: go on there, or close it and reload.");
  })
  .finally(() => clearTimeout(slow));
