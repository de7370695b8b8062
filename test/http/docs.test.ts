import { request, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import express from "express";
import { docsRouter } from "../../app/http/docs/index.js";

describe("the API's documentation", () => {
  let server: Server;
  before((done) => {
    const app = express();
    app.use("/api", docsRouter({ specUrl: `/api/schema/?a=1&b="2"` }));
    server = app.listen(0, "127.0.0.1", () => done());
  });
  after((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

  /** One request by hand, so that encodings and redirects are seen as they were sent. */
  function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path, headers }, (res) => {
        const parts: Buffer[] = [];
        res.on("data", (part: Buffer) => parts.push(part));
        res.on("end", () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }));
      })
        .on("error", reject)
        .end();
    });
  }

  for (const path of ["/api/docs/", "/api/redoc/"]) {
    it(`shows ${path} with no foreign host in its page`, async () => {
      const { status, headers, body } = await get(path);
      expect(status).to.equal(200);
      expect(headers["content-type"]).to.match(/^text\/html/);
      expect(body.toString()).not.to.match(/(https?:)?\/\/[a-z]/i);
      expect(body.toString()).to.include(`data-spec="/api/schema/?a=1&amp;b=&quot;2&quot;"`);
    });

    it(`forbids ${path} every foreign host and every inline script`, async () => {
      const policy = String((await get(path)).headers["content-security-policy"]);
      expect(policy)
        .to.include("default-src 'none'")
        .and.to.include("script-src 'self';")
        .and.to.include("connect-src 'self';");
      expect(policy).not.to.match(/https?:|\*|unsafe-eval/);
    });

    it(`finds every script, style and picture that ${path} names`, async () => {
      const html = (await get(path)).body.toString();
      const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
      expect(named).to.include("start.js");
      for (const name of named) expect((await get(`${path}${name}`)).status, name).to.equal(200);
      expect((await get(`${path}nothing.js`)).status).to.equal(404);
    });

    it(`leads ${path.slice(0, -1)} to ${path}`, async () => {
      const { status, headers } = await get(path.slice(0, -1));
      expect([status, headers.location]).to.deep.equal([308, path]);
    });
  }

  it("asks no validator about the document and loads no font of Google's", async () => {
    expect((await get("/api/docs/start.js")).body.toString()).to.include("validatorUrl: null");
    expect((await get("/api/redoc/start.js")).body.toString()).to.include("disableGoogleFont: true");
  });

  it("takes the maker's logo out of Redoc", async () => {
    const script = (await get("/api/redoc/redoc.js")).body.toString();
    expect(script).to.include("Redoc").and.not.to.include("cdn.redoc.ly");
  });

  it("packs a script for who can unpack it, and sends it once", async () => {
    const plain = await get("/api/docs/swagger-ui.js");
    const packed = await get("/api/docs/swagger-ui.js", { "Accept-Encoding": "gzip" });
    expect(plain.headers["content-encoding"]).to.equal(undefined);
    expect(packed.headers["content-encoding"]).to.equal("gzip");
    expect(packed.body.length).to.be.below(plain.body.length / 2);
    expect(gunzipSync(packed.body).equals(plain.body)).to.equal(true);
    const again = await get("/api/docs/swagger-ui.js", { "If-None-Match": String(plain.headers.etag) });
    expect([again.status, again.body.length]).to.deep.equal([304, 0]);
  });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
