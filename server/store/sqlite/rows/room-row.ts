import { z } from "zod";
import { LayerId, MethodologyId, OutputId, RoomId, SlipId, VerdictId } from "../../../../schema/domain/ids.ts";
import { Audience, RoomKind } from "../../../../schema/domain/room.ts";
import type { RoomRow } from "../../room-store.ts";

/** A row of table `rooms`. */
export interface RoomColumns {
  id: string;
  kind: string;
  verdict: string | null;
  audience: string | null;
  layer: string | null;
  slip: string | null;
  methodology: string | null;
  output: string | null;
  gone: number;
  seq: number;
}

const Row = z.object({
  id: RoomId,
  kind: RoomKind,
  verdict: VerdictId.nullable(),
  audience: Audience.nullable(),
  layer: LayerId.nullable(),
  slip: SlipId.nullable(),
  methodology: MethodologyId.nullable(),
  output: OutputId.nullable(),
  gone: z.boolean(),
});

/** A room of its columns. Throws where the row holds another shape. */
export function toRoomRow(row: RoomColumns): RoomRow {
  return Row.parse({ ...row, gone: row.gone === 1 });
}
