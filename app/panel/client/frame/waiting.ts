import { useEffect } from "react";
import { call } from "../base/call.js";
import { store, useStore } from "../base/store.js";

type Counts = Record<string, { count: number; mine: boolean }>;
/** What waits behind each entry of the menu; the dashboard's answer has it. */
export const waiting = store<Counts>({});
let asked = 0;

interface Told {
  todo?: { key: string; count: number; to: string }[];
}

/** Takes the counts out of a dashboard: by the page that each to-do leads to. */
export function learnWaiting({ todo = [] }: Told): void {
  const counts: Counts = {};
  for (const { count, to } of todo) {
    const entry = /^\/?(?:resources|pages)\/([\w-]+)/.exec(to)?.[1];
    if (entry) counts[entry] = { count: Math.max(count, counts[entry]?.count ?? 0), mine: true };
  }
  waiting.set(counts);
}

/** The counts, asked for again at most every two minutes. */
export function useWaiting(): Counts {
  useEffect(() => {
    if (Date.now() - asked < 120_000) return;
    asked = Date.now();
    call<Told>("GET", "/data/dashboard").then(learnWaiting, () => undefined);
  });
  return useStore(waiting);
}
