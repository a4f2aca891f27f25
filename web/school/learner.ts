import { create } from "../dom.ts";
import type { Desk } from "./desk.ts";
import { flash, type Item, keyedList, savedField } from "./list.ts";
import { historyButton, labelled, waitingMark } from "./parts.ts";
import { type WorkRow, workRows } from "./rows.ts";

/** A learner's screen: what is assigned, to be answered. */
export function learnerScreen(desk: Desk): HTMLElement {
  const list = create("ul", { className: "list" });
  const none = create(
    "p",
    { className: "none", hidden: true },
    "Nothing here yet: what is assigned comes with a sync.",
  );
  const show = keyedList<WorkRow>(
    list,
    (row) => row.assignment,
    (row) => taskItem(desk, row),
  );
  desk.device.watch<WorkRow>(workRows, [], (rows) => {
    show(rows);
    none.hidden = rows.length > 0;
  });
  return create("div", { className: "screen" }, create("div", { className: "panel" }, none, list));
}

/** One assignment with its answer. */
function taskItem(desk: Desk, first: WorkRow): Item<WorkRow> {
  let row = first;
  const history = historyButton(desk, () => row.id ?? row.assignment);
  const waiting = waitingMark();
  const title = create("strong");
  const about = create("span");
  const question = create("p", { className: "question" });
  const answer = create("textarea", { rows: 2, placeholder: "Your answer", autocomplete: "off" });
  const feedback = create("p", { className: "feedback" });
  const field = savedField(answer, row.text, desk.draft(row.assignment, "text"), (text) => {
    if (row.id) return desk.put("answer", { id: row.id, text });
    return desk.put("answer", {
      dataset_id: desk.device.dataset,
      learner_id: row.learner,
      assignment_id: row.assignment,
      text,
    });
  });
  const element = create(
    "li",
    { className: "item task" },
    create("div", { className: "head" }, create("h3", {}, title, " ", about), waiting, history.button),
    question,
    labelled("Answer", answer),
    feedback,
  );
  const show = () => {
    title.textContent = row.title;
    about.textContent = `${row.class_name}${row.partner_name ? ` · with ${row.partner_name}` : ""}`;
    question.textContent = row.question;
    history.name(row.title);
    answer.ariaLabel = `Answer to ${row.title}`;
    waiting.hidden = !row.waiting;
    feedback.replaceChildren(...marks(row));
    feedback.hidden = feedback.childNodes.length === 0;
  };
  show();
  return {
    element,
    update(next) {
      const news = [
        field.show(next.text),
        next.score !== row.score,
        next.feedback !== row.feedback,
        next.title !== row.title,
      ];
      row = next;
      show();
      if (news.includes(true)) flash(element);
    },
  };
}

function marks({ score, feedback }: WorkRow): (Node | string)[] {
  const parts: (Node | string)[] = [];
  if (score !== null) parts.push(create("b", {}, `${score} of 10`), " ");
  if (feedback) parts.push(feedback);
  return parts;
}
