import React from "react";
import { useTranslation, type ResourceJSON } from "adminjs";
import { Link, useSelector } from "./globals.js";

interface State {
  resources: (ResourceJSON & { navigation: { name: string | null; show: boolean } | null })[];
  branding: { companyName: string };
}

/** The first page: what one may open, by group. */
export const Dashboard = () => {
  const { resources, branding } = useSelector((state: State) => state);
  const { translateLabel } = useTranslation();
  const open = resources.filter((one) => one.href && one.navigation?.show);
  const groups = [...new Set(open.map((one) => one.navigation?.name ?? ""))];
  return (
    <div className="start">
      <h1>{branding.companyName}</h1>
      <div className="start-groups">
        {groups.map((group) => (
          <section key={group}>
            <h2>{group}</h2>
            <ul>
              {open
                .filter((one) => (one.navigation?.name ?? "") === group)
                .map((one) => (
                  <li key={one.id}>
                    <Link to={one.href ?? ""}>{translateLabel(one.id)}</Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
};
