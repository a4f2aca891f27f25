import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { RowForm } from "./form.ts";
import { learnerScreen } from "./learner.ts";
import { notices } from "./notices.ts";
import { counted, icon } from "./parts.ts";
import { type Holdings, holdings } from "./rows.ts";
import { teacherScreen } from "./teacher.ts";

/** What is known about the relay, for the status lines. */
export interface RelayState {
  /** undefined: not known yet. */
  reachable: boolean | undefined;
}

const scopes = {
  teacher: { about: "reads and writes everything", scope: "full-facility" },
  learner: { about: "reads what is assigned, writes own answers", scope: "single-user" },
};

/** One device as it stands on the page. */
export interface DevicePanel {
  element: HTMLElement;
  /** Shows the link's state anew. */
  refresh(): void;
}

/** A device: its switch, what needs attention, and its screen. */
export function devicePanel(
  desk: Desk,
  form: RowForm,
  relay: RelayState,
  fix: (record: string) => (() => void) | undefined,
): DevicePanel {
  const { device } = desk;
  const { about, scope } = scopes[device.role];
  const title = create("h2", { id: `${device.key}-title` }, device.name);
  const toggle = create(
    "button",
    { type: "button", className: "switch", role: "switch" },
    create("span", { className: "knob" }),
    create("span", { className: "word" }),
  );
  toggle.setAttribute("aria-label", `${device.name}: online`);
  toggle.addEventListener("click", () => (device.switchedOn ? void device.goOffline() : device.goOnline()));
  const inspect = create(
    "button",
    { type: "button", className: "quiet inspect", title: "Look inside", ariaLabel: `Look inside ${device.name}` },
    icon("inside"),
    create("span", { className: "word" }, "Look inside"),
  );
  inspect.addEventListener("click", desk.inspect);
  const status = create("p", { className: "status", id: `${device.key}-status` });
  const holds = create("p", { className: "holds" });
  const element = create(
    "section",
    { className: "device" },
    create(
      "header",
      {},
      create("span", { className: "avatar" }, icon(device.role)),
      title,
      inspect,
      toggle,
      create("p", { className: "about", title: `scope ${scope}` }, about),
      status,
    ),
    create(
      "div",
      { className: "content" },
      notices(desk, fix),
      device.role === "teacher" ? teacherScreen(desk, form) : learnerScreen(desk),
    ),
    holds,
  );
  element.dataset["key"] = device.key;
  element.setAttribute("aria-labelledby", title.id);

  if (device.key === "own" && device.learner) {
    device.watch<{ name: string }>(
      "SELECT name FROM learner WHERE id = ?",
      [device.learner],
      ([own]) => (title.textContent = own?.name ?? device.name),
    );
  }
  let waiting = 0;
  const refresh = () => {
    toggle.ariaChecked = String(device.switchedOn);
    toggle.querySelector(".word")!.textContent = device.switchedOn ? "Online" : "Offline";
    const [state, words] = describe(desk, relay, waiting);
    status.dataset["state"] = state;
    element.dataset["state"] = state;
    status.textContent = words;
  };
  device.on("link", refresh);
  device.watch<Holdings>(holdings, [], ([now]) => {
    waiting = now!.waiting;
    const { classes, learners, assignments, answers } = now!;
    holds.textContent = `On this device: ${counted(classes, "class", "classes")}, ${counted(learners, "learner")}, ${counted(assignments, "assignment")}, ${counted(answers, "answer")}`;
    refresh();
  });
  refresh();
  return { element, refresh };
}

function describe({ device }: Desk, { reachable }: RelayState, waiting: number): [string, string] {
  const changes = counted(waiting, "change waits", "changes wait");
  const kept = waiting > 0 ? `${changes} on this device` : "everything still works";
  if (device.link === "offline") return ["offline", `Offline: ${kept}`];
  if (device.link === "refused")
    return ["refused", `${device.stranger ? "Not synced" : "The relay refused"}: ${device.refusal}`];
  if (reachable === false) return ["away", `The relay cannot be reached: ${kept}`];
  if (device.link === "connecting") return ["connecting", "Connecting…"];
  if (device.link === "catching-up") return ["connecting", "Connected: exchanging what changed…"];
  return ["online", "In sync: changes go at once"];
}
