import React, { useEffect, useRef } from "react";
import type { CallError } from "../base/call.js";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { idOf } from "./props.js";

/** What is wrong, above the form, with links to the fields; it takes the focus, so that it is heard first. */
export const ErrorSummary = ({ problem, fields }: { problem: CallError; fields: PanelField[] }) => {
  const box = useRef<HTMLDivElement>(null);
  const first = problem.errors.filter((one, at, all) => all.findIndex(({ path }) => path === one.path) === at);
  useEffect(() => box.current?.focus(), [problem]);
  return (
    <div className="problem" role="alert" tabIndex={-1} ref={box}>
      <p>{first.length ? t("form.errors", { count: first.length }) : problem.message}</p>
      {problem.errors.length ? (
        <ul>
          {first.map(({ path, message }) => (
            <li key={path + message}>
              <a
                href={`#${idOf(path)}`}
                onClick={(event) => {
                  event.preventDefault();
                  const target = document.getElementById(idOf(path)) ?? document.getElementById(idOf(headOf(path)));
                  target?.closest("details")?.setAttribute("open", "");
                  target?.focus();
                }}
              >
                {labelOf(fields, path)}: {message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

const headOf = (path: string) => path.split("/").slice(0, 2).join("/");

/** "/demographics/birthNumber" by the labels that the form shows. */
export function labelOf(fields: PanelField[], path: string): string {
  const [head, ...rest] = path.slice(1).split("/");
  const field = fields.find((one) => one.name === head);
  if (!field) return path.slice(1);
  const inner = rest.filter((part) => !/^\d+$/.test(part));
  const number = rest.find((part) => /^\d+$/.test(part));
  const label = number === undefined ? field.label : `${field.label} ${Number(number) + 1}`;
  return inner.length && field.fields ? `${label}, ${labelOf(field.fields, `/${inner.join("/")}`)}` : label;
}
