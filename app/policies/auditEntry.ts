import type { AuditEntry } from "../../models/school/AuditEntry.js";
import { byCodes } from "./byCodes.js";

/** The trail: read by whoever may, written by nobody. */
export const auditEntryPolicy = byCodes<AuditEntry>({ read: "audit.read" });
