import { create } from "../dom.ts";

/** One tab's panel, a list with perhaps a button below. */
export interface Panel {
  list: HTMLUListElement;
  /** Shows beside the tab's name how many there are. */
  count(n: number): void;
}

/** Tabs by the book: arrow keys move between them, Tab goes on into the panel. */
export function tabs(
  key: string,
  names: readonly string[],
): { element: HTMLElement; panel(i: number, add?: string, onAdd?: () => void): Panel } {
  const buttons = names.map((name, i) =>
    create(
      "button",
      { type: "button", role: "tab", id: `${key}-tab-${i}`, className: "tab" },
      name,
      create("span", { className: "count" }),
    ),
  );
  const panels = names.map((_, i) =>
    create("div", { role: "tabpanel", id: `${key}-panel-${i}`, className: "panel", hidden: true }),
  );
  const bar = create("div", { role: "tablist", className: "tablist", ariaLabel: "What to see" }, ...buttons);

  const select = (chosen: number) => {
    buttons.forEach((button, i) => {
      button.ariaSelected = String(i === chosen);
      button.tabIndex = i === chosen ? 0 : -1;
      panels[i]!.hidden = i !== chosen;
    });
  };
  buttons.forEach((button, i) => {
    button.setAttribute("aria-controls", panels[i]!.id);
    panels[i]!.setAttribute("aria-labelledby", button.id);
    button.addEventListener("click", () => select(i));
  });
  bar.addEventListener("keydown", ({ key }) => {
    const now = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: names.length - 1 }[key];
    if (to === undefined || now < 0) return;
    const next = (to + names.length) % names.length;
    select(next);
    buttons[next]!.focus();
  });
  select(0);

  return {
    element: create("div", { className: "screen" }, bar, ...panels),
    panel(i, add, onAdd) {
      const list = create("ul", { className: "list" });
      panels[i]!.append(list);
      if (add && onAdd) {
        const button = create("button", { type: "button", className: "add" }, add);
        button.addEventListener("click", onAdd);
        panels[i]!.append(button);
      }
      return { list, count: (n) => (buttons[i]!.querySelector(".count")!.textContent = ` ${n}`) };
    },
  };
}
