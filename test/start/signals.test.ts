import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { onStop, type StopOptions, type Stopping } from "../../app/home/signals.js";

describe("stopping", () => {
  let statuses: number[];
  let stopping: Stopping | undefined;
  beforeEach(() => (statuses = []));
  afterEach(() => stopping?.dispose());

  const install = (stop: (reason: string) => Promise<void>, options: StopOptions = {}): void => {
    stopping = onStop(stop, { forceAfter: 60, exit: (status) => void statuses.push(status), ...options });
  };

  it("stops once, says why, and ends with 0 after it", async () => {
    const reasons: string[] = [];
    install(async (reason) => {
      reasons.push(reason);
      await sleep(20);
      expect(statuses).to.deep.equal([]);
    });
    process.emit("SIGTERM", "SIGTERM");
    await sleep(50);
    expect([reasons, statuses]).to.deep.equal([["SIGTERM"], [0]]);
  });

  it("takes a signal that arrives twice at once for one", async () => {
    install(() => sleep(30));
    process.emit("SIGTERM", "SIGTERM");
    process.emit("SIGTERM", "SIGTERM");
    expect(statuses).to.deep.equal([]);
    await sleep(60);
    expect(statuses).to.deep.equal([0]);
  });

  it("forces the end with 1 at a later second signal", async () => {
    install(() => sleep(200));
    process.emit("SIGTERM", "SIGTERM");
    await sleep(80);
    process.emit("SIGHUP", "SIGHUP");
    expect(statuses).to.deep.equal([1]);
    await sleep(150);
  });

  it("cuts off a stop that takes too long", async () => {
    install(() => sleep(150), { limit: 30 });
    process.emit("SIGTERM", "SIGTERM");
    await sleep(80);
    expect(statuses).to.deep.equal([1]);
    await sleep(100);
  });

  it("ends with the status it is given when the application stops itself", async () => {
    install(async () => undefined);
    stopping?.stop("the database ended", 1);
    await sleep(10);
    expect(statuses).to.deep.equal([1]);
  });

  it("lets go of the signals again", () => {
    const before = process.listenerCount("SIGTERM");
    install(async () => undefined);
    expect(process.listenerCount("SIGTERM")).to.equal(before + 1);
    stopping?.dispose();
    expect(process.listenerCount("SIGTERM")).to.equal(before);
  });
});
