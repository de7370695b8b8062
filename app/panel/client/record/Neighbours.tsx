import React from "react";
import { useNavigate } from "../base/core.js";
import { useKeys } from "../frame/keys.js";
import { t } from "../base/words.js";
import { contextOf } from "../list/context.js";

/** Next and previous of the list that one came from. */
export const Neighbours = ({ resource, id }: { resource: string; id: string }) => {
  const navigate = useNavigate();
  const context = contextOf(resource);
  const at = context?.ids.indexOf(id) ?? -1;
  const go = (step: number) => {
    const next = at < 0 ? undefined : context?.ids[at + step];
    if (next) navigate(`/admin/resources/${resource}/records/${next}/show`);
  };
  useKeys({ "[": () => go(-1), "]": () => go(1) });
  if (!context || at < 0 || context.ids.length < 2) return null;
  return (
    <div className="neighbours">
      <button
        type="button"
        className="icon"
        aria-label={t("record.previous")}
        disabled={at === 0}
        onClick={() => go(-1)}
      >
        ‹
      </button>
      <button
        type="button"
        className="icon"
        aria-label={t("record.next")}
        disabled={at === context.ids.length - 1}
        onClick={() => go(1)}
      >
        ›
      </button>
    </div>
  );
};
