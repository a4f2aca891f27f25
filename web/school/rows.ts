/** What the devices' screens show, as SQL and rows. */

/** An assignment with its answer, if there is one. */
export interface WorkRow {
  assignment: string;
  learner: string;
  learner_name: string;
  class_name: string;
  partner_name: string | null;
  title: string;
  question: string;
  id: string | null;
  text: string;
  score: number | null;
  feedback: string;
  /** Changed here and not yet handed to a sync. */
  waiting: 0 | 1;
}

export const workRows = `SELECT s.id AS assignment, s.learner_id AS learner, l.name AS learner_name, c.name AS class_name, p.name AS partner_name,
  s.title, s.question, a.id, coalesce(a.text, '') AS text, a.score, coalesce(a.feedback, '') AS feedback,
  d.id IS NOT NULL AS waiting
  FROM assignment s JOIN learner l ON l.id = s.learner_id JOIN class c ON c.id = s.class_id
  LEFT JOIN learner p ON p.id = s.partner_id
  LEFT JOIN answer a ON a.assignment_id = s.id LEFT JOIN amora_dirty_answer d ON d.id = a.id
  ORDER BY l.name, c.name, s.title`;

export interface ClassRow {
  id: string;
  name: string;
  room: string;
  learners: number;
  waiting: 0 | 1;
}

export const classRows = `SELECT c.id, c.name, c.room, (SELECT count(*) FROM learner l WHERE l.class_id = c.id) AS learners,
  EXISTS (SELECT 1 FROM amora_dirty_class d WHERE d.id = c.id) AS waiting
  FROM class c ORDER BY c.name`;

export interface LearnerRow {
  id: string;
  name: string;
  class_id: string;
  class_name: string;
  assigned: number;
  answered: number;
  waiting: 0 | 1;
}

export const learnerRows = `SELECT l.id, l.name, l.class_id, c.name AS class_name,
  (SELECT count(*) FROM assignment s WHERE s.learner_id = l.id) AS assigned,
  (SELECT count(*) FROM answer a WHERE a.learner_id = l.id AND a.text <> '') AS answered,
  EXISTS (SELECT 1 FROM amora_dirty_learner d WHERE d.id = l.id) AS waiting
  FROM learner l JOIN class c ON c.id = l.class_id ORDER BY l.name`;

export interface AssignmentRow {
  id: string;
  learner_id: string;
  learner_name: string;
  class_id: string;
  class_name: string;
  partner_id: string | null;
  partner_name: string | null;
  title: string;
  question: string;
  waiting: 0 | 1;
}

export const assignmentRows = `SELECT s.id, s.learner_id, l.name AS learner_name, s.class_id, c.name AS class_name, s.partner_id,
  p.name AS partner_name, s.title, s.question, EXISTS (SELECT 1 FROM amora_dirty_assignment d WHERE d.id = s.id) AS waiting
  FROM assignment s JOIN learner l ON l.id = s.learner_id JOIN class c ON c.id = s.class_id
  LEFT JOIN learner p ON p.id = s.partner_id ORDER BY s.title, l.name`;

/** What a device holds, to be compared with the others. */
export interface Holdings {
  classes: number;
  learners: number;
  assignments: number;
  answers: number;
  /** Rows changed and not yet handed to a sync. */
  waiting: number;
}

export const holdings = `SELECT (SELECT count(*) FROM class) AS classes, (SELECT count(*) FROM learner) AS learners,
  (SELECT count(*) FROM assignment) AS assignments, (SELECT count(*) FROM answer) AS answers,
  (SELECT count(*) FROM amora_dirty_class) + (SELECT count(*) FROM amora_dirty_learner) + (SELECT count(*) FROM amora_dirty_assignment)
  + (SELECT count(*) FROM amora_dirty_answer) + (SELECT count(*) FROM morango_deletedmodels) AS waiting`;
