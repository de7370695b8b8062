import { env } from "../../env.js";

/** What stands in a card's QR: where its code is told genuine; any host of ours answers. Upper case makes a coarser, safer QR. */
export function verifyAddress(code: string): string {
  const base = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  return `${base.replace(/\/$/, "")}/verify/${code}`.toUpperCase();
}
