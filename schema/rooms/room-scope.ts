import { z } from "zod";
import { MethodologyId, OutputId, VerdictId } from "../domain/ids.ts";

/** What rooms are of, by kind. A new kind is an entry here and in each table over `ScopeKind`. */
interface ScopeIds {
  verdict: VerdictId;
  output: OutputId;
  methodology: MethodologyId;
}
export type ScopeKind = keyof ScopeIds;
export type ScopeIdOf<Kind extends ScopeKind> = ScopeIds[Kind];

/** The verdict, the output or the methodology that a room is of. */
export type RoomScope = { [Kind in ScopeKind]: { kind: Kind; id: ScopeIds[Kind] } }[ScopeKind];

/** Its id, where the kind is known otherwise. */
export const ScopeId = z.union([VerdictId, OutputId, MethodologyId]);
export type ScopeId = z.infer<typeof ScopeId>;

/** What a room is of that names one of them; null where it names none. */
export function scopeOf(room: { [Kind in ScopeKind]: ScopeIds[Kind] | null }): RoomScope | null {
  const { verdict, output, methodology } = room;
  if (methodology) return { kind: "methodology", id: methodology };
  if (output) return { kind: "output", id: output };
  return verdict && { kind: "verdict", id: verdict };
}

const MADE: { readonly [Kind in ScopeKind]: (id: ScopeId) => RoomScope } = {
  verdict: (id) => ({ kind: "verdict", id: VerdictId.parse(id) }),
  output: (id) => ({ kind: "output", id: OutputId.parse(id) }),
  methodology: (id) => ({ kind: "methodology", id: MethodologyId.parse(id) }),
};

/** The scope of that kind under an id of which only that is known that it is one of them. */
export function toScope(kind: ScopeKind, id: ScopeId): RoomScope {
  return MADE[kind](id);
}
