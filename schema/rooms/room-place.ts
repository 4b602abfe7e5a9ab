import { z } from "zod";
import { LayerId, SlipId, StepId, WorkshopId } from "../domain/ids.ts";
import { Audience } from "../domain/room.ts";
import type { ScopeKind } from "./room-scope.ts";

/** One silence of a step. What somebody codes in it lies under it from its beginning, before the server has opened their slip. */
export const Silence = z.object({ workshop: WorkshopId, step: StepId, pass: z.int().positive() });
export type Silence = z.infer<typeof Silence>;

/** The rooms of each kind of scope, by what they are for. */
export interface RoomsOf {
  verdict:
    | { kind: "layer"; layer: LayerId }
    | { kind: "discussion"; audience: Audience }
    | ({ kind: "slip" } & Silence)
    /** As it was named by its id, on devices that have been away since. */
    | { kind: "slip-by-id"; slip: SlipId };
  output: { kind: "content" } | { kind: "discussion"; audience: Audience };
  methodology: { kind: "draft" } | { kind: "discussion" };
}
type PlaceIn<Of extends ScopeKind> = { of: Of } & RoomsOf[Of];

/** A room of a scope: it stays the same when the room gets another id. */
export type RoomPlace = { [Of in ScopeKind]: PlaceIn<Of> }[ScopeKind];

/** Where words for an act lie, by what they are of: no room takes them. */
export interface ActPlace {
  of: ScopeKind;
  kind: "act";
  key: string;
}

/** How places of a scope are named: `start`, and a name within. */
interface Names<Of extends ScopeKind> {
  start: string;
  write(room: RoomsOf[Of]): string;
  /** Null for what `write` does not make. */
  read(name: string): PlaceIn<Of> | null;
}

const OUTPUT_DISCUSSIONS: Readonly<Record<Audience, string>> = { internal: "discussion", review: "review" };

/** Work on devices is filed under these: they never change. */
const NAMES: { readonly [Of in ScopeKind]: Names<Of> } = {
  verdict: {
    start: "",
    write(room) {
      if (room.kind === "slip") return slipPlace(room);
      if (room.kind === "slip-by-id") return `slip/${room.slip}`;
      return room.kind === "layer" ? `layer/${room.layer}` : `discussion/${room.audience}`;
    },
    read(name) {
      const [kind, id, ...more] = name.split("/");
      if (kind === "slip" && more.length > 0) return readSilence(id, more);
      if (more.length > 0) return null;
      const layer = kind === "layer" ? LayerId.safeParse(id).data : undefined;
      if (layer) return { of: "verdict", kind: "layer", layer };
      const slip = kind === "slip" ? SlipId.safeParse(id).data : undefined;
      if (slip) return { of: "verdict", kind: "slip-by-id", slip };
      const audience = kind === "discussion" ? Audience.safeParse(id).data : undefined;
      return audience ? { of: "verdict", kind: "discussion", audience } : null;
    },
  },
  output: {
    start: "output/",
    write: (room) => (room.kind === "content" ? room.kind : OUTPUT_DISCUSSIONS[room.audience]),
    read(name) {
      if (name === "content") return { of: "output", kind: "content" };
      const audience = Audience.options.find((each) => OUTPUT_DISCUSSIONS[each] === name);
      return audience ? { of: "output", kind: "discussion", audience } : null;
    },
  },
  methodology: {
    start: "methodology/",
    write: ({ kind }) => kind,
    read: (name) => (name === "draft" || name === "discussion" ? { of: "methodology", kind: name } : null),
  },
};
const KINDS = Object.keys(NAMES) as ScopeKind[];
const ACT = "act/";

/** The name under which work of a room lies, among that of its scope. */
export function placeName<Of extends ScopeKind>(place: PlaceIn<Of>): string {
  return `${NAMES[place.of].start}${NAMES[place.of].write(place)}`;
}

/** The name of a slip's place: the same in each verdict that it is of. */
export type SlipPlace = `slip/${string}`;

/** Names it. */
export function slipPlace({ workshop, step, pass }: Silence): SlipPlace {
  return `slip/${workshop}/${step}/${pass}`;
}

/** The silence that a slip is of; null where only its id is known. */
export function silenceOf(slip: SlipPlace): Silence | null {
  const place = readPlace(slip);
  return place?.of === "verdict" && place.kind === "slip" ? place : null;
}

function readSilence(of: string | undefined, [step, pass, ...more]: string[]): PlaceIn<"verdict"> | null {
  const read = Silence.safeParse({ workshop: of, step, pass: Number(pass) }).data;
  return more.length === 0 && read ? { of: "verdict", kind: "slip", ...read } : null;
}

/** The name again where it is that of a slip; null for any other place. */
export function slipIn(name: string): SlipPlace | null {
  const place = readPlace(name);
  const isSlip = place?.of === "verdict" && (place.kind === "slip" || place.kind === "slip-by-id");
  return isSlip ? `slip/${name.slice("slip/".length)}` : null;
}

/** The name under which words for an act lie. */
export function actName(of: ScopeKind, key: string): string {
  return `${NAMES[of].start}${ACT}${key}`;
}

/** What the work under a name is of. */
export function scopeKindOf(name: string): ScopeKind {
  return KINDS.find((kind) => NAMES[kind].start !== "" && name.startsWith(NAMES[kind].start)) ?? "verdict";
}

/** The place of a name; null for what none of ours has. */
export function readPlace(name: string): RoomPlace | ActPlace | null {
  const of = scopeKindOf(name);
  const within = name.slice(NAMES[of].start.length);
  return within.startsWith(ACT) ? { of, kind: "act", key: within.slice(ACT.length) } : NAMES[of].read(within);
}
