import type { AmoraInspector, PanelName } from "amora/inspector";
import { create, tell } from "./dom.ts";

/** A database that can be looked into, and what it is called. */
export interface Inspected {
  name: string;
  db: NonNullable<AmoraInspector["database"]>;
}

/** The dialog with the inspector, which is loaded when it is opened first. */
export class Inspecting {
  readonly #all: readonly Inspected[];
  readonly #nameOf: ((instance: string) => string) | undefined;
  readonly #dialog: HTMLDialogElement;
  readonly #place = create("div");
  readonly #alarm = create("p", { className: "alarm", role: "alert", hidden: true });
  readonly #choices: HTMLButtonElement[];
  #inspector: AmoraInspector | undefined;

  /** nameOf says what instances are called on the page. */
  constructor(all: readonly Inspected[], nameOf?: (instance: string) => string) {
    this.#all = all;
    this.#nameOf = nameOf;
    this.#choices = all.map((of) => {
      const button = create("button", { type: "button" }, of.name);
      button.addEventListener("click", () => void this.#turnTo(of));
      return button;
    });
    const close = create("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.#dialog.close());
    const chooser = create("div", { className: "actions", role: "group", ariaLabel: "Which device" });
    if (all.length > 1) chooser.append(...this.#choices);
    this.#dialog = create(
      "dialog",
      { className: "inspecting", ariaLabel: "Inspector" },
      create("div", { className: "actions" }, create("h2", { className: "grow" }, "Look inside"), chooser, close),
      this.#alarm,
      this.#place,
    );
    // What nobody sees need not be followed.
    this.#dialog.addEventListener("close", () => {
      if (this.#inspector) this.#inspector.database = undefined;
    });
    document.body.append(this.#dialog);
  }

  /** Shows a panel of a database; of the panel "record" the timeline of that record. */
  async open(of: Inspected, panel: PanelName = "tables", record = ""): Promise<void> {
    tell(this.#alarm, "");
    if (!this.#dialog.open) this.#dialog.showModal();
    try {
      await this.#show(of, panel, record);
    } catch (error) {
      tell(this.#alarm, error);
    }
  }

  async #show(of: Inspected, panel: PanelName, record: string): Promise<void> {
    await import("amora/inspector");
    const inspector = (this.#inspector ??= this.#make());
    inspector.database = of.db;
    inspector.show(panel, record);
    this.#choices.forEach((choice, i) => void (choice.ariaPressed = String(this.#all[i] === of)));
  }

  #make(): AmoraInspector {
    const made = document.createElement("amora-inspector");
    made.nameOf = this.#nameOf;
    this.#place.append(made);
    return made;
  }

  /** The same panel and record on another device. */
  async #turnTo(of: Inspected): Promise<void> {
    await this.open(of, this.#inspector?.panel, this.#inspector?.record);
  }
}
