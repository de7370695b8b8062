import React, { useEffect, useState } from "react";
import { ApiClient } from "adminjs";

type Value = string | string[] | boolean | undefined;
interface Choice {
  id: string;
  title: string;
}
interface Props {
  id: string;
  resource: string;
  many: boolean;
  value: Value;
  onChange: (value: Value) => void;
  more: Record<string, unknown>;
}
const api = new ApiClient();

/** Chooses rows of another resource: words to search by, and a plain select with what was found. */
export const RowPicker = ({ id, resource, many, value, onChange, more }: Props) => {
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Choice[]>([]);
  const [chosen, setChosen] = useState<Choice[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => {
      api.searchRecords({ resourceId: resource, query: words }).then(
        (records) => setFound(records.map(({ id: one, title }) => ({ id: one, title }))),
        () => setFound([]),
      );
    }, 200);
    return () => clearTimeout(timer);
  }, [resource, words]);
  const choices = [...chosen, ...found.filter((one) => !chosen.some((other) => other.id === one.id))];
  const pick = (ids: string[]) => {
    setChosen(choices.filter((one) => ids.includes(one.id)));
    onChange(many ? ids : (ids[0] ?? ""));
  };
  return (
    <div className="row-picker">
      <input
        type="search"
        aria-label="Search"
        placeholder="Search…"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <select
        id={id}
        multiple={many}
        size={many ? 6 : undefined}
        value={many ? (Array.isArray(value) ? value : []) : typeof value === "string" ? value : ""}
        onChange={(event) => pick([...event.target.selectedOptions].map((one) => one.value).filter(Boolean))}
        {...more}
      >
        {many ? null : <option value="">Choose…</option>}
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </div>
  );
};
