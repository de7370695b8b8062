import { Op } from "sequelize";
import { User } from "../../../models/public/User.js";
import { Role } from "../../../models/school/Role.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { Staff } from "../../../models/school/Staff.js";
import { folded } from "../../locale/folded.js";

/**
 * The file with the head's signature: of the one active person who holds the preset role `head` and has a signature. Where
 * the report settings name a head it must be that person, so that nobody's hand stands above another's name. Else null.
 */
export async function headSignature(headName: string | null): Promise<string | null> {
  const held = await RoleAssignment.findAll({
    include: [{ model: Role, as: "role", where: { preset: "head" }, attributes: [] }],
    attributes: ["userId"],
  });
  const active = await User.findAll({
    where: { id: { [Op.in]: held.map((one) => one.userId) }, status: "active" },
    attributes: ["id"],
  });
  const staff = await Staff.findAll({
    where: { id: { [Op.in]: active.map((one) => one.id) }, signatureFileId: { [Op.not]: null } },
  });
  const heads = staff.filter(
    ({ firstName, lastName }) => headName === null || folded(headName).includes(folded(`${firstName} ${lastName}`)),
  );
  return heads.length === 1 ? (heads[0]?.signatureFileId ?? null) : null;
}
