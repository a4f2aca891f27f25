/** Quarantine: records that arrived and could not be applied, with the reasons in words. */
import type { QuarantineReason } from "../../errors.js";
import type { Quarantined } from "../../types.js";
import { cards } from "../cards.js";
import { type Desk, recordButton } from "../desk.js";
import { facts, h, tag } from "../dom.js";
import { jsonOf } from "../json.js";
import { code, count, counted, more } from "../words.js";

/** What the reasons mean. */
const meanings: Record<QuarantineReason, string> = {
  bad_record: "It is no record.",
  bad_id: "Its id does not follow from what it says.",
  outside_filter: "It belongs to a partition that was not asked for.",
  bad_counter: "Its version is out of bounds.",
  record_too_large: "It is too large.",
  bad_json: "Its values are not JSON.",
  bad_text: "It has text that cannot be stored.",
  identity_mismatch: "Its id is that of another record here.",
  required: "A value is missing.",
  bad_value: "A value is not of its column's type.",
  bad_partition: "It lies in another partition than its values say.",
  missing_reference: "It refers to a record that is not here.",
  failed_reference: "It refers to a record that is in quarantine itself.",
  deleted_reference: "It refers to a record that was deleted.",
  constraint: "The app's own SQL refuses it: a unique index, a foreign key or a trigger.",
};

export function quarantine(desk: Desk): HTMLElement {
  return cards<Quarantined>(desk, {
    title: "quarantine",
    about: (all) =>
      all.length === 0
        ? "Nothing is in quarantine. Records that arrive and cannot be applied wait here, with the reason."
        : `${counted(all.length, "record has", "records have")} arrived and could not be applied.`,
    summary: tally,
    card: (each) => card(desk, each),
    watch: (show) => void desk.db.watchQuarantine(show, { signal: desk.signal, onError: desk.fail }),
  });
}

function tally(all: readonly Quarantined[]): HTMLElement[] {
  const counts = new Map<string, number>();
  for (const { reason } of all) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, n]) => tag(`${reason} × ${count(n)}`, "bad"));
}

/** What a reason means; that of a newer engine may be unknown. */
export function meaning(reason: string): string {
  const name = reason.split(":")[0]!;
  return Object.hasOwn(meanings, name) ? meanings[name as QuarantineReason] : "It does not fit the app's tables.";
}

function card(desk: Desk, { model, id, partition, reason, record, retried }: Quarantined): HTMLElement {
  return h(
    "article",
    { className: "card", ariaLabel: `${model} ${id} in quarantine` },
    h("h4", {}, model, " ", recordButton(desk, id)),
    h("p", {}, tag(reason, "bad"), " ", meaning(reason)),
    facts([
      ["Partition", code(partition)],
      ["What happens", retried ? "It is tried again at every sync." : "It waits for a better version."],
    ]),
    more("Its values", typeof record === "string" ? record : jsonOf(record)),
  );
}
