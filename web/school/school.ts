import { open } from "amora";
import { chooseRelay } from "../relay.ts";
import { Device } from "./device.ts";
import { type Role, type SchoolDatabase, schema } from "./schema.ts";
import { ownLearner, seed } from "./seed.ts";

function openDatabase(name: string): Promise<SchoolDatabase> {
  return open(name, { schema });
}

/** The teacher's and Ana's devices; a school is made where there is none. */
export async function openSchool(): Promise<Device[]> {
  const [teacher, ana] = await Promise.all([openDatabase("school-teacher"), openDatabase("school-ana")]);
  const relay = await chooseRelay("./", teacher);
  const room = (await teacher.status()).room || (await teacher.createRoot("full-facility")).id;
  if (!(await ana.status()).room) {
    const own = (await findOwn(teacher)) ?? (await seed(teacher, room).then(() => findOwn(teacher)));
    await ana.join(await teacher.invite({ scope: "single-user", params: { user_id: own! }, relay }));
  }
  const { params } = await ana.status();
  return [
    new Device({ db: teacher, key: "teacher", name: "Teacher", role: "teacher", dataset: room, learner: "", relay }),
    new Device({
      db: ana,
      key: "learner",
      name: ownLearner,
      role: "learner",
      dataset: room,
      learner: params["user_id"] ?? "",
      relay,
    }),
  ];
}

async function findOwn(db: SchoolDatabase): Promise<string | undefined> {
  const [own] = await db.query<{ id: string }>("SELECT id FROM learner WHERE name = ?", [ownLearner]);
  return own?.id;
}

/** One more device of some school, by invite or as it was left. */
export async function openOwnDevice(id: string, invite: string): Promise<Device> {
  const db = await openDatabase(`school-device-${id}`);
  let relay = await chooseRelay("./", db);
  if (invite) {
    const joined = await db.join(invite);
    // The page's own relay is nearer than the one somebody else called "localhost".
    if (joined.relay && !new URLSearchParams(location.search).has("relay") && !isLoopback(joined.relay))
      relay = joined.relay;
  }
  const { room, params, certificates } = await db.status();
  if (!room) throw new Error("This device has not joined a school yet: open the link that the teacher's page makes.");
  const role: Role = certificates.some(({ scope }) => scope === "full-facility") ? "teacher" : "learner";
  return new Device({
    db,
    key: "own",
    name: "This device",
    role,
    dataset: room,
    learner: params["user_id"] ?? "",
    relay,
  });
}

function isLoopback(relay: string): boolean {
  return /^wss?:\/\/(localhost|127\.|\[::1\])/.test(relay);
}
