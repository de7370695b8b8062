const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Fetches a media link as Meta would, on this machine only: the fake must not be a way out to other hosts. */
export async function linkWorks(link: string): Promise<boolean> {
  try {
    const url = new URL(link);
    if (!LOOPBACK.has(url.hostname)) return false;
    const reply = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(2_000) });
    await reply.body?.cancel();
    return reply.ok;
  } catch {
    return false;
  }
}
