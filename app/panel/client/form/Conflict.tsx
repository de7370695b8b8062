import React, { useState } from "react";
import { textOf } from "../base/cell.js";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { valuesOf, type Value, type Values } from "./values.js";

interface Props {
  fields: PanelField[];
  mine: Values;
  base: Values;
  theirs: Record<string, unknown>;
  settle: (values: Values) => void;
  /** A value in words, where the field alone cannot tell. */
  say?: (field: PanelField, value: Value) => string | undefined;
}
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

/** Somebody else saved meanwhile: both values of each field that differs, and a choice. What only one changed is merged. */
export const Conflict = ({ fields, mine, base, theirs, settle, say }: Props) => {
  const their = valuesOf(fields, theirs);
  const both = fields.filter(
    ({ name }) => !same(mine[name], base[name]) && !same(their[name], base[name]) && !same(mine[name], their[name]),
  );
  const [taken, setTaken] = useState<Record<string, "mine" | "theirs">>({});
  const inWords = (field: PanelField, value: Value) => say?.(field, value) ?? textOf(field, value, {});
  const finish = () => {
    const merged = fields.map(({ name }): [string, Values[string]] => {
      const iChanged = !same(mine[name], base[name]);
      const keepsMine = both.some((one) => one.name === name) ? taken[name] !== "theirs" : iChanged;
      return [name, keepsMine ? mine[name] : their[name]];
    });
    settle(Object.fromEntries(merged));
  };
  return (
    <div className="problem conflict" role="alert">
      <p>{both.length ? t("conflict.both") : t("conflict.merged")}</p>
      {both.map((field) => (
        <fieldset key={field.name}>
          <legend>{field.label}</legend>
          {(["mine", "theirs"] as const).map((side) => (
            <label key={side}>
              <input
                type="radio"
                name={`conflict-${field.name}`}
                checked={(taken[field.name] ?? "mine") === side}
                onChange={() => setTaken((before) => ({ ...before, [field.name]: side }))}
              />{" "}
              {t(`conflict.${side}`)}: <strong>{inWords(field, (side === "mine" ? mine : their)[field.name])}</strong>
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" onClick={finish}>
        {t("conflict.continue")}
      </button>
    </div>
  );
};
