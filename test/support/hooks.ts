import { whatIsOpen } from "./leaks.js";

/** What mocha loads before the tests (.mocharc.json). */
export { mochaGlobalSetup, mochaGlobalTeardown } from "./globalSetup.js";

const fail = (reason: unknown): never => {
  throw reason;
};

/** Around each file when all run, in two processes; around all that was named when one process runs them. */
export const mochaHooks = {
  /** mocha hears rejections that nobody awaits and forgets them; thrown, they fail the test that runs. */
  beforeAll(): void {
    process.off("unhandledRejection", fail).on("unhandledRejection", fail);
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(10_000);
    const open = await whatIsOpen(3_000);
    if (open.length > 0) throw new Error(`left open by ${filesOf(this)}: ${open.join(", ")}`);
  },
};

const filesOf = ({ test }: Mocha.Context): string => {
  const files = new Set(test?.parent?.suites.map(({ file }) => file));
  return files.size === 1 ? String([...files][0]) : `one of ${files.size} files`;
};
