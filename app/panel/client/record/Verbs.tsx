import React, { useState } from "react";
import { Link, useLocation } from "../base/core.js";
import type { Row } from "../base/cell.js";
import type { PanelResource, PanelVerb } from "../base/state.js";
import { t } from "../base/words.js";
import type { RecordAnswer } from "./answer.js";
import { VerbDialog } from "./VerbDialog.js";

interface Props {
  resource: PanelResource;
  row: Row;
  may: RecordAnswer["may"];
  open: string | undefined;
  setOpen: (name: string | undefined) => void;
  done: () => void;
}

/** What can be done with the record: verbs of the routes as quiet buttons, the rarer ones under "More", editing last. */
export const Verbs = ({ resource, row, may, open, setOpen, done }: Props) => {
  const { pathname } = useLocation();
  const [more, setMore] = useState(false);
  const verbs = resource.verbs.filter((one) => one.on === "one" && one.name !== "edit" && may.verbs.includes(one.name));
  const direct = verbs.filter((one) => !one.danger).slice(0, 2);
  const rest = verbs.filter((one) => !direct.includes(one));
  const removal = may.remove && resource.remove ? asVerb(resource) : undefined;
  const all = [...rest, ...(removal ? [removal] : [])];
  const opened = [...verbs, ...(removal ? [removal] : [])].find((one) => one.name === open);
  const press = (verb: PanelVerb) => {
    setMore(false);
    setOpen(verb.name);
  };
  const mayEdit = may.update && (resource.update ?? resource.verbs.some((one) => one.name === "edit"));
  return (
    <>
      {all.length ? (
        <div className="more-box" onKeyDown={({ key }) => key === "Escape" && setMore(false)}>
          <button type="button" aria-expanded={more} onClick={() => setMore(!more)}>
            {t("more")}
          </button>
          {more ? (
            <div className="menu-box">
              {all.map((one) => (
                <button
                  key={one.name}
                  type="button"
                  className={one.danger ? "danger" : undefined}
                  onClick={() => press(one)}
                >
                  {one.label}
                </button>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
      {direct.map((one) => (
        <button key={one.name} type="button" onClick={() => press(one)}>
          {one.label}
        </button>
      ))}
      {mayEdit ? (
        <Link to={pathname.replace(/show$/, "edit")} className="button main">
          {t("edit")}
        </Link>
      ) : null}
      {opened ? (
        <VerbDialog resource={resource} verb={opened} row={row} close={() => setOpen(undefined)} done={done} />
      ) : null}
    </>
  );
};

const asVerb = (resource: PanelResource): PanelVerb => ({
  path: "",
  method: "DELETE",
  fields: [],
  ...resource.remove,
  name: "remove",
  label: t("remove"),
  on: "one",
  danger: true,
});
