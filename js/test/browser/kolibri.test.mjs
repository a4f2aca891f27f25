/**
 * The page that opens a Kolibri facility, on a laptop and on a phone: with a
 * stock Kolibri where there is one, else with a facility that a page has made.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { pbkdf2Sync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { accessible } from "./axe.mjs";
import { Device, picture, steps, text } from "./device.mjs";
import { python, startKolibri } from "./kolibri.mjs";
import { startRelay } from "./relay.mjs";

let folder, relay, laptop, phone, school, admins, learners;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "amora-facility-"));
  relay = await startRelay({ data: join(folder, "rooms"), flags: ["--passwords"] });
  laptop = await Device.open();
  phone = await Device.open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  school = await (python ? stockSchool() : pageSchool());
});

after(async () => {
  const results = await Promise.allSettled([laptop?.close(), phone?.close(), school?.stop()]);
  await relay?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
  for (const { reason } of results) if (reason) throw reason;
});

const test = steps(
  () => [
    [admins, "failed-admin"],
    [learners, "failed-learner"],
  ],
  () => [laptop, phone],
);

/** A facility in a stock Kolibri, which pushes it to the relay. */
async function stockSchool() {
  const kolibri = await startKolibri(`${relay.url}/`);
  const { facility, dataset } = await kolibri.ask("run", { code: "result = facility.make()" });
  const sync = () => kolibri.ask("sync", { url: `${relay.url}/`, facility });
  await sync();
  return {
    room: dataset,
    async classes() {
      await sync();
      return kolibri.ask("run", { code: "result = sorted(c.name for c in Classroom.objects.all())" });
    },
    async rename(from, to) {
      const code = `c = Classroom.objects.get(name=${JSON.stringify(from)}); c.name = ${JSON.stringify(to)}; c.save()`;
      await kolibri.ask("run", { code });
      await sync();
    },
    stop: () => kolibri.stop(),
  };
}

/** The same in a page, whose owner lets the relay issue certificates. */
async function pageSchool() {
  const page = await laptop.blank(relay.url);
  const kept = (password) =>
    `pbkdf2_sha256$1000$salt$${pbkdf2Sync(password, "salt", 1000, 32, "sha256").toString("base64")}`;
  const { room, invite } = await page.evaluate(
    async ({ url, password }) => {
      const { open } = await import("/js/index.js");
      const { facilitydata: schema } = await import("/js/kolibri.js");
      const db = await open("school", { schema, storage: "memory" });
      globalThis.school = db;
      globalThis.sync = () => db.sync(url).done;
      const { id: dataset_id } = await db.createRoot("full-facility");
      const facility_id = await db.put("facility", { dataset_id, name: "Maple School" });
      const user = (username, full_name) =>
        db.put("facilityuser", { dataset_id, facility_id, username, full_name, password });
      const admin = await user("admin", "");
      await db.put("role", { dataset_id, user_id: admin, collection_id: facility_id, kind: "admin" });
      const users = [await user("learner1", "Learner1 é"), await user("learner2", "Learner2 é")];
      for (const name of ["Class 1", "Class 2"]) {
        const collection_id = await db.put("classroom", { dataset_id, name, parent_id: facility_id });
        for (const user_id of name === "Class 1" ? users : users.slice(1))
          await db.put("membership", { dataset_id, user_id, collection_id });
        const lesson = { dataset_id, title: `Lesson of ${name}`, collection_id, created_by_id: admin, is_active: true };
        await db.put("lesson", lesson);
      }
      const now = new Date();
      const log = { dataset_id, user_id: users[0], content_id: "c".repeat(32), kind: "exercise", start_timestamp: now };
      const sessionlog_id = await db.put("contentsessionlog", log);
      for (const [i, correct] of [0, 1, 0].entries()) {
        const moments = { start_timestamp: now, end_timestamp: now };
        const attempt = { dataset_id, user_id: users[0], sessionlog_id, item: `item ${i}`, correct, ...moments };
        await db.put("attemptlog", { ...attempt, simple_answer: "" });
      }
      await globalThis.sync();
      return { room: dataset_id, invite: await db.invite({ scope: "full-facility" }) };
    },
    { url: relay.ws, password: kept("secret") },
  );
  await writeFile(join(folder, "issuer.txt"), invite, { mode: 0o600 });
  execFileSync("build/amora", ["user", "issuer", `@${folder}/issuer.txt`, "--data", join(folder, "rooms")]);
  return {
    room,
    classes: () =>
      page.evaluate(async () => {
        await sync();
        const rows = await school.query("SELECT name FROM collection WHERE kind = 'classroom' ORDER BY name");
        return rows.map(({ name }) => name);
      }),
    rename: (from, to) =>
      page.evaluate(
        async ([from, to]) => {
          const [{ id }] = await school.query("SELECT id FROM collection WHERE name = ?1", [from]);
          await school.put("classroom", { id, name: to });
          await sync();
        },
        [from, to],
      ),
    stop: () => page.close(),
  };
}

