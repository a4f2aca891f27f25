/** Files of data that are carried without a network (core/PROTOCOL.md, section 11), as they come and go in pieces. */
import { AmoraError } from "./errors.js";
import type { Bytes } from "./messages.js";

/** What a file begins with, and nothing else in it does: no line ends in what follows. */
const magic = new TextEncoder().encode("amora data v1\n");

/** A file that the engine sends in pieces, which the browser may keep on disk. */
export class Pieces {
  #pieces: Blob[] = [];

  add(piece: Uint8Array): void {
    // Where another tab takes the engine over, the file is sent anew.
    if (magic.every((byte, i) => piece[i] === byte)) this.#pieces = [];
    this.#pieces.push(new Blob([piece as Bytes]));
  }

  /** The file, which must have so many bytes. */
  whole(bytes: number): Blob {
    const file = new Blob(this.#pieces, { type: "application/octet-stream" });
    if (file.size !== bytes) throw new AmoraError("internal", `of ${bytes} bytes of the file ${file.size} have come`);
    return file;
  }
}

/** The bytes of a file that somebody has chosen. */
export async function readFile(file: Blob | Uint8Array): Promise<Bytes> {
  if (file instanceof Uint8Array) return new Uint8Array(file);
  if (!(file instanceof Blob)) throw new AmoraError("bad_request", "import: not a Blob, a File or a Uint8Array");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AmoraError("bad_request", "the file cannot be read", "choose it again", { cause });
  }
}
