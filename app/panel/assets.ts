import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, type Router } from "express";
import { outputFolder, type Manifest } from "./outputs.js";

let manifest: Manifest | undefined;

/** The hashed address of a file of the panel: its content never changes under it. */
export function assetUrl(name: string): string {
  const found = (manifest ??= readManifest()).files[name];
  if (!found) throw new Error(`the panel was built without ${name}`);
  return `/admin/frontend/${found.file}`;
}

const readManifest = (): Manifest => JSON.parse(readFileSync(join(outputFolder, "manifest.json"), "utf8")) as Manifest;

/** Forgets the manifest: after a build. */
export const forgetManifest = (): void => void (manifest = undefined);

/** Serves what the build made, compressed then, before any session or database is asked. */
export function assetsRouter(): Router {
  const router = express.Router();
  router.get("/:file", serve);
  return router;
}

const TYPES: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };

const serve: RequestHandler = (request, response) => {
  const files = Object.values((manifest ??= readManifest()).files);
  const found = files.find(({ file }) => file === request.params.file);
  if (!found) return void response.status(404).type("text").send("Not found");
  const coding = request.acceptsEncodings(["br", "gzip", "identity"]);
  const suffix = coding === "br" ? ".br" : coding === "gzip" ? ".gz" : "";
  response.set({
    "Content-Type": TYPES[found.file.split(".").pop() ?? ""] ?? "application/octet-stream",
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
    ...(suffix ? { "Content-Encoding": suffix === ".br" ? "br" : "gzip" } : {}),
  });
  response.sendFile(join(outputFolder, found.file + suffix), { cacheControl: false, dotfiles: "allow" });
};
