import {
  MatrixCellQuery,
  MatrixQuery,
  type MatrixCell,
  type MatrixView,
} from "../../../schema/protocol/http/matrix.ts";
import { collectCell } from "../../matrix/cell.ts";
import { collectMatrix } from "../../matrix/collect.ts";
import { createRoutes, mustBeAllowed, parseBody } from "../route.ts";
import { type Deps } from "../../deps.ts";

/** Cases by categories or questions, and what stands behind each number. Its file is an export (exports.ts). */
export function matrixRoutes({ store, clock }: Pick<Deps, "clock" | "store">) {
  return createRoutes()
    .get("/", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      const query = parseBody(c.req.query(), MatrixQuery);
      return c.json<MatrixView>(await collectMatrix(store, actor, { ...query, at: clock().toISOString() }));
    })
    .get("/cell", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      return c.json<MatrixCell>(await collectCell(store, actor, parseBody(c.req.query(), MatrixCellQuery)));
    });
}
