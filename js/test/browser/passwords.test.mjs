/** A page with Kolibri's schema: it begins a facility, whose users join by name and password. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { pbkdf2Sync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Device } from "./device.mjs";
import { startRelay } from "./relay.mjs";
import { Visitor } from "./visitor.mjs";

// The edge is told who issues certificates before it starts: worker/passwords_test.go.
const skip = process.env.AMORA_RELAY === "edge" ? "of a native relay" : false;

let folder, relay, device, page;

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), "amora-passwords-"));
  relay = await startRelay({ data: join(folder, "rooms"), flags: ["--passwords"] });
  const other = process.env.AMORA_BROWSER;
  device = await (other ? Visitor.open(other) : Device.open());
  page = await device.blank(relay.url);
  await page.evaluate(async () => {
    globalThis.amora = await import("/js/index.js");
    globalThis.schema = (await import("/js/kolibri.js")).facilitydata;
  });
});

after(async () => {
  try {
    await device?.close();
  } finally {
    await relay?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  }
});

/** A password as Kolibri keeps it, with few rounds. */
function kept(password) {
  return `pbkdf2_sha256$1000$salt$${pbkdf2Sync(password, "salt", 1000, 32, "sha256").toString("base64")}`;
}

test("users of a facility join by name and password, and get what is theirs", { skip }, async () => {
  const { room, invite } = await page.evaluate(
    async ({ url, passwords }) => {
      const db = await amora.open("facility", { schema, storage: "memory" });
      globalThis.facility = db;
      const { id: dataset_id } = await db.createRoot("full-facility");
      const facility_id = await db.put("facility", { dataset_id, name: "Maple School" });
      const user = (username) =>
        db.put("facilityuser", { dataset_id, facility_id, username, password: passwords[username] });
      const user_id = await user("admin");
      await user("learner");
      await db.put("role", { dataset_id, user_id, collection_id: facility_id, kind: "admin" });
      await db.sync(url).done;
      return { room: dataset_id, invite: await db.invite({ scope: "full-facility" }) };
    },
    { url: relay.ws, passwords: { admin: kept("admin secret"), learner: kept("learner secret") } },
  );
  await writeFile(join(folder, "issuer.txt"), invite, { mode: 0o600 });
  execFileSync("build/amora", ["user", "issuer", `@${folder}/issuer.txt`, "--data", join(folder, "rooms")]);

  const seen = await page.evaluate(
    async ({ relay, room }) => {
      const joined = async (name, by) => {
        const db = await amora.open(name, { schema, storage: "memory" });
        try {
          const { params } = await db.join({ relay, room, ...by });
          await db.sync(relay).done;
          const users = await db.query("SELECT username FROM facilityuser ORDER BY username");
          return { users: users.map((row) => row.username), user: params.user_id !== undefined };
        } catch (error) {
          return error.code;
        } finally {
          await db.destroy();
        }
      };
      return {
        admin: await joined("a", { username: "Admin", password: "admin secret", scope: "full-facility" }),
        learner: await joined("b", { username: "learner", password: "learner secret", scope: "single-user" }),
        wider: await joined("c", { username: "learner", password: "learner secret", scope: "full-facility" }),
        wrong: await joined("d", { username: "admin", password: "learner secret", scope: "full-facility" }),
        plain: await joined("e", { relay: "ws://192.0.2.1", username: "admin", password: "x", scope: "full-facility" }),
      };
    },
    { relay: relay.ws, room },
  );
  assert.deepEqual(seen, {
    admin: { users: ["admin", "learner"], user: false },
    learner: { users: ["learner"], user: true },
    wider: "outside_scope",
    wrong: "bad_credentials",
    plain: "bad_request",
  });
});

test("what a page writes Kolibri takes: the schema's checks hold", { skip }, async () => {
  const codes = await page.evaluate(async () => {
    const db = facility;
    const [{ id: dataset_id }] = await db.query("SELECT id FROM facilitydataset");
    const [{ id: facility_id }] = await db.query("SELECT id FROM collection WHERE kind = 'facility'");
    const code = (promise) =>
      promise.then(
        () => "none",
        (error) => error.code,
      );
    const name = "x".repeat(101);
    const class_id = await db.put("classroom", { dataset_id, name: "Class 1", parent_id: facility_id });
    const user = { dataset_id, facility_id, username: "zoe" };
    return {
      length: await code(db.put("classroom", { id: class_id, name })),
      choice: await code(db.put("facilityuser", { ...user, gender: "female" })),
      name: await code(db.put("facilityuser", { ...user, username: "zoe b" })),
      required: await code(db.put("lesson", { dataset_id, title: "L", collection_id: class_id })),
      readonly: await code(db.put("unittestassignment", { dataset_id })),
      date: await code(db.put("facilityuser", { ...user, date_deleted: new Date(0) })),
      kinds: (await db.query("SELECT kind FROM collection ORDER BY kind")).map((row) => row.kind),
      moment: (await db.query("SELECT date_deleted FROM facilityuser WHERE username = 'zoe'"))[0].date_deleted,
    };
  });
  assert.deepEqual(codes, {
    length: "bad_value",
    choice: "bad_value",
    name: "bad_value",
    required: "required",
    readonly: "not_writable",
    date: "none",
    kinds: ["classroom", "facility"],
    moment: "1970-01-01 00:00:00.000000(UTC)",
  });
});
