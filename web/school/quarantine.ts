import type { Quarantined } from "amora";
import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";

/** What the engine's reasons mean, for people. */
const meaning: Record<string, string> = {
  missing_reference: "it refers to a record that this device does not have",
  failed_reference: "it refers to a record that is set aside itself",
  constraint: "another row has a value that must be there only once",
  bad_value: "a value is not of its column's type",
  required: "a value is missing",
};

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
      `This ${model} arrived but cannot be shown: ${meaning[code] ?? "it does not fit this device's tables"}${column ? ` (${column.replace("_id", "")})` : ""}. `,
      retried ? "It is kept, and tried again at every sync." : "It waits for a better version.",
      " ",
      create("code", {}, reason),
    ),
    typeof record === "string" ? "" : actions,
  );
}
