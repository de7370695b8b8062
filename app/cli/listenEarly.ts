import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "../home/StartError.js";

/** Binds the port at once and answers 503 until the application is ready. */
export async function listenEarly(
  port: number,
  host: string,
): Promise<{ server: Server; url: string; serve(app: RequestListener): void }> {
  let handler: RequestListener = (_request, response) => {
    response
      .writeHead(503, { "Retry-After": "2", "Content-Type": "text/plain; charset=utf-8" })
      .end("Formroom is starting.\n");
  };
  const server = createServer((request, response) => handler(request, response));
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(refusal(error, port)));
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const name = host === "127.0.0.1" || host === "::1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return { server, url: `http://${name}:${bound}`, serve: (app) => void (handler = app) };
}

function refusal(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new StartError(`Port ${port} is in use. Another one: PORT=${port + 1} npm start`);
  if (error.code === "EACCES")
    return new StartError(`Port ${port} may not be opened by this user. Another one: PORT=3000 npm start`);
  return error;
}
