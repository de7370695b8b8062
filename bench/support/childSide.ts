import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Told } from "./children.js";

/** The child's half of serveChild: serves what `make` gives on a free port, answers "cpu" with its processor time, ends with its parent. */
export function servePort(make: (told: Told) => Promise<RequestListener>): void {
  process.once("disconnect", () => process.exit(0));
  process.on("message", (message: Told | "cpu") => {
    if (message === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpu: (user + system) / 1000 });
    } else void start(message);
  });
  async function start(told: Told) {
    const server = createServer(await make(told));
    server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
  }
}
