/**
 * Reads CSV as RFC 4180 has it: fields may be quoted, a quoted field may hold
 * commas, line ends and doubled quotes. Line ends are LF, CRLF or CR; a byte
 * order mark and blank lines are skipped.
 *
 * By hand, because the demo builds with Go alone, without npm's packages, and
 * because it is small: 1.1 KB minified, where papaparse 5.7.1 has 20 KB.
 */

/** A row that does not fit, with the line it starts on (the first line is 1). */
export class CSVError extends Error {
  override name = "CSVError";
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(`line ${line}: ${message}`);
  }
}

/** One row of fields and the line it starts on. */
interface Row {
  line: number;
  fields: string[];
}

/**
 * Yields one object per row, keyed by the header's names.
 * @throws CSVError where a row has more or fewer fields than the header, a
 * quote is not closed, or text follows a closing quote.
 */
export function* readCSV(text: string): Generator<Record<string, string>> {
  const all = rows(text);
  const header = all.next().value?.fields;
  if (!header) return;
  for (const { line, fields } of all) {
    if (fields.length !== header.length) {
      throw new CSVError(line, `${fields.length} fields where the header has ${header.length}`);
    }
    yield Object.fromEntries(header.map((name, i) => [name, fields[i]!]));
  }
}

function* rows(text: string): Generator<Row, undefined> {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const row: Row = { line, fields: [] };
    for (;;) {
      const field = text[at] === '"' ? quoted(text, at, line) : plain(text, at);
      row.fields.push(field.value);
      line += field.lines;
      at = field.end;
      if (text[at] !== ",") break;
      at++;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    if (row.fields.length > 1 || row.fields[0] !== "") yield row;
  }
  return undefined;
}

/** A field's value, where it ends in the text, and how many line ends it holds. */
interface Field {
  value: string;
  end: number;
  lines: number;
}

const separator = /[,\r\n]/g;

function plain(text: string, start: number): Field {
  separator.lastIndex = start;
  const end = separator.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end, lines: 0 };
}

function quoted(text: string, start: number, line: number): Field {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) throw new CSVError(line, "a quote is not closed");
  const end = close + 1;
  if (end < text.length && !",\r\n".includes(text[end]!)) {
    throw new CSVError(line, "text after a closing quote");
  }
  const raw = text.slice(start + 1, close);
  return { value: raw.replaceAll('""', '"'), end, lines: raw.match(/\r\n|\r|\n/g)?.length ?? 0 };
}
