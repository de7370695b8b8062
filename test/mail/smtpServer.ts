import { createServer, type AddressInfo, type Socket } from "node:net";

export interface Received {
  from: string;
  to: string[];
  raw: string;
}

/** A mail server of the tests: the few words of SMTP that a client needs. `answers` are taken from the front, once each. */
export class SmtpServer {
  readonly mails: Received[] = [];
  /** Refusals to come: at RCPT ("550 …", "451 …"), or "hang up" after DATA, so that nobody knows whether it was taken. */
  readonly answers: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.talk(socket));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}?ignoreTLS=true`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket)));
    let mail: Received = { from: "", to: [], raw: "" };
    let text = "";
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string): void => {
      const word = line.slice(0, 4).toUpperCase();
      const address = /<(.*?)>/.exec(line)?.[1] ?? "";
      if (word === "MAIL") mail = { from: address, to: [], raw: "" };
      if (word === "RCPT") {
        const refusal = this.answers[0] === "hang up" ? undefined : this.answers.shift();
        if (refusal !== undefined) return void say(refusal);
        mail.to.push(address);
      }
      if (word === "DATA") {
        inData = true;
        return void say("354 go on");
      }
      if (word === "QUIT") return void socket.end("221 bye\r\n");
      say("250 ok");
    };
    say("220 tests");
    socket.on("data", (part) => {
      text += part.toString("latin1");
      for (;;) {
        const end = text.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const piece = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (!inData) take(piece);
        else {
          inData = false;
          if (this.answers[0] === "hang up") return void (this.answers.shift(), socket.destroy());
          this.mails.push({ ...mail, raw: piece });
          say("250 taken");
        }
      }
    });
  }
}

/** The text of a mail as it is read: soft line ends of quoted-printable joined, bytes decoded. */
export function textOf({ raw }: Received): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4);
  if (/content-transfer-encoding: base64/i.test(raw)) return Buffer.from(body, "base64").toString("utf8");
  if (!/content-transfer-encoding: quoted-printable/i.test(raw)) return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
