import { useEffect } from "react";
import { call } from "../base/call.js";
import { store, useStore } from "../base/store.js";
import { countsOf, type Counts, type ToDo } from "./counts.js";

/** What waits behind each entry of the menu; the dashboard's answer has it. */
export const waiting = store<Counts>({});
let asked = 0;

interface Told {
  todo?: ToDo[];
}

/** Takes the counts out of a dashboard. */
export const learnWaiting = ({ todo = [] }: Told): void => waiting.set(countsOf(todo));

let running: Promise<Told> | undefined;

/** Reads the dashboard and takes the counts out of it; who asks while an answer is on its way gets the same one. */
export function readDashboard<T extends Told>(): Promise<T> {
  asked = Date.now();
  running ??= call<Told>("GET", "/data/dashboard")
    .then((found) => (learnWaiting(found), found))
    .finally(() => (running = undefined));
  return running as Promise<T>;
}

/** The counts, asked for again at most every two minutes. */
export function useWaiting(): Counts {
  useEffect(() => {
    if (Date.now() - asked >= 120_000) readDashboard().catch(() => undefined);
  });
  return useStore(waiting);
}
