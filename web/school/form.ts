import { create, element, filledIn, tell } from "../dom.ts";
import type { Desk } from "./desk.ts";
import { labelled } from "./parts.ts";
import type { AssignmentRow, ClassRow, LearnerRow } from "./rows.ts";

type Editable = "class" | "learner" | "assignment";
type EditableRow = ClassRow | LearnerRow | AssignmentRow;
type Choice = { id: string; name: string };

const words: Record<Editable, { what: string; loses: string }> = {
  class: { what: "class", loses: "Its learners, their assignments and answers go with it." },
  learner: { what: "learner", loses: "Assignments and answers of this learner go with it." },
  assignment: { what: "assignment", loses: "Its answer goes with it." },
};

/** The form in which classes, learners and assignments are written. */
export class RowForm {
  readonly #dialog = element("row-form", HTMLDialogElement);
  readonly #form = element("row-fields", HTMLFormElement);
  readonly #title = element("row-title", HTMLHeadingElement);
  readonly #body = element("row-body", HTMLDivElement);
  readonly #alarm = element("row-alarm", HTMLParagraphElement);
  readonly #remove = element("row-delete", HTMLButtonElement);
  #save: () => Promise<void> = async () => {};
  #delete: () => Promise<void> = async () => {};

  constructor() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (filledIn(this.#form)) void this.#end(() => this.#save());
    });
    this.#remove.addEventListener("click", () => void this.#end(() => this.#delete()));
    element("row-cancel", HTMLButtonElement).addEventListener("click", () => this.#dialog.close());
  }

  /** Opens the form for a new row, or for one that is there. */
  open(desk: Desk, model: Editable, row?: EditableRow): void {
    this.#fill(desk, model, row).catch(desk.complain);
  }

  async #fill(desk: Desk, model: Editable, row: EditableRow | undefined): Promise<void> {
    const { db, dataset } = desk.device;
    const { what, loses } = words[model];
    const classes = await db.query<Choice>("SELECT id, name FROM class ORDER BY name");
    const learners = await db.query<Choice>("SELECT id, name FROM learner ORDER BY name");
    this.#title.textContent = row ? `Edit ${what}` : `New ${what}`;
    this.#body.replaceChildren(
      ...fields(model, row, classes, learners),
      ...(row ? [create("p", { className: "hint" }, `Deleting: ${loses}`)] : []),
    );
    this.#remove.hidden = !row;
    tell(this.#alarm, "");
    this.#save = async () => {
      const values = Object.fromEntries(new FormData(this.#form)) as Record<string, string>;
      if (model === "assignment") (values as Record<string, string | null>)["partner_id"] ||= null;
      // A new row says which dataset it belongs to, an old one which row it is.
      const key = row ? { id: row.id } : { dataset_id: dataset };
      const id = await db.put(model, { ...key, ...values } as never);
      desk.ledger.noteWrite(desk.device, String(id));
    };
    this.#delete = () => db.delete(model, row!.id);
    this.#dialog.showModal();
    this.#body.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }

  async #end(action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.#dialog.close();
    } catch (error) {
      tell(this.#alarm, error);
    }
  }
}

function fields(model: Editable, row: EditableRow | undefined, classes: Choice[], learners: Choice[]): HTMLElement[] {
  const old = (row ?? {}) as Partial<ClassRow & LearnerRow & AssignmentRow>;
  const text = (name: "name" | "room" | "title", label: string) =>
    labelled(label, create("input", { name, value: old[name] ?? "", required: true, autocomplete: "off" }));
  const ofClass = () => labelled("Class", select("class_id", classes, old.class_id));
  switch (model) {
    case "class":
      return [text("name", "Name"), text("room", "Room")];
    case "learner":
      return [text("name", "Name"), ofClass()];
    case "assignment":
      return [
        // Whose it is decides where the row lies, and that never changes.
        ...(row ? [] : [labelled("For", select("learner_id", learners))]),
        text("title", "Title"),
        labelled(
          "Question",
          create("textarea", { name: "question", value: old.question ?? "", rows: 3, required: true }),
        ),
        ofClass(),
        labelled(
          "Together with",
          select("partner_id", [{ id: "", name: "nobody" }, ...learners], old.partner_id ?? ""),
        ),
      ];
  }
}

function select(name: string, choices: Choice[], chosen?: string): HTMLSelectElement {
  return create(
    "select",
    { name, required: name !== "partner_id" },
    ...choices.map((choice) => create("option", { value: choice.id, selected: choice.id === chosen }, choice.name)),
  );
}
