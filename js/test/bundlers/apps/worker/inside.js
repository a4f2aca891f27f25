import { open } from "amora";
import { schema } from "../shared/notes.js";

async function work() {
  const db = await open("notes", { schema });
  const { id: dataset_id } = await db.createRoot("all");
  await db.put("note", { dataset_id, text: "inside" });
  return db.query("SELECT text FROM note");
}

work().then(
  (rows) => postMessage({ rows }),
  (error) => postMessage({ failure: `${error.message}\n${error.hint}` }),
);
