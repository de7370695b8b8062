import React, { useEffect, useState } from "react";
import { call } from "../base/call.js";
import { Link, useLocation, useNavigate } from "../base/core.js";
import { readQuery, writeQuery } from "../base/query.js";
import type { PanelResource } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { number, t } from "../base/words.js";
import { useKeys } from "../frame/keys.js";
import { Missing } from "../frame/Missing.js";
import { PageHead } from "../frame/PageHead.js";
import { learnNames } from "../form/useNames.js";
import { listAddress } from "../list/context.js";
import { RowsSkeleton } from "../list/RowsSkeleton.js";
import { extraButtons } from "../work/recordTabs.js";
import type { RecordAnswer } from "./answer.js";
import { Facts } from "./Facts.js";
import { History } from "./History.js";
import { Neighbours } from "./Neighbours.js";
import { Picture } from "./Picture.js";
import { recordTabs } from "./tabs.js";
import { TrailEntry } from "./TrailEntry.js";
import { UnderName } from "./UnderName.js";
import { Verbs } from "./Verbs.js";
import { Wrong } from "./Wrong.js";
import { useAtWork } from "./useAtWork.js";

/** A record: who it is, what is wrong, facts, the rows that belong to it as tabs, what can be done, and its history. */
export const RecordPage = ({ resource, id }: { resource: PanelResource; id: string }) => {
  const found = useCall<RecordAnswer>(`/view/${resource.name}/${encodeURIComponent(id)}`);
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<string>();
  const { do: asked, ...where } = readQuery(search);
  useEffect(() => {
    if (!asked || !found.data) return;
    setOpen(asked);
    navigate(`${pathname}${writeQuery(where)}`, { replace: true });
  }, [asked, found.data !== undefined]);
  useAtWork(found.data?.row, found.reload);
  useEffect(() => {
    if (found.data) call("POST", "/data/recent", { resource: resource.name, id }).catch(() => undefined);
  }, [found.data !== undefined]);
  useKeys({ e: () => found.data?.may.update && navigate(pathname.replace(/show$/, "edit")) });
  if (found.error && !found.data) return <Missing />;
  const crumbs = resource.listed ? [{ to: listAddress(resource.name), text: resource.many }] : [];
  if (!found.data)
    return (
      <>
        <PageHead title="…" crumbs={crumbs} />
        <RowsSkeleton />
      </>
    );
  const { row, names, may, related, concerns = [] } = found.data;
  learnNames(names);
  const tabs = recordTabs(resource, related);
  const tab = tabs.find((one) => one.key === readQuery(search).tab) ?? tabs[0];
  return (
    <>
      <PageHead
        title={row.$.title}
        crumbs={crumbs}
        picture={<Picture resource={resource} row={row} />}
        under={<UnderName resource={resource} row={row} names={names} />}
      >
        <Neighbours resource={resource.name} id={id} />
        {extraButtons(resource, row)}
        <Verbs resource={resource} row={row} may={may} open={open} setOpen={setOpen} done={found.reload} />
      </PageHead>
      <nav className="tabs" aria-label={t("record.tabs")}>
        {tabs.map((one) => (
          <Link
            key={one.key}
            to={`${pathname}${one.key === "overview" ? "" : `?tab=${one.key}`}`}
            aria-current={one === tab ? "true" : undefined}
          >
            {one.label} {one.count === undefined ? null : <small>{number(one.count)}</small>}
          </Link>
        ))}
      </nav>
      {!tab || tab.key === "overview" ? (
        <div className="record-columns">
          {resource.name === "audit" || resource.name === "platform-audit" ? (
            <TrailEntry resource={resource} row={row} />
          ) : (
            <Facts resource={resource} row={row} names={names} />
          )}
          <Wrong concerns={concerns} />
        </div>
      ) : tab.key === "history" ? (
        <History id={id} />
      ) : (
        tab.draw?.(row)
      )}
    </>
  );
};
