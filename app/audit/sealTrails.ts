import { currentKey } from "../crypto/keys.js";
import { log } from "../log.js";
import { everyClient } from "../tenancy/resolve.js";
import { addedEntries, horizon } from "./horizon.js";
import { listOf, sealHash, type Place, type Seal } from "./sealing.js";
import { END, entriesBetween, keepSeal, PLATFORM_TRAIL, sealsOf, START, trailOfClient, type Trail } from "./trails.js";

/** Entries a seal at most: one of a big import is verified in one piece of memory. */
const MOST = 5000;

/** What the server had counted when each trail was sealed last; a process that begins looks at all once. */
const counted = new Map<string, string>();

/**
 * Seals the committed entries of every trail that has new ones. Entries are read, never changed; two processes at once do
 * no harm.
 * @param signal aborted: the rest is sealed next time
 */
export async function sealTrails(signal?: AbortSignal): Promise<void> {
  const upTo = await horizon();
  const added = await addedEntries();
  const trails = [PLATFORM_TRAIL, ...(await everyClient()).map(trailOfClient)];
  for (const trail of trails) {
    if (signal?.aborted) return;
    const count = added.get(trail.client?.schemaName ?? "public");
    if (count !== undefined && counted.get(trail.whose) === count) continue;
    try {
      const isWhole = await sealTrail(trail, upTo);
      // What is younger than the horizon waits for the next minute: only then is the count done with.
      if (isWhole && count !== undefined) counted.set(trail.whose, count);
    } catch (err) {
      log.error({ err: err as Error, trail: trail.name }, "a trail was not sealed");
    }
  }
}

/**
 * Seals one trail up to a time.
 * @param upTo UTC to the microsecond, as `horizon` tells it: it is part of the seal's hash and must come back as it was
 * @returns whether nothing younger stands in it
 */
export async function sealTrail(trail: Trail, upTo: string): Promise<boolean> {
  if (!/T.*\.\d{6}Z$/.test(upTo)) throw new Error(`no time to the microsecond: ${upTo}`);
  let [last] = await sealsOf(trail, "last");
  for (;;) {
    const found = await entriesBetween(trail, last ?? START, END, MOST);
    const entries = found.filter(({ at }) => at < upTo);
    const newest = entries.at(-1);
    if (!newest) return !found.length;
    const secret = currentKey();
    const end: Place = entries.length < MOST ? { ...START, at: upTo } : { at: newest.at, id: newest.id };
    const body = {
      ...end,
      number: (last?.number ?? 0) + 1,
      entries: entries.length,
      list: listOf(entries, secret),
      previous: last?.hash ?? null,
    };
    const seal: Seal = { ...body, hash: sealHash(trail.whose, body, secret), keyId: secret.id };
    if (!(await keepSeal(trail, seal))) return false;
    // Outside the database too: whoever takes the newest seals away there leaves these lines behind.
    log.info({ trail: trail.name, seal: seal.number, entries: seal.entries, hash: seal.hash }, "audit sealed");
    last = seal;
  }
}
