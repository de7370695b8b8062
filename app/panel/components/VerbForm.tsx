import React from "react";
import { ApiClient, useNotice, type ActionProps } from "adminjs";
import { useNavigate } from "./globals.js";
import { FormFrame, type Refusal } from "./FormFrame.js";
import type { FormField } from "./VerbField.js";

interface Told {
  label: string;
  confirm: string | null;
  fields: FormField[];
}
interface Answer {
  notice?: { message: string; type: "success" | "error" };
  errors?: Refusal["errors"];
  redirectUrl?: string;
}
const api = new ApiClient();

/** One form for every verb: what it will do and to whom, its fields, its errors at them; sent by POST only. */
export const VerbForm = ({ action, resource, record, records }: ActionProps) => {
  const { label, confirm, fields } = action.custom as unknown as Told;
  const bulk = action.actionType === "bulk";
  const rows = bulk ? (records ?? []) : record ? [record] : [];
  const titles = rows.map((one) => one.title).join(", ");
  const addNotice = useNotice();
  const navigate = useNavigate();

  const send = async (data: Record<string, unknown>): Promise<Refusal | undefined> => {
    const call = { resourceId: resource.id, actionName: action.name, method: "post" as const, data };
    const response = bulk
      ? await api.bulkAction({ ...call, recordIds: rows.map((one) => one.id) })
      : await api.recordAction({ ...call, recordId: record?.id ?? "" });
    const { notice, errors = {}, redirectUrl = "" } = response.data as unknown as Answer;
    if (notice?.type !== "success") return { message: notice?.message ?? "Not done", errors };
    addNotice(notice);
    navigate(`${redirectUrl}?refresh=true`);
    return undefined;
  };

  return (
    <FormFrame label={label} fields={fields} params={bulk ? {} : record?.params} disabled={!rows.length} send={send}>
      {confirm ? <p className="verb-question">{confirm.replaceAll("{{title}}", titles)}</p> : null}
      {bulk ? <p className="verb-rows">{titles}</p> : null}
    </FormFrame>
  );
};
