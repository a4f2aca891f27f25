import { element, onPress, tell } from "../dom.ts";
import { count, describe, duration } from "../progress.ts";
import { readCSV } from "./csv.ts";
import { type Dataset, type ZipCode, zipCode } from "./schema.ts";

/** Rows written in one commit: enough that commits cost little, few enough that the bar moves. */
const batch = 1000;

/** The button that imports the zip codes, with its progress bar. */
export function importPanel(dataset: Dataset): void {
  const work = element("import-work", HTMLDivElement);
  const bar = element("import-bar", HTMLProgressElement);
  const text = element("import-text", HTMLParagraphElement);
  const result = element("import-result", HTMLParagraphElement);

  onPress(element("import", HTMLButtonElement), result, async () => {
    bar.removeAttribute("value");
    text.textContent = "Reading the file…";
    work.hidden = false;
    try {
      const rows = await fetchZipCodes(dataset);
      const started = performance.now();
      for (let done = 0; done < rows.length; done += batch) {
        bar.value = done / rows.length;
        text.textContent = describe(done, rows.length, performance.now() - started, "rows");
        await dataset.db.put("zipcode", rows.slice(done, done + batch));
      }
      const elapsed = performance.now() - started;
      tell(
        result,
        `${count(rows.length)} rows in ${duration(elapsed)}, ${count(Math.round((rows.length / elapsed) * 1000))} a second.`,
      );
    } finally {
      work.hidden = true;
    }
  });
}

async function fetchZipCodes(dataset: Dataset): Promise<ZipCode[]> {
  const response = await fetch("../data/zipcodes.csv");
  if (!response.ok) throw new Error(`the file cannot be had: ${response.status} ${response.statusText}`);
  return Array.from(readCSV(await response.text()), (fields) => zipCode(dataset, fields));
}
