import { useEffect } from "react";
import type { Row } from "../base/cell.js";

/** A record that is worked on by itself (an order of papers) is asked for again until it is done. */
export function useAtWork(row: Row | undefined, reload: () => void): void {
  const isAtWork = ["queued", "running", "creating"].includes(String(row?.status));
  useEffect(() => {
    if (!isAtWork) return undefined;
    const timer = setInterval(reload, 2000);
    return () => clearInterval(timer);
  }, [isAtWork, reload]);
}
