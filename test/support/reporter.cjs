const { reporters } = require("mocha");

/** Dots, the failures, and as the very last line what a program reads: `N passed, N failed`. */
module.exports = class Counted extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    let told = false;
    const tell = (more) => {
      if (told) return;
      told = true;
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      const failed = Math.max(failures, this.failed ?? 0) + more;
      process.stdout.write(`${passes} passed, ${failed} failed${skipped}\n`);
    };
    // A process that ended in the middle of a file is no test's failure: mocha knows the file and does not say it.
    runner.on("fail", (test, error) => {
      if (error?.file) test.title = `${error.file}: ${test.title}`;
    });
    // On exit and not on end: whatever a teardown still prints must come before it.
    process.once("exit", () => {
      if (this.failed !== undefined) return tell(0);
      // Nothing was left to wait for, and mocha still waited: for a process that had crashed, or a test for ever.
      process.exitCode = 1;
      process.stdout.write("\nThe run ended before all tests did.\n");
      tell(1);
    });
    // A client left open throws when the database stops. mocha throws that again from inside its own handler, and node
    // then ends without `exit`: without this the run that leaked would be the one without a last line.
    process.on("uncaughtExceptionMonitor", () => {
      if (runner.stats?.end) tell(1);
    });
  }

  /** What mocha ends with: a set-up or a teardown that failed is counted too, though no test did. */
  done(failures, end) {
    this.failed = failures;
    end(failures);
  }
};
