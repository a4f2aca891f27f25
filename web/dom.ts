/** The element with that id, of that kind; throws where the page has none. */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} with id ${id}`);
  return found;
}

/** A new element with its children. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** How to scroll for somebody: at once where motion is not wanted. */
export function gently(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

/** Says how something ended, an error as an alarm; "" says nothing. */
export function tell(where: HTMLElement, what: unknown): void {
  const bad = what instanceof Error;
  where.classList.toggle("alarm", bad);
  const hint = bad && "hint" in what && what.hint ? ` (${String(what.hint)})` : "";
  where.textContent = bad ? what.message + hint : String(what);
  where.hidden = where.textContent === "";
}

/**
 * Takes blanks off the ends of what was typed, and out of it what turns the
 * direction of text. Whether nothing is missing then; the person is told.
 */
export function filledIn(form: HTMLFormElement): boolean {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    field.value = field.value.replace(/[\u202A-\u202E\u2066-\u2069]/g, "").trim();
  }
  return form.reportValidity();
}

/** Tells the person at another window than that in which all was deleted. */
export const deletedElsewhere = new Error(
  "All data here was deleted in another window. Reload this page to begin anew.",
);

/** Runs what a button asks for; until it is over the button is off. Errors are told. */
export function onPress(button: HTMLButtonElement, where: HTMLElement, action: () => Promise<unknown>): void {
  button.addEventListener("click", async () => {
    button.disabled = true;
    tell(where, "");
    try {
      await action();
    } catch (error) {
      tell(where, error);
    } finally {
      button.disabled = false;
    }
  });
}
