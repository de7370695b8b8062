import React, { type ComponentType } from "react";
import type { ActionHeaderProps } from "adminjs";

type Props = ActionHeaderProps & { OriginalComponent: ComponentType<ActionHeaderProps> };

/** AdminJS heads a record's page with a verb ("Edit"); whose record it is stands beneath. */
export const ActionHeader = ({ OriginalComponent, ...props }: Props) => (
  <>
    <OriginalComponent {...props} />
    {props.record?.title ? <p className="record-title">{props.record.title}</p> : null}
  </>
);
