/** A record's timeline: its versions, who saved them on top of which, what lost, and where it moved. */
import { copyButton, type Desk, recordButton, savedBy, who } from "../desk.js";
import { type Child, facts, h, tag } from "../dom.js";
import { type History, type Save, watchHistory } from "../history.js";
import { code, counted, moment, more } from "../words.js";
import { meaning } from "./quarantine.js";

/** The panel of the record with that id; "" asks for one. */
export function record(desk: Desk, id: string): HTMLElement {
  const input = h("input", {
    value: id,
    spellcheck: false,
    autocomplete: "off",
    autocapitalize: "off",
    placeholder: "32 hex digits",
  });
  const form = h(
    "form",
    { className: "filters" },
    h("label", { className: "grow" }, h("span", {}, "Id of the record"), input),
    h("button", { type: "submit" }, "Show"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.open(input.value.trim().toLowerCase().replaceAll("-", ""));
  });
  const place = h("div");
  if (id) {
    watchHistory(desk, id, desk.signal, (history) => place.replaceChildren(...timeline(desk, id, history))).catch(
      (error: unknown) => desk.signal.aborted || desk.fail(error),
    );
  } else {
    place.append(h("p", { className: "empty" }, "Press a record's id in another panel, or type one."));
  }
  return h("div", {}, form, place);
}

function timeline(desk: Desk, id: string, history: History): Child[] {
  const { stored, counters } = history;
  const entries = [
    ...waiting(history),
    ...present(desk, history),
    ...lost(history),
    ...replaced(desk, history),
    ...refused(desk, history),
    ...moves(desk, id, history),
  ];
  if (entries.length === 0)
    return [h("p", { className: "empty" }, "There is no such record here, and no row with that id.")];
  const about = facts([
    ["Record", h("code", {}, id)],
    ["Model", stored?.model ?? history.rows[0]?.name ?? "–"],
    ...(stored ? [["Partition", code(stored.partition)] as const] : []),
    ...(counters.length > 0 ? [["Builds on", saves(desk, counters)] as const] : []),
  ]);
  return [
    h(
      "div",
      { className: "bar" },
      about,
      copyButton(desk, "this record", () => ({ id, ...history })),
    ),
    h("ol", { className: "timeline", ariaLabel: "Timeline, the newest first" }, ...entries),
  ];
}

function entry(title: readonly Child[], tone: "" | "warn" | "bad" | "now", ...body: Child[]): HTMLElement {
  return h("li", { className: tone }, h("h4", {}, ...title), ...body);
}

/** What has not reached the Store, or the other side, yet. */
function waiting({ rows, deletion, buffered }: History): HTMLElement[] {
  const changed = rows.filter(({ dirty }) => dirty);
  return [
    ...(deletion
      ? [entry(["Deleted here"], "warn", h("p", {}, "The next sync takes the deletion up into the Store."))]
      : []),
    ...changed.map(({ name }) =>
      entry(
        ["Changed here, in ", h("code", {}, name)],
        "warn",
        h("p", {}, "Not serialized yet: the next sync makes a version of it."),
      ),
    ),
    ...buffered.map(({ incoming, counter }) =>
      entry(
        [incoming ? "A version is arriving" : "On its way to the other side"],
        "warn",
        h("p", {}, `Save #${counter} lies in the buffer of a transfer.`),
      ),
    ),
  ];
}

function present(desk: Desk, { stored, arrival, counters, rows }: History): HTMLElement[] {
  if (!stored) return [];
  const earlier = counters.filter(({ instance }) => instance !== stored.instance);
  const shown =
    rows.length > 0 ? `The app has it in ${rows.map(({ name }) => name).join(", ")}.` : "The app has no row of it.";
  return [
    entry(
      ["Present version, saved by ", savedBy(desk, stored.instance, stored.counter)],
      "now",
      h(
        "p",
        { className: "tags" },
        ...(stored.erased ? [tag("erased")] : stored.deleted ? [tag("deleted")] : []),
        ...(stored.dirty ? [tag("dirty: not applied yet", "warn")] : []),
        ...(stored.orphan ? [tag("gone with a row that it refers to", "warn")] : []),
        ...(stored.error ? [tag(stored.error, "bad")] : []),
      ),
      h("p", {}, ...came(desk, arrival), " ", shown),
      ...(stored.error ? [h("p", {}, meaning(stored.error))] : []),
      ...(earlier.length > 0 ? [h("p", {}, "On top of ", ...saves(desk, earlier), ".")] : []),
      more("Values (serialized)", stored.serialized),
    ),
  ];
}

function came(desk: Desk, arrival: History["arrival"]): Child[] {
  if (!arrival) return ["Serialized on this device."];
  return ["Came from ", arrival.peer ? who(desk, arrival.peer) : "elsewhere", ", ", moment(arrival.at), "."];
}

function lost({ stored }: History): HTMLElement[] {
  const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
  const settled = new Set(lines(stored?.settled ?? ""));
  return lines(stored?.lost ?? "").map((line) =>
    entry(
      ["Lost in a merge"],
      "warn",
      h(
        "p",
        {},
        settled.has(line) ? "Settled here; gone with the next version." : "Kept until somebody settles the conflict.",
      ),
      more("Values that lost", line),
    ),
  );
}

function replaced(desk: Desk, { replaced: versions }: History): HTMLElement[] {
  return versions.map(({ counters, serialized }) =>
    entry(
      ["Earlier version"],
      "",
      h("p", {}, "It knew ", ...saves(desk, toSaves(counters)), ". Kept because its model merges by columns."),
      more("Values then", serialized),
    ),
  );
}

function refused(desk: Desk, { refused: versions }: History): HTMLElement[] {
  return versions.map(({ instance, counter, reason, serialized }) =>
    entry(
      ["Refused: a version of ", savedBy(desk, instance, counter)],
      "bad",
      h("p", {}, tag(reason, "bad"), " ", meaning(reason)),
      more("Its values", serialized),
    ),
  );
}

function moves(desk: Desk, id: string, { moves: all }: History): HTMLElement[] {
  return all.map(({ id: from, to, pending }) =>
    entry(
      from === id ? ["Moved to record ", recordButton(desk, to)] : ["Moved from record ", recordButton(desk, from)],
      "",
      h(
        "p",
        {},
        pending ? "The next sync takes the move up." : "A row that moves to another partition becomes another record.",
      ),
    ),
  );
}

function toSaves(counters: Record<string, number>): Save[] {
  return Object.entries(counters).map(([instance, counter]) => ({ instance, counter }));
}

function saves(desk: Desk, list: readonly Save[]): Child[] {
  if (list.length === 0) return [counted(0, "save")];
  return [...list]
    .sort((a, b) => b.counter - a.counter)
    .flatMap(({ instance, counter }, i) => [...(i > 0 ? [", "] : []), savedBy(desk, instance, counter)]);
}
