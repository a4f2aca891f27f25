/** Elements without a framework. No markup is ever parsed, so that Trusted Types have nothing to object to. */
import { jsonOf } from "./json.js";

export type Child = Node | string;

/** What may be said of a new element: its properties, and ARIA or data attributes by their names. */
export type Properties<K extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[K], "style" | "dataset">
> & { readonly [attribute: `aria-${string}` | `data-${string}`]: string };

/** A new element with its children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties<K> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (/^(aria|data)-/.test(name)) made.setAttribute(name, String(value));
    else Object.assign(made, { [name]: value });
  }
  made.append(...children);
  return made;
}

/** A button that does something when it is pressed. */
export function button(text: string, onPress: () => void, properties: Properties<"button"> = {}): HTMLButtonElement {
  const made = h("button", { type: "button", ...properties }, text);
  made.addEventListener("click", onPress);
  return made;
}

/** A short word in a frame. */
export function tag(text: string, tone: "plain" | "good" | "warn" | "bad" = "plain", title = ""): HTMLElement {
  return h("span", { className: `tag ${tone}`, title }, text);
}

/** A select with its label. */
export function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  onChange: (value: string) => void,
): { element: HTMLLabelElement; select: HTMLSelectElement } {
  const select = h("select", {}, ...options.map(([value, text]) => h("option", { value }, text)));
  select.addEventListener("change", () => onChange(select.value));
  return { element: h("label", {}, h("span", {}, label), select), select };
}

/** A heading with what stands beside it. */
export function heading(text: string, ...beside: Child[]): HTMLElement {
  return h("div", { className: "heading" }, h("h4", {}, text), ...beside);
}

/** Names and values. */
export function facts(pairs: readonly (readonly [name: string, value: Child | readonly Child[]])[]): HTMLElement {
  return h(
    "dl",
    {},
    ...pairs.map(([name, value]) =>
      h("div", {}, h("dt", {}, name), h("dd", {}, ...(Array.isArray(value) ? value : [value as Child]))),
    ),
  );
}

/**
 * Makes list's children those of the items, by key. An element stays as it is
 * while its item says the same, and keeps the focus that way.
 */
export function reconcile<T>(
  list: HTMLElement,
  items: readonly T[],
  key: (item: T) => string,
  make: (item: T) => HTMLElement,
): void {
  const before = new Map([...list.children].map((child) => [child.getAttribute("data-key"), child]));
  const after = items.map((item) => {
    const name = `${key(item)} ${jsonOf(item)}`;
    const there = before.get(name);
    if (there) return there;
    const made = make(item);
    made.setAttribute("data-key", name);
    return made;
  });
  for (const child of [...list.children]) if (!after.includes(child)) child.remove();
  after.forEach((child, i) => {
    if (list.children[i] !== child) list.insertBefore(child, list.children[i] ?? null);
  });
}
