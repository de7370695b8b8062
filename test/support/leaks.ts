import { setTimeout as sleep } from "node:timers/promises";

/** Of the process itself, or of idle connections, which the database's end closes: their sockets and their timers. */
const harmless = /^(TCPSocketWrap|Timeout|PipeWrap|TTYWrap|FSReq|CloseReq|WriteWrap|ShutdownWrap)/;

/**
 * Servers, children and browsers that are still there: of two processes mocha ends both without a look.
 * @param limit how long to wait for what is just closing, in ms
 */
export async function whatIsOpen(limit: number): Promise<string[]> {
  for (const end = Date.now() + limit; ; await sleep(50)) {
    const open = process.getActiveResourcesInfo().filter((name) => !harmless.test(name));
    if (open.length === 0 || Date.now() > end) return open;
  }
}
