import React from "react";
import { catalogue } from "../../base/state.js";
import { ago, instant, t } from "../../base/words.js";
import type { Todo } from "./answer.js";
import { MaybeLink } from "./reachable.js";

/** What waits for this person: each line leads to the page that ends it. */
export const TodoList = ({ todo }: { todo: Todo[] }) => (
  <section className="card todo" aria-labelledby="todo-title">
    <div className="card-head">
      <h2 id="todo-title">{t("start.todo")}</h2>
    </div>
    {todo.length ? (
      <ul>
        {todo.map((one, index) => (
          <Line key={index} todo={one} />
        ))}
      </ul>
    ) : (
      <p className="todo-none">
        <strong>{t("start.todo-none")}</strong> <span className="soft">{t("start.todo-none-why")}</span>
      </p>
    )}
  </section>
);

const Line = ({ todo: { key, count, params, to } }: { todo: Todo }) => {
  const { closesAt, ...rest } = params;
  const filled = Object.entries(rest).map(([name, value]) => [name, value ?? ""] as const);
  const closes = typeof closesAt === "string" ? closesAt : undefined;
  const values = {
    ...Object.fromEntries(filled),
    count,
    // An exam with papers is told by its paper too.
    what: [rest.subject, rest.paper].filter(Boolean).join(", "),
    ...(closes ? { when: ago(closes) } : {}),
  };
  const why = `start.todo.${key}.why`;
  return (
    <li>
      <MaybeLink to={to}>{t(`start.todo.${key}`, values)}</MaybeLink>
      <small {...(closes ? { title: instant(closes) } : {})}>
        {closes === undefined && catalogue[`${why}.open`] ? t(`${why}.open`, values) : t(why, values)}
      </small>
    </li>
  );
};
