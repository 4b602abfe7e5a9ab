import type { NameEntity, NameIdentifier, NameQuasi, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";

/** A state of names with these things in it. */
export function namesView(over: Partial<NamesView> = {}): NamesView {
  const none = { entities: [], identifiers: [], quasi: [], units: [], applied: null, hasSealedKey: false };
  return { number: 1, revision: 1, ...none, ...over };
}

/** A person with places at `starts`; `?` after one makes it unsure. */
export function entity(id: string, starts: readonly string[], over: Partial<NameEntity> = {}): NameEntity {
  return {
    id,
    canonical: id,
    role: "witness",
    state: "proposed",
    token: { kind: "Witness", label: String(id.charCodeAt(0)) },
    unit: null,
    confidence: 0.9,
    mentions: starts.map((at) => {
      const start = Number.parseInt(at, 10);
      return { start, end: start + 4, text: `${id}-${at}`, sure: !at.endsWith("?"), state: "open" };
    }),
    ...over,
  };
}

export function identifier(id: string, start: number, over: Partial<NameIdentifier> = {}): NameIdentifier {
  const token = { kind: "Number", label: id.replace(/\D/g, "") } as const;
  return {
    id,
    kind: "jmbg",
    start,
    end: start + 4,
    text: id,
    valid: true,
    sure: true,
    state: "proposed",
    token,
    ...over,
  };
}

export function quasi(id: string, start: number, over: Partial<NameQuasi> = {}): NameQuasi {
  return { id, kind: "settlement", start, end: start + 4, text: id, state: "open", token: null, ...over };
}
