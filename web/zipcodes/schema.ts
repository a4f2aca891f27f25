import type { Database, Schema } from "amora";

/** One table, one scope: whoever is in the dataset reads and writes all of it. */
export const schema = {
  profile: "zipcodes",
  scopes: [
    {
      id: "full-dataset",
      version: 1,
      primary_scope_param_key: "dataset_id",
      description: "Reads and writes every row of the dataset",
      read_filter_template: "",
      write_filter_template: "",
      read_write_filter_template: "${dataset_id}",
    },
  ],
  models: [
    {
      name: "zipcode",
      table: "zipcode",
      partition: "${dataset_id}",
      // A row's id follows from its zip code: two devices that import the same
      // file have the same records, not twice as many.
      source: "${zip_code}",
      columns: {
        dataset_id: "uuid",
        zip_code: "text",
        latitude: "real",
        longitude: "real",
        city: "text",
        state: "text",
        county: "text",
      },
    },
  ],
} as const satisfies Schema;

export type ZipDatabase = Database<typeof schema>;

/** The dataset that this database is in. */
export interface Dataset {
  db: ZipDatabase;
  /** Every row names its dataset, whose partition it lies in. */
  id: string;
  /** Where to sync, ws(s)://… */
  relay: string;
}

/** A row as people write it. */
export interface ZipCode {
  dataset_id: string;
  zip_code: string;
  latitude: number;
  longitude: number;
  city: string;
  state: string;
  county: string;
}

/** A row as it is in the table. */
export type ZipRow = ZipCode & { id: string };

/** A dataset's zip code from text fields, a form's or a file's. */
export function zipCode({ id }: Dataset, fields: Record<string, string>): ZipCode {
  const { zip_code = "", latitude, longitude, city = "", state = "", county = "" } = fields;
  return { dataset_id: id, zip_code, latitude: Number(latitude), longitude: Number(longitude), city, state, county };
}
