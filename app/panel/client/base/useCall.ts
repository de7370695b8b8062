import { useCallback, useEffect, useState } from "react";
import { call, CallError } from "./call.js";

export interface Loaded<T> {
  data?: T;
  error?: CallError;
  /** True while the first answer, or one after a change of the address, is awaited. */
  loading: boolean;
  reload: () => void;
}

/** Reads an address, again when it changes; a late answer to an older question is thrown away. */
export function useCall<T>(path: string | undefined): Loaded<T> {
  const [found, setFound] = useState<{ path?: string; data?: T; error?: CallError }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === undefined) return undefined;
    const stop = new AbortController();
    call<T>("GET", path, undefined, { signal: stop.signal }).then(
      (data) => setFound({ path, data }),
      (error: unknown) => {
        if (error instanceof CallError) setFound((before) => ({ ...before, path, error }));
      },
    );
    return () => stop.abort();
  }, [path, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { ...found, loading: path !== undefined && found.path !== path, reload };
}
