/** What mocha loads before the tests (.mocharc.json). */
export { mochaGlobalSetup, mochaGlobalTeardown } from "./globalSetup.js";
