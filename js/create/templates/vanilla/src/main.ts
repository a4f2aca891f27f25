import "./style.css";
import { open } from "amora";
import { addTask, inviteLink, isInvited, name, prepare, relay, setDone, showOwn, tasksQuery } from "./list";
import { schema } from "./schema";

const db = await open(name, { schema });
await prepare(db);

const app = document.querySelector("#app")!;
app.innerHTML = `
  <header>
    <h1>Tasks</h1>
    <output id="state">connecting</output>
    <button id="invite">Invite</button>
    ${isInvited ? `<button id="own">My own list</button>` : ""}
  </header>
  <input id="link" class="link" aria-label="Invite link" readonly hidden />
  <form><input name="text" placeholder="What is to be done?" required /><button>Add</button></form>
  <ul></ul>`;

const form = app.querySelector("form")!;
const list = app.querySelector("ul")!;
const link = app.querySelector<HTMLInputElement>("#link")!;

db.watch(tasksQuery, [], (tasks) => {
  list.replaceChildren(...tasks.map(({ id, text, done }) => item(id, text, done)));
});

function item(id: string, text: string, done: boolean): HTMLLIElement {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: done });
  box.onchange = () => setDone(db, id, box.checked);
  const label = document.createElement("label");
  label.append(box, ` ${text}`);
  const element = document.createElement("li");
  element.append(label);
  return element;
}

form.onsubmit = async (event) => {
  event.preventDefault();
  const text = String(new FormData(form).get("text"));
  form.reset();
  await addTask(db, text);
};

app.querySelector<HTMLButtonElement>("#invite")!.onclick = async () => {
  link.value = await inviteLink(db);
  link.hidden = false;
  link.select();
};
app.querySelector<HTMLButtonElement>("#own")?.addEventListener("click", showOwn);

db.watchStatus(({ sync }) => {
  app.querySelector("#state")!.textContent = sync?.state ?? "offline";
});
db.sync(relay, { live: true });
