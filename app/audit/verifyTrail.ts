import { keyById } from "../crypto/keys.js";
import { differences, sealHash, type Place, type Seal } from "./sealing.js";
import { entriesAfter, entriesBetween, sealsOf, START, type Trail } from "./trails.js";

/** What `audit verify` says of one trail. */
export interface Verified {
  trail: string;
  seals: number;
  entries: number;
  /** The newest seal's hash, to be written down where nobody can reach it; null when nothing is sealed yet. */
  newest: string | null;
  /** Younger than the newest seal. */
  unsealed: number;
  findings: string[];
}

/**
 * Checks every seal of a trail, oldest first: that its hash is ours and continues the seal before, and that each entry in
 * its stretch is as it was sealed, none more, none less.
 */
export async function verifyTrail(trail: Trail): Promise<Verified> {
  const told: Verified = { trail: trail.name, seals: 0, entries: 0, newest: null, unsealed: 0, findings: [] };
  let after: Place = START;
  let next = 1;
  for (let page = await sealsOf(trail, { after: 0 }); page.length; page = await sealsOf(trail, { after: next - 1 })) {
    for (const seal of page) {
      if (seal.number !== next) told.findings.push(`seal ${next} is missing`);
      else if (seal.previous !== told.newest)
        told.findings.push(`seal ${seal.number} does not continue the one before`);
      told.findings.push(...(await verifySeal(trail, seal, after)));
      told.seals += 1;
      told.entries += seal.entries;
      told.newest = seal.hash;
      after = seal;
      next = seal.number + 1;
    }
  }
  told.unsealed = await entriesAfter(trail, after);
  return told;
}

async function verifySeal(trail: Trail, seal: Seal, after: Place): Promise<string[]> {
  const secret = keyById(seal.keyId);
  if (!secret) return [`seal ${seal.number} was made with the key ${seal.keyId}, which is not in SECRET_KEYS`];
  if (sealHash(trail.whose, seal, secret) !== seal.hash) return [`seal ${seal.number} was changed`];
  // A thousand more than it holds are told one by one; a flood beyond that is not read.
  const entries = await entriesBetween(trail, after, seal, seal.entries + 1000);
  const { changed, added, missing } = differences(seal.list, entries, secret);
  const say = (ids: string[], what: string) => ids.map((id) => `entry ${id} ${what} (seal ${seal.number})`);
  return [...say(changed, "was changed"), ...say(missing, "is missing"), ...say(added, "was added afterwards")];
}
