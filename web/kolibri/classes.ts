import { create, element, filledIn, tell } from "../dom.ts";
import {
  type AttemptRow,
  attemptsSql,
  type ClassRow,
  classesSql,
  type FacilityDatabase,
  facilitySql,
  type LearnerRow,
  type LessonRow,
  learnersSql,
  lessonsSql,
} from "./facility.ts";

/** The list of classes, and what belongs to the one that is chosen; both follow what syncs bring. */
export function classesPanel(db: FacilityDatabase): void {
  let chosen = "";
  let classes: ClassRow[] = [];
  let stop = () => {};

  function choose(id: string): void {
    chosen = id;
    stop();
    stop = id ? watchClass(db, id) : () => {};
    element("class", HTMLElement).hidden = !id;
    showClasses();
  }

  function showClasses(): void {
    element("no-classes", HTMLParagraphElement).hidden = classes.length > 0;
    element("classes", HTMLUListElement).replaceChildren(
      ...classes.map(({ id, name, learners }) => {
        const button = create("button", { type: "button" }, name, create("small", {}, learnersOf(learners)));
        button.ariaPressed = String(id === chosen);
        button.addEventListener("click", () => choose(id));
        return create("li", {}, button);
      }),
    );
  }

  db.watch<{ name: string }>(facilitySql, [], ([facility]) => {
    if (facility) element("facility", HTMLHeadingElement).textContent = facility.name;
  });
  db.watch<ClassRow>(classesSql, [], (rows) => {
    classes = rows;
    const still = rows.find(({ id }) => id === chosen);
    if (!still) return choose(rows[0]?.id ?? "");
    showName(still.name);
    showClasses();
  });
  void allowRenaming(db);
  element("rename", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void rename(db, chosen);
  });
}

function learnersOf(n: number): string {
  return `${n} ${n === 1 ? "learner" : "learners"}`;
}

/** Shows the name of the class, unless somebody is about to change it. */
function showName(name: string): void {
  const field = element("class-name", HTMLInputElement);
  if (document.activeElement !== field) field.value = name;
}

/** Lets the name be edited by who may write all of the facility; a learner may not. */
async function allowRenaming(db: FacilityDatabase): Promise<void> {
  const { room, write } = await db.status();
  element("class-name", HTMLInputElement).readOnly = !write.includes(room);
  element("rename-button", HTMLButtonElement).hidden = !write.includes(room);
}

async function rename(db: FacilityDatabase, id: string): Promise<void> {
  const field = element("class-name", HTMLInputElement);
  const said = element("renamed", HTMLParagraphElement);
  if (!filledIn(field.form!)) return;
  try {
    await db.put("classroom", { id, name: field.value });
    field.blur();
    tell(said, "Saved here. Kolibri has it after its next sync.");
  } catch (error) {
    tell(said, error);
  }
}

/** Keeps the tables of a class up to date; the result ends that. */
function watchClass(db: FacilityDatabase, id: string): () => void {
  tell(element("renamed", HTMLParagraphElement), "");
  const ends = [
    db.watch<{ name: string }>("SELECT name FROM collection WHERE id = ?1", [id], ([row]) => row && showName(row.name)),
    db.watch<LearnerRow>(learnersSql, [id], (rows) =>
      fill(
        "learners",
        rows.map((row) => [row.full_name, row.username, number(row.attempts)]),
      ),
    ),
    db.watch<LessonRow>(lessonsSql, [id], (rows) =>
      fill(
        "lessons",
        rows.map((row) => [row.title, row.is_active ? "for learners to see" : "not shown to learners"]),
      ),
    ),
    db.watch<AttemptRow>(attemptsSql, [id], (rows) =>
      fill(
        "attempts",
        rows.map((row) => [row.full_name, row.item, answer(row.correct), when(row.end_timestamp)]),
      ),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function number(n: number): HTMLElement {
  return create("td", { className: "number" }, String(n));
}

function answer(correct: number): HTMLElement {
  return correct === 1 ? create("td", { className: "right" }, "right") : create("td", {}, "wrong");
}

/** A moment as Kolibri writes it, 2026-11-29 19:42:12.286674(Etc/UTC), to the minute. */
function when(moment: string): HTMLElement {
  return create("td", { className: "wide" }, moment.slice(0, 16));
}

/** Fills a table's body: cells are texts, or made already. */
function fill(id: string, rows: (string | HTMLElement)[][]): void {
  const body = element(id, HTMLTableSectionElement);
  const cell = (value: string | HTMLElement) => (typeof value === "string" ? create("td", {}, value) : value);
  const made = rows.map((cells) => create("tr", {}, ...cells.map(cell)));
  const none = create("tr", {}, create("td", { className: "nothing", colSpan: 4 }, "None."));
  body.replaceChildren(...(made.length > 0 ? made : [none]));
}
