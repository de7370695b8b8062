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
      process.stdout.write(`${passes} passed, ${failures + more} failed${skipped}\n`);
    };
    // On exit and not on end: whatever a teardown still prints must come before it.
    process.once("exit", () => tell(0));
    // A client left open throws when the database stops. mocha throws that again from inside its own handler, and node
    // then ends without `exit`: without this the run that leaked would be the one without a last line.
    process.on("uncaughtExceptionMonitor", () => {
      if (runner.stats?.end) tell(1);
    });
  }
};
