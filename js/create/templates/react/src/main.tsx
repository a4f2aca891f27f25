import "./style.css";
import { createAmora } from "amora/react";
import { type FormEvent, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { addTask, inviteLink, isInvited, name, prepare, relay, setDone, showOwn, tasksQuery } from "./list";
import { schema } from "./schema";

const { Provider, useDatabase, useQuery, useSync } = createAmora(name, { schema, prepare });

function Head() {
  const db = useDatabase();
  const sync = useSync(relay);
  const [link, setLink] = useState("");
  return (
    <>
      <header>
        <h1>Tasks</h1>
        <output id="state">{sync?.state ?? "connecting"}</output>
        <button id="invite" onClick={async () => setLink(await inviteLink(db))}>
          Invite
        </button>
        {isInvited && <button onClick={showOwn}>My own list</button>}
      </header>
      {link && <input id="link" className="link" aria-label="Invite link" readOnly value={link} />}
    </>
  );
}

function List() {
  const db = useDatabase();
  const tasks = useQuery(tasksQuery);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get("text"));
    form.reset();
    await addTask(db, text);
  };
  return (
    <>
      <form onSubmit={add}>
        <input name="text" placeholder="What is to be done?" required />
        <button>Add</button>
      </form>
      <ul>
        {tasks?.map(({ id, text, done }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={done} onChange={() => setDone(db, id, !done)} /> {text}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <Provider fallback="…">
      <Head />
      <List />
    </Provider>
  </StrictMode>,
);
