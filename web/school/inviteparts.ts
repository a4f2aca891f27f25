/**
 * An invite holds keys and signatures of some 2.6 KB, more than a phone reads
 * from one QR code. It goes in parts, each a link that any camera opens; the
 * page that they open puts them together again, on the phone itself.
 *
 *     part = check "." number "." of "." digits
 *
 * check tells invites apart. Digits are what QR codes pack best: the part's
 * bytes, after a 1, as one decimal number.
 */
import { hash } from "./conflicts.ts";
import { qrCode, type Matrix } from "./qr.ts";

const prefix = "amora1.";

/** Larger codes than of this version, 117 modules wide, are hard to scan. */
const mostVersion = 25;

/** The codes that hand an invite over, as few as can be scanned; link makes an address of a fragment. */
export function inviteCodes(invite: string, link: (fragment: string) => string): Matrix[] {
  for (let of = 1; of < 10; of++) {
    const codes = splitInvite(invite, of).map((part) => {
      const digits = /\d+$/.exec(part)![0];
      const bytes = link(`part=${part.slice(0, -digits.length)}`);
      return qrCode([{ bytes }, { digits }], mostVersion)?.modules;
    });
    if (codes.every((code) => code !== undefined)) return codes;
  }
  return [];
}

/** An invite in so many parts. */
export function splitInvite(invite: string, of: number): string[] {
  const bytes = Uint8Array.from(atob(invite.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const size = Math.ceil(bytes.length / of);
  return Array.from({ length: of }, (_, i) => {
    const hex = Array.from(bytes.subarray(i * size, (i + 1) * size), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hash(invite)}.${i + 1}.${of}.${BigInt(`0x1${hex}`)}`;
  });
}

/** What has come of an invite's parts. */
export interface Collected {
  have: number;
  of: number;
  /** The invite, once all of it is there. */
  invite: string | undefined;
}

/** Adds a part to those that came before, in the browser's storage; undefined for what is no part. */
export function collectPart(part: string, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">): Collected | undefined {
  const found = /^([0-9a-f]{8})\.([1-9])\.([1-9])\.(\d+)$/.exec(part);
  if (!found) return undefined;
  const [, check = "", number, count, digits = ""] = found;
  const of = Number(count);
  const key = `amora-invite-${check}`;
  const parts: Record<string, string> = JSON.parse(storage.getItem(key) ?? "{}");
  parts[number!] = digits;
  const all = Array.from({ length: of }, (_, i) => parts[i + 1]);
  if (all.some((one) => one === undefined)) {
    storage.setItem(key, JSON.stringify(parts));
    return { have: all.filter(Boolean).length, of, invite: undefined };
  }
  storage.removeItem(key);
  const bytes = all.map((one) => BigInt(one!).toString(16).slice(1)).join("");
  const text = (bytes.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16))).join("");
  const invite = prefix + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return hash(invite) === check ? { have: of, of, invite } : undefined;
}
