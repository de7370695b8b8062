import { User } from "../../../models/public/User.js";
import { Form } from "../../../models/school/Form.js";
import { GradeScale } from "../../../models/school/GradeScale.js";
import { Role } from "../../../models/school/Role.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { Setting } from "../../../models/school/Setting.js";
import { Staff } from "../../../models/school/Staff.js";
import type { Preset } from "../../../seeders/presets/types.js";
import { bulkCreate } from "../../audit/audited.js";
import { uuidv7 } from "../../ids.js";
import { ROLE_PRESETS } from "../../policies/permissions.js";

interface Administrator {
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string;
}

/** Puts what every school starts with into an empty one: settings, forms, scales, roles, first administrator. */
export async function furnish(preset: Preset, admin: Administrator, clientId: string): Promise<void> {
  await bulkCreate(Setting, settingsOf(preset));
  await bulkCreate(Form, formsOf(preset));
  await bulkCreate(
    GradeScale,
    preset.gradeScales.map(({ name, level, direction, bands }) => ({ name, level, direction, bands, adopted: true })),
  );
  const roles = await bulkCreate(
    Role,
    Object.entries(ROLE_PRESETS).map(([key, { name, permissions }]) => ({ name, preset: key, permissions })),
  );
  const { firstName, lastName, email, passwordHash } = admin;
  const user = await User.create({ clientId, email, firstName, lastName, passwordHash });
  await Staff.create({ id: user.id, firstName, lastName });
  const role = roles.find((candidate) => candidate.preset === "admin");
  if (role) await RoleAssignment.create({ userId: user.id, roleId: role.id });
}

function settingsOf(preset: Preset) {
  const pages = {
    general: preset.general,
    assessment: preset.assessment,
    reports: preset.reports,
    promotions: preset.promotions,
  };
  return Object.entries(pages).map(([key, value]) => ({ key, value: { ...value } }));
}

/** Forms from the last to the first, so that each finds the one that follows it. */
function formsOf(preset: Preset) {
  const ids = new Map(preset.forms.map((form) => [form.name, uuidv7()]));
  return [...preset.forms]
    .sort((a, b) => b.order - a.order)
    .map(({ name, level, order, nextForm }) => ({
      id: ids.get(name),
      name,
      level,
      order,
      nextFormId: nextForm === null ? null : (ids.get(nextForm) ?? null),
    }));
}
