import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { ourFiles, read, repository } from "./repository.js";

/** Lines as an editor counts them. */
const lines = (path: string): number => read(path).replace(/\n$/, "").split("\n").length;

describe("the files of the house", () => {
  const product = ourFiles().filter((path) => /^(app|resources|models|jobs)\/.*\.(ts|tsx)$/.test(path));

  it("are short: the median at most 80 lines", () => {
    const lengths = product.map(lines).sort((a, b) => a - b);
    expect(lengths, "files of the product").not.to.be.empty;
    expect(lengths[Math.floor(lengths.length / 2)]).to.be.at.most(80);
  });

  it("are never longer than 300 lines, tests and migrations too", () => {
    const code = ourFiles().filter((path) => /\.(ts|tsx|js|mjs|cjs)$/.test(path) && !path.startsWith("seeders/data/"));
    const long = code.filter((path) => lines(path) > 300).map((path) => `${path}: ${lines(path)}`);
    expect(long).to.deep.equal([]);
  });

  it("stand in the folders that the owner gave", () => {
    const folders = "app resources models jobs templates migrations/public migrations/school seeders test bench docs";
    const missing = folders.split(" ").filter((path) => !ourFiles().some((file) => file.startsWith(`${path}/`)));
    expect(missing, "folders without a file").to.deep.equal([]);
    const files =
      "start.mjs README.md ARCHITECTURE.md CONTRIBUTING.md SECURITY.md CHANGELOG.md LICENSE .sequelizerc .ci/run";
    expect(files.split(" ").filter((path) => !existsSync(join(repository, path)))).to.deep.equal([]);
    expect(statSync(join(repository, ".ci/run")).mode & 0o111, ".ci/run can be run").not.to.equal(0);
  });

  it("have no test that shuts the others out", () => {
    const only = new RegExp("\\b(describe|context|it)\\.only\\(");
    const tests = ourFiles().filter((path) => path.startsWith("test/") && path.endsWith(".ts"));
    expect(tests.filter((path) => only.test(read(path)))).to.deep.equal([]);
  });
});

describe("the documents", () => {
  const documents = ourFiles().filter((path) => path.endsWith(".md"));

  it("link only to what is there", () => {
    const dead = documents.flatMap((path) =>
      linksOf(read(path))
        .filter((link) => !existsSync(join(repository, dirname(path), link)))
        .map((link) => `${path} → ${link}`),
    );
    expect(documents).not.to.be.empty;
    expect(dead).to.deep.equal([]);
  });

  it("name only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const known = [...Object.keys(scripts), "test", "start"];
    const unknown = documents.flatMap((path) =>
      [...read(path).matchAll(/npm run ([a-z][\w:-]*)/g)]
        .map((match) => match[1]!)
        .filter((name) => !known.includes(name)),
    );
    expect(unknown).to.deep.equal([]);
  });
});

describe("the lock file", () => {
  it("names no registry's address, so that it serves behind any mirror", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, { resolved?: string }> };
    const hosts = Object.entries(packages).filter(([, entry]) => /^(https?|git)/.test(entry.resolved ?? ""));
    expect(hosts.map(([name]) => name)).to.deep.equal([]);
  });

  it("was made from this package.json", () => {
    const wanted = JSON.parse(read("package.json")) as Record<string, unknown>;
    const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, Record<string, unknown>> };
    for (const kind of ["dependencies", "devDependencies"])
      expect(packages[""]![kind], kind).to.deep.equal(wanted[kind]);
  });
});

/** The relative links of a Markdown text, outside code, without their anchors. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(link))
    .map((link) => decodeURIComponent(link.replace(/[#?].*$/, "")));
}
