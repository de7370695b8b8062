/** Puppeteer must never download a browser: ours comes from an npm package (docs/papers.md). */
module.exports = { skipDownload: true };
