import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { LayerId, newId, RoomId, RoundId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { CodingFile, CodingsBase } from "../../schema/protocol/http/codings.ts";
import type { BroughtLayer, BroughtRound } from "../store/codings-store.ts";
import type { Store } from "../store/store.ts";
import { readCoding, type CodedLayer, type ReadCoding } from "./read-coding.ts";
import { quotedText } from "./resolve-quote.ts";

export interface GivenCoding {
  member: MemberId;
  file: CodingFile;
}

/** Codings as they would be stored now, each with what is left out; null where there is nothing to read them by. */
export interface ReadCodings {
  base: CodingsBase;
  coders: (ReadCoding & CodedLayer)[];
}

type Read = Pick<Store, "verdicts" | "names" | "methodologies">;

export async function readCodings(
  store: Read,
  screen: (verdict: VerdictId, text: string) => string,
  verdict: Verdict,
  codings: readonly GivenCoding[],
  at: string,
): Promise<ReadCodings | null> {
  const [present, first, maps, units, inForce, round] = await Promise.all([
    store.verdicts.revision(verdict.id),
    store.verdicts.revision(verdict.id, 1),
    store.verdicts.maps(verdict.id),
    store.names.units(verdict.id),
    store.methodologies.current(),
    store.verdicts.currentRound(verdict.id),
  ]);
  if (!present || !inForce) return null;
  const text = quotedText(present, first, maps);
  const coders: ReadCodings["coders"] = [];
  for (const { member, file } of codings) {
    const target = { layer: newId(LayerId), room: newId(RoomId), owner: member, at };
    coders.push({ ...target, ...(await readCoding({ verdict, text, units, inForce, screen }, file, target)) });
  }
  return { base: { revision: present.number, version: inForce.number, round: round.id }, coders };
}

/** The revealed round that they become. */
export function roundOfCodings(
  { base, coders }: ReadCodings,
  verdict: VerdictId,
  by: MemberId,
  at: string,
): BroughtRound {
  const layers = coders.map(({ layer, room, owner, annotations, answers }): BroughtLayer => ({
    layer,
    room,
    owner,
    annotations,
    answers,
  }));
  return { verdict, round: newId(RoundId), base, by, at, layers };
}
