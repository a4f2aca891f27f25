/**
 * An invite as a QR code: a link that any camera opens. Digits are what QR
 * codes pack best, so the invite goes as one decimal number: its form, 2 of
 * amora2, as the first hex digit, and its bytes behind that.
 */
import { type Matrix, qrCode } from "./qr.ts";

/** Larger codes than of this version, 117 modules wide, are hard to scan. */
const mostVersion = 25;

/** The code that hands an invite over, undefined if it is too long; link makes an address of a fragment. */
export function inviteCode(invite: string, link: (fragment: string) => string): Matrix | undefined {
  return qrCode([{ bytes: link("digits=") }, { digits: inviteDigits(invite) }], mostVersion)?.modules;
}

/** An invite in digits. */
export function inviteDigits(invite: string): string {
  const [, form = "", code = ""] = /^amora([1-9])\.(.*)$/.exec(invite) ?? [];
  const bytes = Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
    c.charCodeAt(0).toString(16).padStart(2, "0"),
  );
  return BigInt(`0x${form}${bytes.join("")}`).toString();
}

/** The invite of those digits; what is none, join() refuses. */
export function inviteOf(digits: string): string {
  if (!/^\d+$/.test(digits)) return digits;
  const hex = BigInt(digits).toString(16);
  const bytes = (hex.slice(1).match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16)));
  return `amora${hex[0]}.${btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}
