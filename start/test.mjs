import { join } from "node:path";
import { runNode } from "./children.mjs";

const allTests = "test/**/*.test.ts";

/** mocha's options that take the next word: that word is no path. */
const withValue = new Set(
  (
    "--grep -g --fgrep -f --reporter -R --timeout -t --retries --jobs -j --ui -u --require -r --config --package " +
    "--slow -s --reporter-option --reporter-options -O --ignore --exclude --file --extension --node-option -n"
  ).split(" "),
);

/**
 * mocha's arguments, with all tests when no path is among them. `.mocharc.json` has no `spec`, because mocha adds
 * that to the files named on the command line: "one file" would run them all.
 *
 * @param {string[]} args as given after `npm test --`
 * @returns {string[]}
 */
export function mochaArguments(args) {
  const hasPath = args.some((arg, i) => arg === "--spec" || (!arg.startsWith("-") && !withValue.has(args[i - 1])));
  return hasPath ? args : [...args, allTests];
}

/**
 * Runs the tests in a child; `--coverage` among the arguments puts c8 around it.
 *
 * @param {string} root folder of the clone
 * @param {string[]} args
 * @returns {Promise<number>} mocha's status
 */
export function runTests(root, args) {
  const modules = join(root, "node_modules");
  const mocha = [
    join(modules, "mocha", "bin", "mocha.js"),
    ...mochaArguments(args.filter((arg) => arg !== "--coverage")),
  ];
  if (!args.includes("--coverage")) return runNode(mocha, { cwd: root });
  const include = ["app", "resources", "models", "jobs"].map((folder) => `--include=${folder}/**`);
  return runNode([join(modules, "c8", "bin", "c8.js"), ...include, process.execPath, ...mocha], { cwd: root });
}
