import { log } from "../../log.js";
import { asSystem, claimFairly } from "../../outbox/openWork.js";
import { assertNoScope } from "../../tenancy/context.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { claimChunk, JOIN_POSITION, LEASE_SECONDS, release, renew, type Claim } from "./chunks.js";
import { joinReport } from "./joinReport.js";
import { openPrinter, type Printer } from "./printer.js";
import { printChunk } from "./printChunk.js";

export interface PumpOptions {
  /** Aborted when the process wants to stop: nothing more is claimed, what cannot be ended soon is given back. */
  signal?: AbortSignal;
  leaseSeconds?: number;
  /** Chunks at a time: two pages of the browser are the fastest (reports.md 1). */
  lanes?: number;
  printer?: Printer;
  /** Milliseconds that a chunk may go on after `signal`. */
  grace?: number;
}

class Stopped extends Error {}

/** Prints what waits, of all schools, until nothing can be claimed. Several may run at once, here and elsewhere. */
export async function pumpReports(options: PumpOptions = {}): Promise<void> {
  assertNoScope("the pump of reports");
  const { lanes = 2, printer = openPrinter() } = options;
  try {
    // eslint-disable-next-line house/no-parallel-queries -- each lane opens scopes of its own, no connection is shared
    const ends = await Promise.allSettled(Array.from({ length: lanes }, () => lane(printer, options)));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason; // only now: the other lane needed the browser
  } finally {
    await printer.close();
  }
}

async function lane(printer: Printer, options: PumpOptions): Promise<void> {
  const { signal, leaseSeconds = LEASE_SECONDS } = options;
  while (!signal?.aborted) {
    const found = await claimFairly("reports", (id) => claimChunk(id, leaseSeconds));
    if (!found) return;
    await work(found.client, found.claimed, printer, options);
  }
}

async function work(client: KnownClient, claim: Claim, printer: Printer, options: PumpOptions): Promise<void> {
  const lease = keep(client, claim, options.leaseSeconds ?? LEASE_SECONDS);
  try {
    const piece =
      claim.position === JOIN_POSITION ? joinReport(client, claim) : printChunk(client, claim, printer.print);
    await unlessStopped(piece, options);
  } catch (err) {
    const stopped = err instanceof Stopped;
    if (!stopped)
      log.error({ err: err as Error, client: client.schemaName, report: claim.reportId }, "a piece of a report failed");
    await asSystem(client, "reports", () => release(claim, { counts: !stopped }));
  } finally {
    lease.end();
  }
}

/** Renews a claim three times in its life, until it is ended or lost: then the work goes on and its result is thrown away. */
function keep(client: KnownClient, claim: Claim, leaseSeconds: number): { end(): void } {
  const beat = setInterval(
    () => {
      asSystem(client, "reports", () => renew(claim, leaseSeconds)).then(
        (held) => {
          if (!held) clearInterval(beat);
        },
        (err: unknown) => log.warn({ err: err as Error, report: claim.reportId }, "a lease was not renewed"),
      );
    },
    (leaseSeconds * 1000) / 3,
  );
  return { end: () => clearInterval(beat) };
}

/** The work's end, or Stopped some seconds after the signal: what it still does is thrown away with its claim. */
async function unlessStopped(work: Promise<void>, { signal, grace = 3_000 }: PumpOptions): Promise<void> {
  if (!signal) return work;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => (timer = setTimeout(() => reject(new Stopped("the process stops")), grace));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
