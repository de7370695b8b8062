import type { ComponentType, ReactNode } from "react";

interface Router {
  useNavigate(): (to: string | number) => void;
  Link: ComponentType<{ to: string; children: ReactNode }>;
}
interface Redux {
  useSelector<S, T>(choose: (state: S) => T): T;
}

// They come with AdminJS, in the core, and are no packages of ours: only what is used of them is described here.
const core = window as unknown as { ReactRouterDOM: Router; ReactRedux: Redux };
export const { useNavigate, Link } = core.ReactRouterDOM;
export const { useSelector } = core.ReactRedux;
