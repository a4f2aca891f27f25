import type { SchoolDatabase } from "./schema.ts";

/** The school as it is found: small enough to overlook, large enough to look alive. */
const classes = [
  ["Mathematics", "Room 2"],
  ["Science", "The garden"],
  ["Reading", "Library"],
] as const;

const learners = [
  ["Ana", "Mathematics"],
  ["Ben", "Mathematics"],
  ["Chloe", "Science"],
  ["Dev", "Science"],
  ["Ema", "Reading"],
  ["Femi", "Reading"],
] as const;

/** Title, class, question, and who has answered what: text, score, feedback. */
const tasks: [string, string, string, Record<string, [string, number?, string?] | []>][] = [
  [
    "A quarter of a cake",
    "Mathematics",
    "A mulberry cake is cut into 8 pieces and you eat 2. How much of it is left?",
    {
      Ana: ["6/8, which is the same as 3/4.", 10, "Right, and nicely shortened."],
      Ben: ["6 pieces", 7, "Yes. What fraction of the whole cake is that?"],
      Chloe: ["3/4"],
      Femi: [],
    },
  ],
  [
    "Minutes in a day",
    "Mathematics",
    "How many minutes are there in one day? Show how you found out.",
    {
      Ana: ["24 times 60. That makes 1,440."],
      Ben: ["1440", 9, "Correct. I would have liked to see how."],
      Dev: ["60 × 24 = 1440", 10, "Perfect."],
    },
  ],
  [
    "Why leaves turn red",
    "Science",
    "Look at the tree by the gate. Why do its leaves change colour in autumn?",
    {
      Ana: ["They get cold and then they blush."],
      Chloe: ["The green goes away and the other colours were there all along.", 10, "Beautifully said."],
      Dev: ["Because of chlorophyll", 8, "What does it do?"],
      Ema: [],
    },
  ],
  [
    "Your favourite page",
    "Reading",
    "Which page of the book did you like best, and why?",
    {
      Ana: [],
      Ema: ["The one where the dog finds the way home. I read it twice.", 9, "I like that page too."],
      Femi: ["Page 12, because it is raining in it."],
    },
  ],
];

/** The learner whose device the page shows. */
export const ownLearner = "Ana";

/** Fills a new dataset; the order is that in which rows refer to each other. */
export async function seed(db: SchoolDatabase, dataset_id: string): Promise<void> {
  const ids = (names: readonly string[], made: string[]) => new Map(names.map((name, i) => [name, made[i]!]));
  const classId = ids(
    classes.map(([name]) => name),
    await db.put(
      "class",
      classes.map(([name, room]) => ({ dataset_id, name, room })),
    ),
  );
  const learnerId = ids(
    learners.map(([name]) => name),
    await db.put(
      "learner",
      learners.map(([name, of]) => ({ dataset_id, name, class_id: classId.get(of)! })),
    ),
  );
  const given = tasks.flatMap(([title, of, question, answers]) =>
    Object.entries(answers).map(([name, answer]) => ({
      assignment: {
        dataset_id,
        learner_id: learnerId.get(name)!,
        class_id: classId.get(of)!,
        partner_id: null,
        title,
        question,
      },
      answer,
    })),
  );
  const assigned = await db.put(
    "assignment",
    given.map(({ assignment }) => assignment),
  );
  const answers = given.flatMap(({ assignment: { learner_id }, answer: [text, score, feedback] }, i) =>
    text === undefined
      ? []
      : [{ dataset_id, learner_id, assignment_id: assigned[i]!, text, score: score ?? null, feedback: feedback ?? "" }],
  );
  await db.put("answer", answers);
}
