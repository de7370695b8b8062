import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inSchool, reference } from "../base.js";

/** An elective that a registration takes. */
export class RegistrationSubject extends Model<
  InferAttributes<RegistrationSubject>,
  InferCreationAttributes<RegistrationSubject>
> {
  declare id: CreationOptional<string>;
  declare registrationId: string;
  declare subjectId: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

RegistrationSubject.init(
  {
    id: idColumn(),
    registrationId: reference("registrations"),
    subjectId: reference("subjects"),
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("registration_subjects", { version: false, modelName: "RegistrationSubject" }),
);
audited(RegistrationSubject);
