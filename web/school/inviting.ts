import { create, element, onPress, tell } from "../dom.ts";
import type { Device } from "./device.ts";
import { inviteCode } from "./invitecode.ts";
import type { Matrix } from "./qr.ts";
import { onlyHere, pageLink } from "./relay.ts";

/** The dialog that lets one more device in, by link or by QR code. */
export class InviteDialog {
  readonly #teacher: Device;
  readonly #dialog = element("invite", HTMLDialogElement);
  readonly #who = element("invite-who", HTMLSelectElement);
  readonly #made = element("invite-made", HTMLDivElement);
  readonly #link = element("invite-link", HTMLInputElement);
  readonly #said = element("invite-said", HTMLParagraphElement);
  readonly #code = element("invite-code", HTMLDivElement);

  constructor(teacher: Device) {
    this.#teacher = teacher;
    element("invite-here", HTMLParagraphElement).hidden = !onlyHere();
    this.#who.addEventListener("change", () => (this.#made.hidden = true));
    onPress(element("invite-make", HTMLButtonElement), this.#said, () => this.#make());
    onPress(element("invite-copy", HTMLButtonElement), this.#said, () => this.#copy());
    const share = element("invite-share", HTMLButtonElement);
    share.hidden = !navigator.share;
    onPress(share, this.#said, () => navigator.share({ title: "Join the school", url: this.#link.value }));
    element("invite-close", HTMLButtonElement).addEventListener("click", () => this.#dialog.close());
  }

  /** Opens the dialog. */
  async open(): Promise<void> {
    const learners = await this.#teacher.db.query<{ id: string; name: string }>(
      "SELECT id, name FROM learner ORDER BY name DESC",
    );
    this.#who.replaceChildren(
      ...learners.map(({ id, name }) => create("option", { value: id }, `${name}, a learner`)),
      create("option", { value: "" }, "another teacher"),
    );
    this.#made.hidden = true;
    tell(this.#said, "");
    this.#dialog.showModal();
  }

  async #make(): Promise<void> {
    const { db, relay } = this.#teacher;
    const user_id = this.#who.value;
    const invite = user_id
      ? await db.invite({ scope: "single-user", params: { user_id }, relay, short: true })
      : await db.invite({ scope: "full-facility", relay, short: true });
    this.#link.value = pageLink(`invite=${invite}`);
    const code = inviteCode(invite, pageLink);
    this.#code.replaceChildren(...(code ? [drawCode(code, "QR code")] : []));
    this.#made.hidden = false;
  }

  async #copy(): Promise<void> {
    this.#link.select();
    // Plain http:// on a school's network has no clipboard; the text is selected.
    if (!navigator.clipboard) return tell(this.#said, "Press Ctrl+C to copy the selected link.");
    await navigator.clipboard.writeText(this.#link.value);
    tell(this.#said, "Copied.");
  }
}

/** A code with the quiet border that scanners need, dark on light in either theme. */
function drawCode(modules: Matrix, name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const size = modules.length + 8;
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  svg.setAttribute("shape-rendering", "crispEdges");
  path.setAttribute(
    "d",
    modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join(""),
  );
  svg.append(path);
  return svg;
}
