/** What ends a start with one clear sentence and status 1: no stack, no log line. */
export class StartProblem extends Error {}
