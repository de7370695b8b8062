import { z } from "zod";
import { usePicture } from "../../../models/school/pictures.js";
import { Setting } from "../../../models/school/Setting.js";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { ourClient } from "./ourClient.js";
import { isDemonstration, NEW_REPORTS, PAGES, readPage, type PageName, type PageValues } from "./read.js";

const version = z.int().min(0);
/** What a page answers: its values and the version to send back; general has what only the platform changes, too. */
export const answerOf = (page: PageName): z.ZodObject =>
  PAGES[page].extend({
    version,
    ...(page === "general"
      ? {
          demonstration: z.boolean(),
          code: z.string(),
          timezone: z.string(),
          country: z.string(),
          locale: z.string(),
        }
      : {}),
  });
/** What a page takes: any of its fields. */
export const bodyOf = (page: PageName): z.ZodObject => PAGES[page].partial().extend({ version: version.optional() });

/** A page as it is answered. */
export async function showPage(page: PageName): Promise<Record<string, unknown>> {
  const { value, version, row } = await readPage(page);
  if (page !== "general") return { ...value, version };
  const { code, timezone, country, locale } = await ourClient();
  return { ...value, demonstration: isDemonstration(row), code, timezone, country, locale, version };
}

/** Changes what was sent of a page; a field is replaced whole. */
export async function changePage<P extends PageName>(
  page: P,
  { version, ...input }: Partial<PageValues[P]> & { version?: number },
): Promise<Record<string, unknown>> {
  const row = (await Setting.findOne({ where: { key: page }, lock: true })) ?? Setting.build({ key: page, value: {} });
  atVersion(row, version);
  const { crestFileId } = input as { crestFileId?: string | null };
  if (crestFileId && crestFileId !== row.value.crestFileId) await usePicture(crestFileId, "crest", "/crestFileId");
  row.value = { ...row.value, ...input };
  await kept(Setting, () => row.save());
  return showPage(page);
}

/** Puts the papers' settings back to what a new school has. */
export const resetReports = (): Promise<Record<string, unknown>> => changePage("reports", { ...NEW_REPORTS });
