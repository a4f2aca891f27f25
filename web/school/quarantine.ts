import type { Quarantined, QuarantineReason } from "amora";
import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";

/** What the engine's reasons mean, for people. */
const meaning: Record<QuarantineReason, string> = {
  bad_record: "it is not a record",
  bad_id: "its id does not follow from what it says",
  outside_filter: "it belongs to something that this device did not ask for",
  bad_counter: "its version is out of bounds",
  record_too_large: "it is too large",
  bad_json: "its values cannot be read",
  bad_text: "it has text that cannot be stored",
  identity_mismatch: "it is known here as another record",
  required: "a value is missing",
  bad_value: "a value is not of its column's type",
  bad_partition: "it is filed under another place than its values say",
  missing_reference: "it refers to a record that this device does not have",
  failed_reference: "it refers to a record that is set aside itself",
  deleted_reference: "it refers to a record that was deleted",
  constraint: "another row has a value that must be there only once",
};

/** The meaning of a code, which may be one of a newer engine. */
function meaningOf(code: string): string {
  return Object.hasOwn(meaning, code) ? meaning[code as QuarantineReason] : "it does not fit this device's tables";
}

/** A record that could not be applied. `fix` is offered where somebody on this page can do something about it. */
export function quarantineCard(
  desk: Desk,
  { id, model, reason, record, retried }: Quarantined,
  fix?: () => void,
): HTMLElement {
  const title = desk.ledger.store(desk.device).get(id)?.title ?? model;
  const [code = "", column = ""] = reason.split(": ");
  const look = create("button", { type: "button", ariaLabel: `Look at it: ${title}` }, "Look at it");
  look.addEventListener("click", () => desk.history(id));
  const actions = create("div", { className: "actions" }, look);
  if (fix && column === "partner_id") {
    const button = create("button", { type: "button", className: "primary" }, "Teacher: no partner");
    button.addEventListener("click", fix);
    actions.prepend(button);
  }
  return create(
    "div",
    { className: "notice quarantine" },
    create("h3", {}, "Set aside: ", create("i", {}, title)),
    create(
      "p",
      {},
      `This ${model} arrived but cannot be shown: ${meaningOf(code)}${column ? ` (${column.replace("_id", "")})` : ""}. `,
      retried ? "It is kept, and tried again at every sync." : "It waits for a better version.",
      " ",
      create("code", {}, reason),
    ),
    typeof record === "string" ? "" : actions,
  );
}
