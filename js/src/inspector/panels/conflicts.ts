/** Conflicts: the values that stand beside those that lost, and what settles them. */
import type { Serialized } from "../../schema.js";
import type { Conflict } from "../../types.js";
import { cards } from "../cards.js";
import { type Desk, recordButton } from "../desk.js";
import { button, h } from "../dom.js";
import { differences, jsonOf } from "../json.js";
import { counted, value } from "../words.js";

export function conflicts(desk: Desk): HTMLElement {
  return cards<Conflict>(desk, {
    title: "conflicts",
    about: (all) =>
      all.length === 0
        ? "No conflicts. Where two devices change one record without knowing of each other, both values stand here."
        : `${counted(all.length, "record was", "records were")} changed on two devices that did not know of each other. The values on the left stand; the others are kept until somebody chooses.`,
    card: (conflict, about) => card(desk, conflict, () => about.focus()),
    watch: (show) =>
      void desk.db.watchConflicts((now) => show(now as Conflict[]), { signal: desk.signal, onError: desk.fail }),
  });
}

function card(desk: Desk, conflict: Conflict, onSettled: () => void): HTMLElement {
  const { model, id, deleted, lost } = conflict;
  const current: Serialized = conflict.current;
  const alarm = h("p", { className: "alarm", role: "alert", hidden: true });
  const keep = (values: Serialized | undefined, what: string) => {
    const made = button("Keep this", () => void settle(), {
      className: values ? "" : "primary",
      ariaLabel: `Keep this: ${what}, of ${model} ${id}`,
    });
    const settle = async () => {
      made.disabled = true;
      alarm.hidden = true;
      try {
        await desk.db.resolve(model, id, values);
        onSettled();
        desk.say(`Settled: ${what} of ${model} stays.`);
      } catch (error) {
        alarm.textContent = (error as Error).message;
        alarm.hidden = false;
      } finally {
        made.disabled = false;
      }
    };
    return made;
  };
  const versions = [
    { head: deleted ? "Stands: deleted" : "Stands", values: current, choose: keep(undefined, "what stands") },
    ...lost.map((values: Serialized, i) => ({
      head: lost.length > 1 ? `Lost ${i + 1}` : "Lost",
      values,
      // The other columns stay as they are; a record that comes back needs them all.
      choose: keep(
        deleted ? values : differences(current, values),
        lost.length > 1 ? `lost value ${i + 1}` : "the value that lost",
      ),
    })),
  ];
  return h(
    "article",
    { className: "card", ariaLabel: `Conflict of ${model} ${id}` },
    h("h4", {}, model, " ", recordButton(desk, id)),
    h(
      "div",
      { className: "scroll", tabIndex: 0, role: "region", ariaLabel: `Values of ${model} ${id}` },
      sideBySide(versions),
    ),
    alarm,
  );
}

interface Version {
  head: string;
  values: Serialized;
  choose: HTMLElement;
}

/** A column for each version, a row for each of the record's columns; those that are equal can be shown. */
function sideBySide(versions: readonly Version[]): HTMLElement {
  const names = [...new Set(versions.flatMap(({ values }) => Object.keys(values)))];
  const differs = (name: string) => new Set(versions.map(({ values }) => jsonOf(values[name]))).size > 1;
  const row = (name: string) =>
    h(
      "tr",
      { className: differs(name) ? "differs" : "" },
      h("th", { scope: "row" }, name),
      ...versions.map(({ values }) => h("td", {}, value(values[name]))),
    );
  const equal = h("tbody", { hidden: true }, ...names.filter((name) => !differs(name)).map(row));
  const toggle = button(`Show ${counted(equal.rows.length, "equal column")}`, () => {
    equal.hidden = !equal.hidden;
    toggle.ariaExpanded = String(!equal.hidden);
    toggle.textContent = `${equal.hidden ? "Show" : "Hide"} ${counted(equal.rows.length, "equal column")}`;
  });
  toggle.className = "quiet";
  toggle.ariaExpanded = "false";
  return h(
    "table",
    { className: "sides" },
    h(
      "thead",
      {},
      h("tr", {}, h("td"), ...versions.map(({ head }) => h("th", { scope: "col" }, head))),
      h("tr", {}, h("td"), ...versions.map(({ choose }) => h("td", {}, choose))),
    ),
    h("tbody", {}, ...names.filter(differs).map(row)),
    equal,
    h("tfoot", {}, h("tr", {}, h("td", { colSpan: versions.length + 1 }, toggle))),
  );
}
