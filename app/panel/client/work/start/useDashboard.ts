import { useCallback, useEffect, useState } from "react";
import { CallError } from "../../base/call.js";
import { readDashboard } from "../../frame/waiting.js";
import type { Dashboard } from "./answer.js";

interface Found {
  data?: Dashboard;
  error?: CallError;
  reload: () => void;
}

/** The first page's answer; the menu's counts come out of the same request. */
export function useDashboard(): Found {
  const [found, setFound] = useState<Omit<Found, "reload">>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    const keep = (next: Omit<Found, "reload">) => {
      if (!gone) setFound(next);
    };
    readDashboard<Dashboard>().then(
      (data) => keep({ data }),
      (error: unknown) => {
        if (error instanceof CallError) keep({ error });
      },
    );
    return () => void (gone = true);
  }, [turn]);
  return { ...found, reload: useCallback(() => setTurn((before) => before + 1), []) };
}
