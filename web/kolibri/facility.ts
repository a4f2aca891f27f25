/** What the page reads of a facility: Kolibri's tables, by plain SQL. */
import type { Database } from "amora";
import type { facilitydata } from "amora/kolibri";

export type FacilityDatabase = Database<typeof facilitydata>;

export interface ClassRow {
  id: string;
  name: string;
  learners: number;
}

export interface LearnerRow {
  id: string;
  full_name: string;
  username: string;
  attempts: number;
}

export interface LessonRow {
  id: string;
  title: string;
  is_active: boolean;
}

export interface AttemptRow {
  id: string;
  full_name: string;
  item: string;
  correct: number;
  end_timestamp: string;
}

export const facilitySql = "SELECT name FROM collection WHERE kind = 'facility'";

export const classesSql = `SELECT id, name, (SELECT count(*) FROM membership m WHERE m.collection_id = c.id) AS learners
FROM collection c WHERE kind = 'classroom' ORDER BY name, id`;

/** The learners of a class, parameter 1. */
const members = "FROM membership m JOIN facilityuser u ON u.id = m.user_id WHERE m.collection_id = ?1";

export const learnersSql = `SELECT u.id, u.full_name, u.username,
 (SELECT count(*) FROM attemptlog a WHERE a.user_id = u.id) AS attempts ${members} ORDER BY u.full_name, u.id`;

export const lessonsSql = "SELECT id, title, is_active FROM lesson WHERE collection_id = ?1 ORDER BY title, id";

/** The latest 20. Kolibri's moments are text that begins with the date. */
export const attemptsSql = `SELECT a.id, u.full_name, a.item, a.correct, a.end_timestamp
FROM attemptlog a JOIN facilityuser u ON u.id = a.user_id WHERE a.user_id IN (SELECT m.user_id ${members})
ORDER BY a.end_timestamp DESC, a.id LIMIT 20`;
