import { allKeys, purposeKey } from "../../crypto/keys.js";
import { scaled } from "../../reports/figures.js";
import { cardSnapshot, type CardSnapshot } from "../../reports/cardSnapshot.js";
import { checkCode, newCode } from "../../reports/verification.js";
import { findClient } from "../../tenancy/resolve.js";
import { withPlatform, withTenant } from "../../tenancy/scope.js";
import { VerificationCode } from "../../../models/public/VerificationCode.js";
import { ReportCard } from "../../../models/school/ReportCard.js";

/** What a code says of its card: never a birth date or marks (api.md 6). */
export interface Verified {
  status: "genuine" | "superseded" | "revoked";
  school: string;
  class: string;
  term: string;
  /** The school's own day. */
  issuedOn: string;
  /** "T. M———". */
  name: string;
  /** Per cent, two decimals; only for whoever holds the card and knows the end of the admission number. */
  average?: number | null;
  passes?: number | null;
}
export interface Found {
  facts: Verified;
  snapshot: CardSnapshot;
}

const PURPOSE = "verify";

/** A new code for a card that is being published; a guess at one is refused without the database. */
export const newVerificationCode = (): string => newCode(purposeKey(PURPOSE));

/** The canonical spelling of a code that this installation could have printed, else null. Case, spaces and dashes do not matter. */
export function readCode(text: string): string | null {
  if (text.length > 60) return null;
  return checkCode(
    text,
    allKeys().map((secret) => purposeKey(PURPOSE, secret)),
  );
}

/**
 * The card behind a canonical code, whatever the host, for a suspended school too: what was printed stays true. `number`
 * is the last four characters of the admission number; a wrong one answers as none. Null for a code of no card.
 */
export async function verifyCode(code: string, number?: string): Promise<Found | null> {
  const row = await withPlatform(() => VerificationCode.findByPk(code), { readOnly: true });
  const client = row && (await findClient({ id: row.clientId }));
  if (!row || !client) return null;
  const card = await withTenant(client, () => ReportCard.findByPk(row.reportCardId), { readOnly: true });
  const snapshot = cardSnapshot.safeParse(card?.snapshot);
  if (!card || card.verificationCode !== code || !snapshot.success) return null;
  return { facts: factsOf(card, snapshot.data, number), snapshot: snapshot.data };
}

function factsOf(card: ReportCard, snapshot: CardSnapshot, number: string | undefined): Verified {
  const { school, student, term, session, results, issuedOn } = snapshot;
  return {
    status: card.status === "current" ? "genuine" : (card.status as "superseded" | "revoked"),
    school: school.name,
    class: snapshot.class.name,
    term: `${term.name}, ${session.name}`,
    issuedOn,
    name: masked(student.name),
    ...(knows(number, student.admissionNumber)
      ? { average: results.average === null ? null : scaled(results.average, 100, 2), passes: results.passes }
      : {}),
  };
}

/** "Tariro Anesu Moyo" → "T. M———": enough to compare with the paper in one's hand, not to learn a name. */
export function masked(name: string): string {
  const words = name.trim().split(/\s+/);
  const initial = (word = "") => [...new Intl.Segmenter().segment(word)][0]?.segment.toUpperCase() ?? "";
  return words.length > 1 ? `${initial(words[0])}. ${initial(words.at(-1))}———` : `${initial(words[0])}———`;
}

function knows(given: string | undefined, admissionNumber: string): boolean {
  const [end, right] = [given ?? "", admissionNumber].map((text) => text.trim().toUpperCase().slice(-4));
  return end !== "" && end === right && (given ?? "").trim().length === right?.length;
}
