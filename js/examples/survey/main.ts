/** A field survey. Everybody in the field sees the sites and what they found themselves; the office sees all of it. */
import { defineSchema, open } from "amora";
import { attempt, begin, byId, h, joinByLink, onSubmit, relay, rowsIn, showLink } from "../page.ts";

const schema = defineSchema({
  profile: "survey",
  scopes: [
    { id: "office", version: 1, primary_scope_param_key: "dataset_id", read_write_filter_template: "${dataset_id}" },
    {
      id: "field",
      version: 1,
      read_filter_template: "${dataset_id}:sites",
      read_write_filter_template: "${dataset_id}:by:${surveyor_id}",
    },
  ],
  models: [
    {
      name: "site",
      table: "site",
      partition: "${dataset_id}:sites",
      source: null,
      columns: { dataset_id: "uuid", name: "text" },
    },
    {
      // By columns: the office may correct the species while the surveyor, out of reach, adds a remark.
      name: "finding",
      table: "finding",
      partition: "${dataset_id}:by:${surveyor_id}",
      source: null,
      merge: "columns",
      columns: {
        dataset_id: "uuid",
        surveyor_id: "uuid",
        site_id: "uuid",
        species: "text",
        pieces: { type: "integer", default: 1, min: 1 },
        remark: "text?",
        at: { type: "datetime", default: "now" },
      },
      references: { site_id: "site" },
    },
    {
      // A record of its own, so that a change of the remark does not send the photo again.
      name: "photo",
      table: "photo",
      partition: "${dataset_id}:by:${surveyor_id}",
      source: "${finding_id}",
      columns: { dataset_id: "uuid", surveyor_id: "uuid", finding_id: "uuid", jpeg: "blob" },
      references: { finding_id: "finding" },
    },
  ],
});

const db = await open("survey", { schema });
await joinByLink(db);
if (!(await db.status()).room) await db.createRoot("office");

// Who came by a link writes as the surveyor whom the link names; the office as the dataset itself.
const { room: dataset_id, params } = await db.status();
const surveyor_id = params.surveyor_id ?? dataset_id;
const inOffice = surveyor_id === dataset_id;
byId("office").hidden = !inOffice;

/* ---- photos ---- */

/** A photo that fits a record, which has at most 512 KiB: 1,280 pixels on its longer side. */
async function shrink(file: File): Promise<Uint8Array> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, 1280 / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  for (let quality = 0.85; ; quality -= 0.15) {
    const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (jpeg.size < 350_000 || quality < 0.3) return new Uint8Array(await jpeg.arrayBuffer());
  }
}

/** Draws the photo of a finding; a list of findings reads none, so it stays fast. */
async function draw(canvas: HTMLCanvasElement, finding_id: string): Promise<void> {
  const [photo] = await db.query("SELECT * FROM photo WHERE finding_id = ?", [finding_id]);
  if (!photo) return;
  const image = await createImageBitmap(new Blob([new Uint8Array(photo.jpeg)], { type: "image/jpeg" }));
  Object.assign(canvas, { width: image.width, height: image.height, hidden: false });
  canvas.getContext("2d")!.drawImage(image, 0, 0);
}

/* ---- the findings ---- */

interface Finding {
  id: string;
  species: string;
  pieces: number;
  remark: string | null;
  at: Date;
  site: string;
  photo: number;
}

const showFindings = rowsIn<Finding>(byId("findings"), ({ id }) => {
  const canvas = h("canvas", { hidden: true, ariaLabel: "Photo" });
  const species = h("input", { ariaLabel: "Species", className: "species" });
  const remark = h("input", { ariaLabel: "Remark", placeholder: "Remark" });
  const where = h("small");
  species.onchange = () => attempt(() => db.put("finding", { id, species: species.value }));
  remark.onchange = () => attempt(() => db.put("finding", { id, remark: remark.value || null }));
  let drawn = 0;
  const update = (finding: Finding) => {
    if (document.activeElement !== species) species.value = finding.species;
    if (document.activeElement !== remark) remark.value = finding.remark ?? "";
    where.textContent = `${finding.pieces} × at ${finding.site}, ${finding.at.toLocaleString()}`;
    if (finding.photo !== drawn) void attempt(() => draw(canvas, id));
    drawn = finding.photo;
  };
  return { element: h("li", {}, canvas, species, where, remark), update };
});

db.watch<Finding>(
  `SELECT f.id, species, pieces, remark, at, s.name AS site,
     EXISTS (SELECT 1 FROM photo WHERE finding_id = f.id) AS photo
   FROM finding f JOIN site s ON s.id = f.site_id ORDER BY at DESC, f.id`,
  [],
  showFindings,
);

db.watch("SELECT * FROM site ORDER BY name", [], (sites) => {
  const choice = byId<HTMLSelectElement>("site");
  const chosen = choice.value;
  choice.replaceChildren(...sites.map(({ id, name }) => new Option(name, id, false, id === chosen)));
  byId("new-finding").hidden = sites.length === 0;
});

/* ---- what people do ---- */

onSubmit(byId("new-finding"), async (fields) => {
  const id = crypto.randomUUID(); // an id of our own, so that both rows go in one commit
  const file = fields.get("photo") as File;
  const own = { dataset_id, surveyor_id };
  const finding = {
    ...own,
    id,
    site_id: String(fields.get("site")),
    species: String(fields.get("species")),
    pieces: Number(fields.get("pieces")),
    remark: String(fields.get("remark")) || null,
  };
  const photos = file.size > 0 ? [{ ...own, finding_id: id, jpeg: await shrink(file) }] : [];
  await db.batch([
    { put: "finding", rows: [finding] },
    { put: "photo", rows: photos },
  ]);
});

onSubmit(byId("new-site"), (fields) => db.put("site", { dataset_id, name: String(fields.get("name")) }));

onSubmit(byId("invite"), async (fields) => {
  const params = { surveyor_id: crypto.randomUUID().replaceAll("-", "") };
  showLink(await db.invite({ scope: "field", params, relay, label: String(fields.get("name")) }));
  await showSurveyors();
});

/** Whom the office has invited, and a way to take that back. */
async function showSurveyors(): Promise<void> {
  const invited = (await db.issued()).filter(({ label, revoked }) => label && !revoked);
  byId("surveyors").replaceChildren(
    ...invited.map(({ id, label }) => {
      const end = h("button", { className: "quiet", ariaLabel: `Take back from ${label}` }, "×");
      end.onclick = () =>
        attempt(async () => {
          await db.revoke(id);
          await showSurveyors();
          await db.sync(relay).done; // which tells the relay
        });
      return h("li", {}, label, end);
    }),
  );
}
await showSurveyors();

/* ---- the office and the surveyor changed the same column ---- */

db.watchConflicts((conflicts) => {
  byId("conflicts").replaceChildren(
    ...conflicts.flatMap((conflict) => {
      if (conflict.model !== "finding") return [];
      const { model, id, current, lost } = conflict;
      const choice = (row: typeof current, settle: () => Promise<void>) =>
        h("button", { onclick: () => attempt(settle) }, [row.species, row.remark].filter(Boolean).join(": "));
      return h(
        "li",
        {},
        "Which one is right? ",
        choice(current, () => db.resolve(model, id)),
        ...lost.map((row) => choice(row, () => db.resolve(model, id, row))),
      );
    }),
  );
});

begin(db);
