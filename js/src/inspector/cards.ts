/** A list of cards, some at first and more by a button, of what a watch brings. */
import { copyButton, type Desk } from "./desk.js";
import { button, h, reconcile } from "./dom.js";
import { count } from "./words.js";

/** How many are shown at once. */
const most = 20;

/** What a list of cards shows. */
export interface Cards<T> {
  /** What the cards are, for those who copy them. */
  title: string;
  /** What the list says of all. */
  about(all: readonly T[]): string;
  /** What stands between that and the cards, if anything does. */
  summary?(all: readonly T[]): HTMLElement[];
  card(item: T, about: HTMLElement): HTMLElement;
  /** Tells of each state until the desk's signal. */
  watch(show: (all: T[]) => void): void;
}

export function cards<T extends { readonly model: string; readonly id: string }>(
  desk: Desk,
  { title, about, summary, card, watch }: Cards<T>,
): HTMLElement {
  let all: T[] = [];
  let shown = most;
  const said = h("p", { className: "about", tabIndex: -1 });
  const tags = h("p", { className: "tags" });
  const list = h("div", { className: "cards" });
  const further = button("", () => {
    shown += most;
    show();
  });
  const show = () => {
    said.textContent = about(all);
    if (summary) tags.replaceChildren(...summary(all));
    reconcile(
      list,
      all.slice(0, shown),
      ({ model, id }) => `${model} ${id}`,
      (item) => card(item, said),
    );
    further.hidden = all.length <= shown;
    further.textContent = `Show more of ${count(all.length)}`;
  };
  watch((now) => {
    all = now;
    show();
  });
  return h(
    "div",
    {},
    h(
      "div",
      { className: "bar" },
      said,
      copyButton(desk, title, () => all),
    ),
    ...(summary ? [tags] : []),
    list,
    further,
  );
}
