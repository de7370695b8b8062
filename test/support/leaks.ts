import { setTimeout as sleep } from "node:timers/promises";

/** Of the process itself, or of idle connections, which the database's end closes: their sockets and their timers. */
const harmless = /^(TCPSocketWrap|Timeout|PipeWrap|TTYWrap|FSReq|CloseReq|WriteWrap|ShutdownWrap)/;

/** What was told already: the next file of the same process does not answer for it. */
const told: string[] = [];

/**
 * Servers, children and browsers that are still there: of two processes mocha ends both without a look.
 * @param limit how long to wait for what is just closing, in ms
 */
export async function whatIsOpen(limit: number): Promise<string[]> {
  for (const end = Date.now() + limit; ; await sleep(50)) {
    const open = process.getActiveResourcesInfo().filter((name) => !harmless.test(name));
    for (const name of told) if (open.includes(name)) open.splice(open.indexOf(name), 1);
    if (open.length > 0 && Date.now() < end) continue;
    told.push(...open);
    return open;
  }
}
