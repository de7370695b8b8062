import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "./children.mjs";

/** What takes 10 s and more, longest first: begun as the last one, such a file would keep one process waiting. */
export const longest = [
  "test/tenancy/poolOfOne.test.ts",
  "test/cli/fleet.test.ts",
  "test/panel/matrix.test.ts",
  "test/isolation/routes.test.ts",
  "test/life/kill.test.ts",
  "test/e2e/wholeCase.test.ts",
  "test/panel/browser.test.ts",
  "test/database/embedded.test.ts",
  "test/reports/faults.test.ts",
  "test/door/everyResource.test.ts",
  "test/tenancy/creation.test.ts",
  "test/engine/pump.test.ts",
  "test/reports/render.test.ts",
];

/** Whoever says one of these decides himself in how many processes the tests run. */
const ownWay = /^(--(no-)?parallel|-p|--jobs|-j|--watch|-w|--inspect)/;

/** mocha's options that take the next word: that word is no path. */
const withValue = new Set(
  (
    "--grep -g --fgrep -f --reporter -R --timeout -t --retries --jobs -j --ui -u --require -r --config --package " +
    "--slow -s --reporter-option --reporter-options -O --ignore --exclude --file --extension --node-option -n"
  ).split(" "),
);

/**
 * mocha's arguments. Without a path among them: all tests, in two processes that take one file after the other, each
 * with a database of its own on the one PostgreSQL. What is named runs in one process. `.mocharc.json` has no `spec`,
 * because mocha adds that to the files named on the command line: "one file" would run them all.
 *
 * @param {string[]} args as given after `npm test --`
 * @param {string[]} all the test files, from the folder of the clone
 * @param {number} cores
 * @returns {string[]}
 */
export function mochaArguments(args, all, cores) {
  const hasPath = args.some((arg, i) => arg === "--spec" || (!arg.startsWith("-") && !withValue.has(args[i - 1])));
  if (hasPath) return args;
  const files = [...longest.filter((file) => all.includes(file)), ...all.filter((file) => !longest.includes(file))];
  const alone = cores < 2 || args.some((arg) => ownWay.test(arg));
  return [...(alone ? [] : ["--parallel", "--jobs", "2"]), ...args, ...files];
}

/**
 * @param {string} root folder of the clone
 * @returns {string[]} every test file, from there, by name
 */
export function testFiles(root) {
  const names = readdirSync(join(root, "test"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
  return names.map((name) => join("test", name)).sort();
}

/**
 * Runs the tests in a child; `--coverage` among the arguments puts c8 around it.
 *
 * @param {string} root folder of the clone
 * @param {string[]} args
 * @returns {Promise<number>} mocha's status
 */
export async function runTests(root, args) {
  const modules = join(root, "node_modules");
  const covered = args.includes("--coverage");
  const given = args.filter((arg) => arg !== "--coverage");
  // Of two processes mocha ends each within a second, and V8 takes longer to write down what it has seen.
  const cores = covered ? 1 : availableParallelism();
  const mocha = [join(modules, "mocha", "bin", "mocha.js"), ...mochaArguments(given, testFiles(root), cores)];
  const include = ["app", "resources", "models", "jobs"].map((folder) => `--include=${folder}/**`);
  const c8 = covered ? [join(modules, "c8", "bin", "c8.js"), ...include, process.execPath] : [];
  const folder = temporaryFolder();
  try {
    return await runNode([...c8, ...mocha], { cwd: root, env: { ...process.env, TMPDIR: folder } });
  } finally {
    // After Ctrl-C a product that a test has started takes a moment to stop, and writes until then.
    rmSync(folder, { recursive: true, force: true, maxRetries: 30, retryDelay: 100 });
  }
}

/**
 * What the tests take for the system's temporary folder: it goes as a whole, also what a test left that Ctrl-C ended.
 * tsx keeps what it transpiled in there from one run to the next.
 */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "formroom-tests-"));
  chmodSync(folder, 0o711); // as root, PostgreSQL runs as another account and must be able to enter
  const cache = `tsx-${process.geteuid?.()}`;
  mkdirSync(join(tmpdir(), cache), { recursive: true });
  symlinkSync(join(tmpdir(), cache), join(folder, cache));
  return folder;
}
