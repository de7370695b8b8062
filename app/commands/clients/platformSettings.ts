import { z } from "zod";
import { PlatformSetting } from "../../../models/public/PlatformSetting.js";
import { atVersion } from "../../door/five.js";
import { line } from "../../door/wire.js";

/** GET, PATCH /system/settings. */
export const platformSettingsSchema = z.strictObject({
  name: line(100),
  defaultCountry: z.string().regex(/^[A-Z]{2}$/),
  defaultLocale: line(10),
  defaultTimezone: line(60),
  supportContact: line(200).nullable(),
  selfSignUp: z.boolean(),
  llm: z.boolean(),
  retentionDays: z.int().min(1).max(3650),
  version: z.int(),
});
type Settings = z.output<typeof platformSettingsSchema>;

const DEFAULTS: Omit<Settings, "version"> = {
  name: "Formroom",
  defaultCountry: "ZW",
  defaultLocale: "en",
  defaultTimezone: "Africa/Harare",
  supportContact: null,
  selfSignUp: false,
  llm: false,
  retentionDays: 90,
};

/** The platform's settings, defaults where nothing was set yet. */
export async function platformSettings(): Promise<Settings> {
  const row = await PlatformSetting.findOne({ where: { key: "global" } });
  return { ...DEFAULTS, ...row?.value, version: row?.version ?? 0 };
}

/** Changes what was sent. */
export async function changePlatformSettings({ version, ...input }: Partial<Settings>): Promise<Settings> {
  const row =
    (await PlatformSetting.findOne({ where: { key: "global" }, lock: true })) ??
    PlatformSetting.build({ key: "global", value: {} });
  if (!row.isNewRecord) atVersion(row, version);
  row.value = { ...row.value, ...input };
  await row.save();
  return platformSettings();
}
