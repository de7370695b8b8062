import React, { type ReactNode } from "react";
import { Link } from "../../base/core.js";
import { resourceNamed } from "../../base/state.js";

/** The panel's address of what a line leads to; none where it leads nowhere, or to a list that this person has not. */
export function reachable(to: string | null): string | undefined {
  if (to === null) return undefined;
  const list = /^\/resources\/([\w-]+)/.exec(to)?.[1];
  return list !== undefined && !resourceNamed(list) ? undefined : `/admin${to}`;
}

/** A link where there is somewhere to go, else the plain text. */
export const MaybeLink = ({
  to,
  children,
  className,
}: {
  to: string | null;
  children: ReactNode;
  className?: string;
}) => {
  const address = reachable(to);
  const named = className === undefined ? {} : { className };
  return address ? (
    <Link to={address} {...named}>
      {children}
    </Link>
  ) : (
    <span {...named}>{children}</span>
  );
};
