import type { PassageId, StepId, TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { TableDecide, TablePhase, TablesChange } from "../../../schema/protocol/http/workshops/tables.ts";
import { type TablePointer, WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { command, request } from "../http.ts";

const of = (id: WorkshopId, sub: string): string => `/api/workshops/${id}/${sub}`;

/** Throws floor-moved; workshop-moved, also where one that has begun would go. */
export const setTables = (id: WorkshopId, step: StepId, change: TablesChange): Promise<WorkshopView> =>
  request("PUT", of(id, `steps/${step}/tables`), WorkshopView, change);
/** Throws workshop-moved, coded-blind, slips-on-their-way. */
export const turnTable = (id: WorkshopId, table: TableId, change: TablePhase): Promise<WorkshopView> =>
  request("PUT", of(id, `tables/${table}/phase`), WorkshopView, change);
/** Throws workshop-moved where no clock runs. */
export const addTableMinutes = (id: WorkshopId, table: TableId, minutes: number): Promise<WorkshopView> =>
  request("POST", of(id, `tables/${table}/minutes`), WorkshopView, { minutes });
/** Throws workshop-moved before the slips are revealed, and from the plenary on; erased. */
export const decideAtTable = (
  id: WorkshopId,
  table: TableId,
  passage: PassageId,
  decided: TableDecide["decided"],
): Promise<WorkshopView> => request("PUT", of(id, `tables/${table}/decisions/${passage}`), WorkshopView, { decided });
/** Where a table's chair is, for those who sit at it. Throws floor-moved, workshop-moved; coded-blind, not-found. */
export const sendTablePointer = (id: WorkshopId, table: TableId, pointer: TablePointer): Promise<void> =>
  command("POST", of(id, `tables/${table}/pointer`), pointer);
