import { Router } from "express";
import { redocAssets, swaggerAssets, type Asset } from "./assets.js";
import { policy, redocPage, redocScript, swaggerPage, swaggerScript } from "./pages.js";
import { sendAsset } from "./sendAsset.js";

/**
 * The API's documentation: `/docs/` (Swagger UI, for trying a call) and `/redoc/` (Redoc, for reading), both from npm packages.
 * A school's network is often slow or closed, so nothing is fetched from a foreign host and the Content-Security-Policy says so.
 * @param specUrl where the OpenAPI document is, as a path on this host: `/api/schema/`
 * @returns a router to mount on `/api`; it needs no scope and knows no user
 */
export function docsRouter({ specUrl }: { specUrl: string }): Router {
  const router = Router();
  serve(router, "/docs", swaggerPage(specUrl), swaggerScript, swaggerAssets);
  serve(router, "/redoc", redocPage(specUrl), redocScript, redocAssets);
  return router;
}

function serve(router: Router, path: string, page: string, script: string, assets: Record<string, Asset>): void {
  router.get(path, (req, res) => {
    // The page's links are relative to its folder, so its address must end in a slash.
    if (!req.path.endsWith("/")) return res.redirect(308, `${req.baseUrl}${path}/`);
    res.set({
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    });
    res.set("Cache-Control", "no-cache").type("html").send(page);
  });
  router.get(`${path}/start.js`, (_req, res) => {
    res.set("Cache-Control", "no-cache").type("text/javascript").send(script);
  });
  for (const [name, asset] of Object.entries(assets)) {
    router.get(`${path}/${name}`, (req, res) => sendAsset(req, res, asset));
  }
}
