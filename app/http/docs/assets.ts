import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A file of an npm package that is sent to the browser, changed on its way if it must be. */
export interface Asset {
  file: string;
  type: string;
  change?: (text: string) => string;
}

export const swaggerAssets: Record<string, Asset> = {
  "swagger-ui.js": { file: require.resolve("swagger-ui-dist/swagger-ui-bundle.js"), type: "text/javascript" },
  "swagger-ui.css": { file: require.resolve("swagger-ui-dist/swagger-ui.css"), type: "text/css" },
  "favicon.png": { file: require.resolve("swagger-ui-dist/favicon-32x32.png"), type: "image/png" },
};

export const redocAssets: Record<string, Asset> = {
  "redoc.js": {
    file: require.resolve("redoc/bundles/redoc.standalone.js"),
    type: "text/javascript",
    // Redoc's footer loads its maker's logo from a CDN. The policy would stop it, with an error in the console; the credit in words stays.
    change: (text) => text.replaceAll("https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,"),
  },
};
