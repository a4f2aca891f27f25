import { gently } from "../dom.ts";

/** One row on the page: its element, and how it takes newer values. */
export interface Item<R> {
  element: HTMLElement;
  update(row: R): void;
}

/**
 * Shows rows as children of a list, each kept by its key: a field that
 * somebody is typing in stays where it is, whatever arrives.
 */
export function keyedList<R>(
  list: HTMLElement,
  key: (row: R) => string,
  make: (row: R) => Item<R>,
): (rows: readonly R[]) => void {
  const items = new Map<string, Item<R>>();
  return (rows) => {
    const kept = new Set(rows.map(key));
    for (const [id, item] of items) {
      if (kept.has(id)) continue;
      item.element.remove();
      items.delete(id);
    }
    let place: Element | null = list.firstElementChild;
    for (const row of rows) {
      let item = items.get(key(row));
      if (item) item.update(row);
      else {
        item = make(row);
        items.set(key(row), item);
      }
      if (item.element === place) place = place.nextElementSibling;
      else list.insertBefore(item.element, place);
    }
  };
}

/** How long typing may rest before it is saved, in milliseconds. */
const pause = 350;

/** What is typed and not saved yet, for this tab: a page that is left has no time to write to its database. */
const drafts = tabStorage();

function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined; // the browser's settings forbid it
  }
}

/** A field's text and what is to be done with it. */
export interface Field {
  /** Shows a newer value, unless somebody is typing here. True if it changed. */
  show(value: string): boolean;
}

/**
 * Saves a field while and after somebody types in it. Under the draft's name
 * what is typed outlives a reload; `save` resolves when that is not needed any more.
 */
export function savedField(
  input: HTMLInputElement | HTMLTextAreaElement,
  value: string,
  draft: string,
  save: (value: string) => Promise<unknown>,
): Field {
  let saved = value;
  let timer = 0;
  const flush = async () => {
    clearTimeout(timer);
    if (!input.checkValidity()) return;
    if (input.value !== saved) await save((saved = input.value));
    if (input.value === saved) drafts?.removeItem(draft);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(flush, pause);
    drafts?.setItem(draft, input.value);
  });
  input.addEventListener("change", flush);
  input.value = drafts?.getItem(draft) ?? value;
  void flush();
  return {
    show(value) {
      if (value === saved) return false;
      saved = value;
      if (document.activeElement !== input || input.value === value) input.value = value;
      return true;
    },
  };
}

/** Marks an element for a moment, and brings it up: something has just come in. */
export function flash(element: HTMLElement): void {
  bringUp(element);
  element.classList.remove("arrived");
  void element.offsetWidth; // begins the animation anew
  element.classList.add("arrived");
}

/** Scrolls the list that an element is in, not the page; not where somebody is at work. */
function bringUp(element: HTMLElement): void {
  let box = element.parentElement;
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
  if (!box?.closest(".device") || box.contains(document.activeElement)) return;
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  const top = outer.top + (box.querySelector<HTMLElement>(".tablist")?.offsetHeight ?? 0);
  const bottom = outer.bottom - parseFloat(getComputedStyle(box).paddingBottom); // where the list fades out
  if (inner.top >= top && inner.bottom <= bottom) return;
  box.scrollBy({ top: inner.top - top - 8, behavior: gently() });
}
