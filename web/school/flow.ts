/** One step of a record's way: between which nodes of the drawing, through which stage. */
export interface Hop {
  from: string;
  to: string;
  stage: string;
  words: string;
}

interface Journey {
  hops: Hop[];
  records: number;
  colour: string;
}

/** Milliseconds for one step: what took one or two is slowed down, to be seen. */
const pace = 300;
/** Dots at most: more records are still more than these. */
const most = 7;

/** Shows records moving through the drawing, one journey after the other. */
export class Flow {
  readonly #root: HTMLElement;
  readonly #waiting: Journey[] = [];
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #playing = false;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Shows that many records taking those steps. */
  play(hops: Hop[], records: number, colour: string): void {
    // Somebody who types fast makes more journeys than can be watched.
    if (this.#waiting.length >= 3) this.#waiting.shift();
    this.#waiting.push({ hops, records, colour });
    if (!this.#playing) void this.#run();
  }

  async #run(): Promise<void> {
    this.#playing = true;
    for (let journey; (journey = this.#waiting.shift()); ) {
      for (const hop of journey.hops) await this.#step(hop, journey);
    }
    this.#playing = false;
  }

  async #step(hop: Hop, { records, colour }: Journey): Promise<void> {
    const from = this.#root.querySelector<HTMLElement>(`[data-node="${hop.from}"]`);
    const to = this.#root.querySelector<HTMLElement>(`[data-node="${hop.to}"]`);
    const stage = this.#root.querySelector<HTMLElement>(`[data-stage="${hop.stage}"]`);
    if (!from || !to || !stage) return;
    stage.classList.add("active");
    stage.dataset["colour"] = colour;
    stage.dataset["records"] = `+${records}`;
    const moving = this.#still.matches || document.hidden ? [] : this.#dots(from, to, stage, records, colour);
    await Promise.race([Promise.all([rest(pace), ...moving]), rest(pace * 2)]);
    stage.classList.remove("active");
    to.animate?.([{ transform: "scale(1.06)" }, { transform: "none" }], { duration: this.#still.matches ? 0 : 250 });
  }

  #dots(from: HTMLElement, to: HTMLElement, stage: HTMLElement, records: number, colour: string): Promise<unknown>[] {
    const base = this.#root.getBoundingClientRect();
    const lane = stage.getBoundingClientRect();
    const [a, b] = [middle(from, base), middle(to, base)];
    // Along a row the dots keep to the lane of their stage.
    if (Math.abs(a.y - b.y) < 4) a.y = b.y = lane.bottom - base.y - 3;
    const count = Math.min(records, most);
    return Array.from({ length: count }, (_, i) => {
      const dot = document.createElement("span");
      dot.className = "dot";
      dot.dataset["colour"] = colour;
      this.#root.append(dot);
      const at = ({ x, y }: Point) => `translate(${x}px, ${y}px)`;
      const move = dot.animate([{ transform: at(a) }, { transform: at(b) }], {
        duration: pace,
        delay: (i * pace) / (2 * count),
        easing: "ease-in-out",
        fill: "both",
      });
      return move.finished.catch(() => {}).then(() => dot.remove());
    });
  }
}

interface Point {
  x: number;
  y: number;
}

function middle(element: HTMLElement, base: DOMRect): Point {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2 - base.x, y: y + height / 2 - base.y };
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
