import type { Request } from "express";
import type { Operation } from "../../../models/public/Operation.js";
import { operations } from "../../../resources/operations.js";
import { present } from "../../door/answer.js";
import { Reply } from "../../http/route.js";

/** 202 with the operation that was begun and where to poll it; in the platform's running scope. */
export const accepted = ({ baseUrl }: Request, operation: Operation): Reply =>
  new Reply(present(operations, operation), {
    status: 202,
    headers: { Location: `${baseUrl}/operations/${operation.id}` },
  });
