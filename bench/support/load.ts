import { Agent, request } from "node:http";

export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
}

/** One GET over a kept connection; answers its body's text. Anything but 200 is an error: a refusal is quick to make. */
export function fetchOnce({ port, path, headers }: Target, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, headers, agent }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        if (incoming.statusCode === 200) resolve(text);
        else reject(new Error(`${incoming.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

/** Answers per second with `clients` asking one after the other for `ms` milliseconds; `times` gets each answer's. */
export async function rate(target: Target, clients: number, ms: number, times: number[] = []): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const begun = performance.now();
  let answered = 0;
  const client = async () => {
    while (performance.now() - begun < ms) {
      const start = performance.now();
      await fetchOnce(target, agent);
      times.push(performance.now() - start);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return answered / seconds;
}