async function signIn(page, username, password) {
  await page.getByLabel("Dataset of the facility").fill(school.room);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The cells of a table's body, by rows. */
function cells(page, id) {
  return page.locator(`#${id} tr`).evaluateAll((rows) => rows.map((row) => [...row.cells].map((c) => c.innerText)));
}

test("who has another password is told so, and can try again", async () => {
  admins = await laptop.tab(`${relay.url}/kolibri/?room=${school.room}`);
  await signIn(admins, "admin", "guessed");
  await text(admins, "#alarm", /password|name/i);
  await accessible(admins, "the form to sign in");
  await picture(admins, "kolibri-sign-in");
});

test("an administrator sees classes, learners, lessons and attempts", async () => {
  await signIn(admins, "admin", "secret");
  await text(admins, "#facility", /^Maple School$/);
  await text(admins, "#classes", /Class 1\s*2 learners.*Class 2/s);
  await admins.getByRole("button", { name: "Class 1" }).click();
  await text(admins, "#learners", /learner1\s*3/);
  await text(admins, "#lessons", /Lesson of Class 1\s*for learners to see/);
  await text(admins, "#attempts", /item 1\s*right/);
  assert.equal((await cells(admins, "learners")).length, 2);
  await accessible(admins, "a class");
  await picture(admins, "kolibri-class");
  await admins.getByRole("button", { name: "Look inside the database" }).click();
  const inside = admins.getByRole("dialog", { name: "Inspector" });
  await inside.getByRole("combobox", { name: "Table" }).selectOption("facilityuser");
  await inside.getByRole("cell", { name: "learner1", exact: true }).waitFor();
  await accessible(admins, "the inspector of a facility");
  await picture(admins, "kolibri-inspector");
  await inside.getByRole("button", { name: "Close" }).click();
});

test("a class's name edited here arrives at the school, and one edited there here", async () => {
  await admins.getByRole("textbox", { name: "Name of the class" }).fill("Class of the tab");
  await admins.getByRole("button", { name: "Save" }).click();
  await text(admins, "#renamed", /Saved/);
  await text(admins, "#classes", /Class of the tab/);
  for (const until = Date.now() + 60_000; ; ) {
    const names = await school.classes(); // each time it syncs
    if (names.includes("Class of the tab")) break;
    assert.ok(Date.now() < until, `the school has ${names}`);
  }
  await school.rename("Class 2", "Class of the school");
  await text(admins, "#classes", /Class of the school/);
});

test("a learner on a phone sees what is the learner's own", async () => {
  learners = await phone.tab(`${relay.url}/kolibri/?room=${school.room}`);
  await learners.getByLabel("What is mine").check();
  await picture(learners, "kolibri-sign-in-phone");
  await signIn(learners, "learner1", "secret");
  await text(learners, "#classes", /Class of the tab\s*1 learner/);
  await learners.getByRole("button", { name: "Class of the tab" }).click();
  await text(learners, "#attempts", /item 1\s*right/);
  const users = await learners.evaluate(() => db.query("SELECT username FROM facilityuser"));
  assert.deepEqual(users, [{ username: "learner1" }]);
  assert.equal(await learners.getByRole("button", { name: "Save" }).isVisible(), false);
  await accessible(learners, "a learner's class, dark");
  await picture(learners, "kolibri-class-phone");
});
