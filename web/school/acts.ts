import { create, element, gently } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { WorkRow } from "./rows.ts";
import { workRows } from "./rows.ts";

/** What the page can show by itself: each act writes as a person would, and says what it does. */
export class Acts {
  readonly #teacher: Desk;
  readonly #ana: Desk;
  readonly #story = element("story", HTMLParagraphElement);
  readonly #list = element("acts", HTMLOListElement);
  #round = 0;
  #yards = 0;

  constructor(teacher: Desk, ana: Desk, addDevice: () => void) {
    this.#teacher = teacher;
    this.#ana = ana;
    const acts: [string, () => Promise<void>, Desk?][] = [
      ["Change an answer", () => this.#change(), teacher],
      ["Work offline", () => this.#offline(), teacher],
      ["Make a conflict", () => this.#conflict(), teacher],
      ["Quarantine a record", () => this.#quarantine(), ana],
      ["Add your phone", async () => addDevice()],
    ];
    const buttons = acts.map(([name, act, where]) => {
      const button = create("button", { type: "button" }, name);
      button.addEventListener("click", () => {
        if (where) bringIntoView(where);
        void this.#perform(button, act);
      });
      return button;
    });
    this.#list.replaceChildren(...buttons.map((button) => create("li", {}, button)));
  }

  /** One act at a time. The buttons stay as they are: whoever presses one by key stays on it. */
  async #perform(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
    if (this.#list.ariaBusy === "true") return;
    this.#list.ariaBusy = "true";
    button.classList.add("playing");
    try {
      await act();
      button.parentElement!.classList.add("done");
    } catch (error) {
      this.#teacher.complain(error);
    } finally {
      button.classList.remove("playing");
      this.#list.ariaBusy = "false";
    }
  }

  #say(words: string): void {
    this.#story.textContent = words;
  }

  async #change(): Promise<void> {
    await this.#bothOnline();
    const row = await this.#answer("Why leaves turn red");
    const texts = [
      "The green moves out for the winter.",
      "They save their green for next year.",
      "The tree takes the green back in, and red is what stays.",
    ];
    this.#say("Ana writes a new answer. It is in her own database at once, and on the teacher's screen a blink later.");
    await this.#ana.put("answer", { id: row.id!, text: texts[this.#round++ % texts.length]! });
  }

  async #offline(): Promise<void> {
    await this.#bothOnline();
    this.#say("The teacher's device is offline now. Nothing stops working: scores go into its own database.");
    await this.#teacher.device.goOffline();
    const row = await this.#answer("Minutes in a day");
    await pause(1200);
    const score = 7 + (this.#round++ % 4);
    await this.#teacher.put("answer", { id: row.id!, score, feedback: `Well counted: ${score} points.` });
    await pause(900);
    this.#say("Ana sees nothing of it yet: the score waits on the teacher's device. Next, it comes back online…");
    await pause(2200);
    this.#teacher.device.goOnline();
    await this.#teacher.device.rested(8000);
    this.#say("…and what was written offline has caught up by itself. Try it with the switches, as long as you like.");
  }

  async #conflict(): Promise<void> {
    await this.#bothOnline();
    const row = await this.#answer("A quarter of a cake");
    this.#say(
      "Both devices are offline. Now both change the same answer: the teacher gives a new score, Ana rewrites it.",
    );
    await Promise.all([this.#teacher.device.goOffline(), this.#ana.device.goOffline()]);
    await pause(900);
    const round = this.#round++;
    await this.#teacher.put("answer", {
      id: row.id!,
      score: 8 - (round % 3),
      feedback: "Please show it as a decimal, too.",
    });
    await this.#ana.put("answer", {
      id: row.id!,
      text: round % 2 ? "Three quarters: 0.75 of the cake." : "3/4 of it, because 2/8 is a quarter.",
    });
    await pause(2600);
    this.#say("The teacher is back first…");
    this.#teacher.device.goOnline();
    await this.#teacher.device.rested(8000);
    await pause(900);
    this.#say("…then Ana.");
    this.#ana.device.goOnline();
    await this.#ana.device.rested(8000);
    await this.#teacher.device.rested(1500);
    this.#say(
      "Neither knew of the other's change. Ana came last, so her device merged: its version stands, the other is kept. Choose on either device.",
    );
  }

  async #quarantine(): Promise<void> {
    await this.#bothOnline();
    const { db, dataset } = this.#teacher.device;
    const [ben] = await db.query<{ id: string }>("SELECT id FROM learner WHERE id <> ? ORDER BY name LIMIT 1", [
      this.#ana.device.learner,
    ]);
    const [subject] = await db.query<{ id: string }>("SELECT id FROM class ORDER BY name LIMIT 1");
    if (!ben || !subject) throw new Error("It takes another learner and a class for this: add them first.");
    this.#say(
      "The teacher gives Ana an exercise for two, with another learner, whose record Ana's device must not see.",
    );
    const made = await this.#teacher.put("assignment", {
      dataset_id: dataset,
      learner_id: this.#ana.device.learner,
      class_id: subject.id,
      partner_id: ben.id,
      title: `Measure the school yard${this.#yards++ > 0 ? ` ${this.#yards}` : ""}`,
      question: "Measure it in steps, one of you each side. Who needs more steps, and why?",
    });
    if (!made) return;
    await this.#ana.device.rested(2500);
    this.#say(
      "It refers to a record Ana may not have, so her device sets it aside, with the reason. Once the teacher names no partner, it fits.",
    );
  }

  /** Takes the partner off an exercise, on the teacher's device. */
  async workAlone(id: string): Promise<void> {
    this.#teacher.device.goOnline();
    this.#ana.device.goOnline();
    await this.#teacher.put("assignment", { id, partner_id: null });
    this.#say(
      "The exercise has no partner any more: with that version the record fits, and Ana's device has taken it out of quarantine.",
    );
  }

  async #bothOnline(): Promise<void> {
    const off = [this.#teacher, this.#ana].filter(({ device }) => device.link !== "online");
    if (off.length === 0) return;
    this.#say("First both devices go online.");
    for (const { device } of off) device.goOnline();
    await Promise.all(off.map(({ device }) => device.rested(6000)));
    if (off.some(({ device }) => device.link !== "online"))
      this.#say("The relay cannot be reached: what follows waits until it is back.");
  }

  /** Ana's answer to an assignment, or to her first one if that is gone. */
  async #answer(title: string): Promise<WorkRow> {
    const rows = await this.#ana.device.db.query<WorkRow>(workRows);
    const answered = rows.filter(({ id }) => id !== null);
    const row = answered.find((row) => row.title === title) ?? answered[0];
    if (!row) throw new Error("Ana has no answer yet: write one on her device first.");
    return row;
  }
}

/** On a phone the devices stand below each other: the one to look at comes up. */
function bringIntoView({ device }: Desk): void {
  if (matchMedia("(min-width: 68rem)").matches) return;
  document.querySelector(`.device[data-key="${device.key}"]`)?.scrollIntoView({ block: "start", behavior: gently() });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
