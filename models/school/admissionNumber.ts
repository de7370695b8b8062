import { literal, type Model, type ModelStatic } from "sequelize";
import { text } from "../../app/database/connection.js";
import { aroundNumber } from "../../app/locale/admissionPattern.js";
import { today } from "../../app/locale/clock.js";
import { ourClient } from "../../app/tenancy/ourClient.js";
import { newSchoolGeneral } from "../../seeders/presets/shared.js";
import { Setting } from "./Setting.js";

/**
 * Gives a new student without an admission number the school's next one. The settings' row is held until COMMIT, so that
 * two at once queue and none gets a number twice; a number that was given and deleted is not given again.
 */
export function keepAdmissionNumber<M extends Model>(model: ModelStatic<M>): void {
  // Before validation and before the folded search text is kept, which holds the number.
  model.addHook("beforeValidate", async (row: M) => {
    if (row.isNewRecord && row.get("admissionNumber") == null)
      row.set("admissionNumber" as never, (await nextAdmissionNumber(model)) as never);
  });
}

async function nextAdmissionNumber(model: ModelStatic<Model>): Promise<string> {
  const settings = await Setting.findOne({ where: { key: "general" }, lock: true });
  const pattern =
    (settings?.value.admissionNumberPattern as string | undefined) ?? newSchoolGeneral.admissionNumberPattern;
  const { code, timezone } = await ourClient();
  const { before, after, width } = aroundNumber(pattern, { code, year: today(timezone).slice(0, 4) });
  const counter = text(`^${escaped(before)}([0-9]{1,9})${escaped(after)}$`);
  const last = (await model.findOne({
    attributes: [[literal(`max(CAST(substring(lower(admission_number) FROM lower(${counter})) AS integer))`), "last"]],
    paranoid: false,
    raw: true,
  })) as unknown as { last: number | null };
  return `${before}${String((last.last ?? 0) + 1).padStart(width, "0")}${after}`;
}

const escaped = (part: string) => part.replace(/[\\^$.|?*+()[\]{}-]/g, "\\$&");
