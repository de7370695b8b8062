/**
 * What the two pages may do. Inline styles because both build theirs at run time; a blob worker because Redoc's search is one;
 * no foreign host at all: connections, pictures and fonts come from this one.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Swagger UI's page. The document's address travels in an attribute, since the policy allows no inline script. */
export const swaggerPage = (specUrl: string): string =>
  page({
    title: "Formroom API: try it",
    head: `<link rel="stylesheet" href="swagger-ui.css"><link rel="icon" type="image/png" href="favicon.png">`,
    body: `<div id="docs" data-spec="${escapeAttribute(specUrl)}"></div>`,
    scripts: ["swagger-ui.js", "start.js"],
  });

/** Redoc's page; as above. */
export const redocPage = (specUrl: string): string =>
  page({
    title: "Formroom API",
    head: "",
    body: `<div id="docs" data-spec="${escapeAttribute(specUrl)}"></div>`,
    scripts: ["redoc.js", "start.js"],
  });

/** `validatorUrl: null`: by default Swagger UI sends the document's address to swagger.io for a badge. */
export const swaggerScript = `"use strict";
const docs = document.getElementById("docs");
SwaggerUIBundle({ url: docs.dataset.spec, domNode: docs, deepLinking: true, validatorUrl: null, docExpansion: "none", filter: true });
`;

/** `nativeScrollbars`: the page's own scrolling, which needs no script of Redoc's. */
export const redocScript = `"use strict";
const docs = document.getElementById("docs");
Redoc.init(docs.dataset.spec, { disableGoogleFont: true, nativeScrollbars: true }, docs);
`;

function page({
  title,
  head,
  body,
  scripts,
}: {
  title: string;
  head: string;
  body: string;
  scripts: string[];
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body { margin: 0; font-family: system-ui, sans-serif; }</style>
${head}
</head>
<body>
${body}
<noscript>This page needs JavaScript. The API's description itself is a file: the address is in this page's source.</noscript>
${scripts.map((name) => `<script src="${name}"></script>`).join("\n")}
</body>
</html>
`;
}

const escapeAttribute = (text: string): string =>
  text.replace(/[&"<>]/g, (sign) => ({ "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);
