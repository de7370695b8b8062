import type { ReactNode } from "react";
import type { Row } from "../base/cell.js";

/** A part of a record's page. */
export interface Tab {
  key: string;
  label: string;
  count?: number;
  draw?: (row: Row) => ReactNode;
}
