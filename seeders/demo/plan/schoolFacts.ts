import type { SubjectCode } from "./readRows.js";
import type { PlannedStaff, SchoolKey } from "./types.js";

/** What is invented of one school. Its name and its students' marks are the data's. */
export interface SchoolFacts {
  name: string;
  code: string;
  motto: string;
  address: string;
  phone: string;
  colours: { primary: string; accent: string };
  whatsappNumber: { phoneNumberId: string; displayNumber: string };
  people: Record<"head" | "office" | "teacher", Pick<PlannedStaff, "firstName" | "lastName" | "title" | "initials">>;
  /** What the teacher teaches in 10 A. */
  teaches: readonly SubjectCode[];
  /** Area codes of its guardians' numbers, disjoint from the other school's: a hundred numbers each. */
  areaCodes: readonly number[];
}

/** Telephone numbers are +1 AAA 555 01xx, which the North American plan keeps for fiction; 202 is the schools' own. */
export const schoolFacts: Record<SchoolKey, SchoolFacts> = {
  gp: {
    name: "Gabriel Pereira",
    code: "GP",
    motto: "An invented motto for a demonstration school",
    address: "Rua do Exemplo 1, 0000-001 Demonstração, Portugal",
    phone: "+12025550101",
    colours: { primary: "#1f4e79", accent: "#c8912b" },
    whatsappNumber: { phoneNumberId: "100000000000001", displayNumber: "+12025550111" },
    people: {
      head: { firstName: "Helena", lastName: "Moura Valadares", title: "Dr.", initials: "HMV" },
      office: { firstName: "Artur", lastName: "Pimenta Rosado", title: "Mr", initials: "APR" },
      teacher: { firstName: "Teresa", lastName: "Caeiro Lobo", title: "Ms", initials: "TCL" },
    },
    teaches: ["MAT"],
    areaCodes: [206, 212, 213, 305, 312],
  },
  ms: {
    name: "Mousinho da Silveira",
    code: "MS",
    motto: "Another invented motto, for demonstration only",
    address: "Avenida do Exemplo 2, 0000-002 Demonstração, Portugal",
    phone: "+12025550102",
    colours: { primary: "#7a2e2e", accent: "#3f6b4f" },
    whatsappNumber: { phoneNumberId: "100000000000002", displayNumber: "+12025550112" },
    people: {
      head: { firstName: "Duarte", lastName: "Salgueiro Brito", title: "Dr.", initials: "DSB" },
      office: { firstName: "Lúcia", lastName: "Ventura Galego", title: "Ms", initials: "LVG" },
      teacher: { firstName: "Rui", lastName: "Carrilho Palma", title: "Mr", initials: "RCP" },
    },
    // Nobody of form 10 takes Mathematics at this school: without Portuguese the teacher would have no marks to enter.
    teaches: ["MAT", "POR"],
    areaCodes: [415, 503, 617],
  },
};
