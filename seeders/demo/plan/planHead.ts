import type { Preset } from "../../presets/types.js";
import { schoolFacts } from "./schoolFacts.js";
import type { PlannedClient, PlannedSettings, PlannedStaff, RoleName, SchoolKey } from "./types.js";

/** The school as the platform knows it. */
export function planClient(school: SchoolKey, preset: Preset): PlannedClient {
  const { name, code, whatsappNumber } = structuredClone(schoolFacts[school]);
  return {
    name,
    schemaName: school,
    code,
    domain: `${school}.localhost`,
    country: "PT",
    timezone: preset.timezone,
    locale: preset.locale,
    preset: preset.name,
    whatsappNumber,
  };
}

/** The preset's settings with the school's own facts; parents prove themselves by their number alone, so that one can try it. */
export function planSettings(school: SchoolKey, preset: Preset): PlannedSettings {
  const { name, motto, address, phone, colours } = structuredClone(schoolFacts[school]);
  return {
    general: {
      ...preset.general,
      motto,
      address,
      phone,
      email: `office@${school}.example.test`,
      colours,
      demonstrationNotice: "Demonstration data",
    },
    assessment: preset.assessment,
    reports: preset.reports,
    chatbot: {
      proof: "phone",
      languages: ["pt", "en"],
      welcomeMessage: `Welcome to ${name} (demonstration data). Write "results" for your child's results.`,
    },
  };
}

/** The three demonstration logins. */
export function planStaff(school: SchoolKey): PlannedStaff[] {
  const { people } = schoolFacts[school];
  const login = (key: keyof typeof people, roles: RoleName[]): PlannedStaff => ({
    key,
    email: `${key}@${school}.example.test`,
    ...people[key],
    roles,
  });
  return [
    login("head", ["admin", "head"]),
    login("office", ["registrar"]),
    login("teacher", ["class-teacher", "subject-teacher"]),
  ];
}
