import type { ComponentType, ReactNode } from "react";

interface LinkProps {
  to: string;
  children: ReactNode;
  className?: string;
  onClick?: (event: React.MouseEvent) => void;
  [attribute: `aria-${string}` | `data-${string}`]: unknown;
}
interface Location {
  pathname: string;
  search: string;
  key: string;
}
interface Router {
  useNavigate(): (to: string | number, options?: { replace?: boolean }) => void;
  useLocation(): Location;
  useParams(): Record<string, string | undefined>;
  Link: ComponentType<LinkProps>;
  Routes: ComponentType<{ children: ReactNode }>;
  Route: ComponentType<{ path: string; element: ReactNode; key?: string }>;
}

// The router comes with AdminJS, in the core, and is no package of ours: only what is used of it is described here.
const core = window as unknown as { ReactRouterDOM: Router };
export const { useNavigate, useLocation, useParams, Link, Routes, Route } = core.ReactRouterDOM;
