import { element, filledIn, tell } from "../dom.ts";
import { type Dataset, type ZipRow, zipCode } from "./schema.ts";

/** Opens the form for a new row, or for one that is there. */
export interface Editor {
  add(): void;
  change(row: ZipRow): void;
}

/** The form in which a row is written. */
export function editor(dataset: Dataset): Editor {
  const dialog = element("editor", HTMLDialogElement);
  const form = element("fields", HTMLFormElement);
  const title = element("editor-title", HTMLHeadingElement);
  const alarm = element("editor-alarm", HTMLParagraphElement);
  const zip = form.elements.namedItem("zip_code") as HTMLInputElement;
  let adding = true;

  function open(row: Partial<ZipRow>): void {
    adding = row.id === undefined;
    form.reset();
    for (const [name, value] of Object.entries(row)) {
      const input = form.elements.namedItem(name);
      if (input instanceof HTMLInputElement) input.value = String(value);
    }
    title.textContent = adding ? "Add a row" : `Edit ${row.zip_code}`;
    zip.readOnly = !adding; // the row's id follows from it
    tell(alarm, "");
    dialog.showModal();
    (adding ? zip : (form.elements.namedItem("city") as HTMLInputElement)).focus();
  }

  async function save(): Promise<void> {
    const { db } = dataset;
    const row = zipCode(dataset, Object.fromEntries(new FormData(form)) as Record<string, string>);
    try {
      if (adding && (await db.query("SELECT 1 FROM zipcode WHERE zip_code = ?", [row.zip_code])).length > 0) {
        throw new Error(`There is a row for ${row.zip_code} already: search for it and edit that.`);
      }
      await db.put("zipcode", row);
      dialog.close();
    } catch (error) {
      tell(alarm, error);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (filledIn(form)) void save();
  });
  element("cancel", HTMLButtonElement).addEventListener("click", () => dialog.close());

  return { add: () => open({}), change: open };
}
