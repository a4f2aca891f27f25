import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { RowForm } from "./form.ts";
import { flash, type Item, keyedList, savedField } from "./list.ts";
import { historyButton, labelled, waitingMark } from "./parts.ts";
import {
  type AssignmentRow,
  assignmentRows,
  type ClassRow,
  classRows,
  type LearnerRow,
  learnerRows,
  type WorkRow,
  workRows,
} from "./rows.ts";
import { tabs } from "./tabs.ts";

/** The teacher's screen: everybody's work, and what it hangs on. */
export function teacherScreen(desk: Desk, form: RowForm): HTMLElement {
  const { device } = desk;
  const { element, panel } = tabs(device.key, ["Work", "Assignments", "Learners", "Classes"]);

  const work = panel(0);
  const showWork = keyedList<WorkRow>(
    work.list,
    (row) => row.assignment,
    (row) => workItem(desk, row),
  );
  device.watch<WorkRow>(workRows, [], (rows) => {
    showWork(rows);
    work.count(rows.length);
  });

  const assignments = panel(1, "Add an assignment", () => form.open(desk, "assignment"));
  const showAssignments = keyedList<AssignmentRow>(
    assignments.list,
    ({ id }) => id,
    (row) =>
      plainItem(desk, form, "assignment", row, ({ title, learner_name, partner_name, class_name }) => [
        title,
        `${learner_name}${partner_name ? ` with ${partner_name}` : ""} · ${class_name}`,
      ]),
  );
  device.watch<AssignmentRow>(assignmentRows, [], (rows) => {
    showAssignments(rows);
    assignments.count(rows.length);
  });

  const learners = panel(2, "Add a learner", () => form.open(desk, "learner"));
  const showLearners = keyedList<LearnerRow>(
    learners.list,
    ({ id }) => id,
    (row) =>
      plainItem(desk, form, "learner", row, ({ name, class_name, assigned, answered }) => [
        name,
        `${class_name} · ${answered} of ${assigned} answered`,
      ]),
  );
  device.watch<LearnerRow>(learnerRows, [], (rows) => {
    showLearners(rows);
    learners.count(rows.length);
  });

  const classes = panel(3, "Add a class", () => form.open(desk, "class"));
  const showClasses = keyedList<ClassRow>(
    classes.list,
    ({ id }) => id,
    (row) =>
      plainItem(desk, form, "class", row, ({ name, room, learners }) => [
        name,
        `${room} · ${learners} ${learners === 1 ? "learner" : "learners"}`,
      ]),
  );
  device.watch<ClassRow>(classRows, [], (rows) => {
    showClasses(rows);
    classes.count(rows.length);
  });
  return element;
}

/** One learner's work on one assignment, to be scored. */
function workItem(desk: Desk, first: WorkRow): Item<WorkRow> {
  let row = first;
  const history = historyButton(desk, () => row.id ?? row.assignment);
  const waiting = waitingMark();
  const who = create("strong", {}, row.learner_name);
  const title = create("span", {});
  const said = create("p", { className: "said" });
  const score = create("input", { type: "number", min: "0", max: "10", step: "1", inputMode: "numeric" });
  const feedback = create("input", { type: "text", autocomplete: "off" });
  const fields = create(
    "div",
    { className: "fields" },
    labelled("Score", score, "score"),
    labelled("Feedback", feedback),
  );
  const save = (changed: { score: number | null } | { feedback: string }) => {
    if (row.id) return desk.put("answer", { id: row.id, ...changed });
    return desk.put("answer", {
      dataset_id: desk.device.dataset,
      learner_id: row.learner,
      assignment_id: row.assignment,
      ...changed,
    });
  };
  const scored = savedField(score, scoreText(row.score), desk.draft(row.assignment, "score"), (value) =>
    save({ score: value === "" ? null : Number(value) }),
  );
  const fed = savedField(feedback, row.feedback, desk.draft(row.assignment, "feedback"), (value) =>
    save({ feedback: value }),
  );
  const element = create(
    "li",
    { className: "item work" },
    create("div", { className: "head" }, create("h3", {}, who, " ", title), waiting, history.button),
    said,
    fields,
  );
  const show = () => {
    const name = `${row.learner_name}: ${row.title}`;
    title.textContent = row.title;
    who.textContent = row.learner_name;
    history.name(name);
    score.ariaLabel = `Score for ${name}, 0 to 10`;
    feedback.ariaLabel = `Feedback on ${name}`;
    waiting.hidden = !row.waiting;
    said.textContent = row.text || "No answer yet";
    said.classList.toggle("none", row.text === "");
  };
  show();
  return {
    element,
    update(next) {
      const news = [scored.show(scoreText(next.score)), fed.show(next.feedback), next.text !== row.text];
      row = next;
      show();
      if (news.includes(true)) flash(element);
    },
  };
}

function scoreText(score: number | null): string {
  return score === null ? "" : String(score);
}

/** A row that is edited in a form. */
function plainItem<R extends ClassRow | LearnerRow | AssignmentRow>(
  desk: Desk,
  form: RowForm,
  model: "class" | "learner" | "assignment",
  first: R,
  words: (row: R) => [string, string],
): Item<R> {
  let row = first;
  const history = historyButton(desk, () => row.id);
  const waiting = waitingMark();
  const name = create("h3");
  const about = create("p");
  const edit = create("button", { type: "button", className: "quiet" }, "Edit");
  edit.addEventListener("click", () => form.open(desk, model, row));
  const element = create(
    "li",
    { className: "item plain" },
    create("div", { className: "grow" }, name, about),
    waiting,
    edit,
    history.button,
  );
  const show = () => {
    [name.textContent, about.textContent] = words(row);
    waiting.hidden = !row.waiting;
    edit.ariaLabel = `Edit ${name.textContent}, ${about.textContent}`;
    history.name(`${name.textContent}, ${about.textContent}`);
  };
  show();
  return {
    element,
    update(next) {
      const news = words(next).join() !== words(row).join();
      row = next;
      show();
      if (news) flash(element);
    },
  };
}
