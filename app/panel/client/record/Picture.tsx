import React from "react";
import type { Row } from "../base/cell.js";
import type { PanelResource } from "../base/state.js";
import { initials } from "../frame/Sidebar.js";

/** A person's photo, or initials. */
export const Picture = ({ resource, row }: { resource: PanelResource; row: Row }) => {
  if (!resource.fields.some((one) => one.name === "firstName")) return null;
  const url = typeof row.photoUrl === "string" ? row.photoUrl : undefined;
  return url ? (
    <img className="picture" src={url} alt="" />
  ) : (
    <span className="picture" aria-hidden="true">
      {initials(row.$.title)}
    </span>
  );
};
