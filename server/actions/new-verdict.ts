import {
  LayerId,
  newId,
  RoomId,
  RoundId,
  VerdictId,
  type MemberId,
  type OrganisationId,
} from "../../schema/domain/ids.ts";
import type { Verdict, VerdictData } from "../../schema/domain/verdict.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import type { NewVerdict } from "../store/verdict-store.ts";

/** A verdict in preparation with its first revision, as the store takes it. */
export function newVerdict(
  data: VerdictData,
  owner: OrganisationId,
  source: RevisionText & { pages: number | null },
  by: MemberId,
  at: string,
): NewVerdict {
  const id = newId(VerdictId);
  const verdict: Verdict = {
    ...data,
    id,
    owner,
    stage: "in-preparation",
    revision: 1,
    pages: source.pages,
    createdAt: at,
  };
  return {
    verdict,
    text: { text: source.text, blocks: source.blocks },
    by,
    round: newId(RoundId),
    layer: newId(LayerId),
    rooms: { layer: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) },
  };
}
