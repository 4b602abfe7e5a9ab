import type { PersonRole } from "../../../schema/domain/privacy.ts";
import type { NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { WalkItem } from "./walk/names-walk.ts";

/** What a person wants with one thing to decide. */
export type ItemAct =
  /** `isDefault`: by the key that says yes to most things. */
  | { name: "yes"; isDefault?: true }
  | { name: "no" }
  /** It is this person; null: a new one. */
  | { name: "person"; id: string | null }
  | { name: "role"; role: PersonRole };

/** Where to go instead. */
export type StepAct = { name: "next" } | { name: "previous" } | { name: "leave" };

/** The words that a command adds to the names; the card for that stands for as long as they are selected. */
export function addedBy(commands: readonly NamesCommand[]): Range | null {
  return commands.find((each) => each.kind === "add" || each.kind === "add-thing")?.range ?? null;
}

/** The decision that an act on an item is; none where it means nothing there. */
export function commandsOf(view: NamesView, item: WalkItem, act: ItemAct): NamesCommand[] {
  switch (item.kind) {
    case "entity":
      return ofEntity(item.id, act);
    case "mention":
      return ofMention(item, act);
    case "identifier":
      if (act.name === "person" && act.id !== null)
        return [{ kind: "same", of: "identifier", id: item.id, as: act.id }];
      if (act.name !== "yes" && act.name !== "no") return [];
      return [{ kind: "identifier", id: item.id, state: act.name === "yes" ? "confirmed" : "dismissed", alike: true }];
    case "quasi":
      if (act.name === "person" && act.id !== null) return [{ kind: "same", of: "quasi", id: item.id, as: act.id }];
      if (act.name !== "yes" && act.name !== "no") return [];
      // A passage without a token is rewritten, not replaced.
      if (act.name === "yes" && view.quasi.find(({ id }) => id === item.id)?.token == null) return [];
      return [{ kind: "quasi", id: item.id, state: act.name === "yes" ? "replace" : "keep", alike: true }];
  }
}

/** Whether only a letter says yes or no: the date beside a register may be that of the extract, and no birth. */
export function needsLetter(view: NamesView, item: WalkItem, act: ItemAct): boolean {
  if (act.name !== "yes" || !act.isDefault || item.kind !== "identifier") return false;
  const identifier = view.identifiers.find(({ id }) => id === item.id);
  return identifier?.kind === "birth-date" && !identifier.sure;
}

function ofEntity(entity: string, act: ItemAct): NamesCommand[] {
  switch (act.name) {
    case "yes":
      return [{ kind: "confirm", entity }];
    case "no":
      return [{ kind: "dismiss", entity }];
    case "role":
      return [{ kind: "role", entity, role: act.role }];
    case "person":
      return act.id === null ? [] : [{ kind: "merge", entities: [act.id, entity] }];
  }
}

function ofMention({ id, start }: WalkItem & { kind: "mention" }, act: ItemAct): NamesCommand[] {
  switch (act.name) {
    case "yes":
    case "no":
      return [{ kind: "mention", entity: id, start, is: act.name === "yes" }];
    case "role":
      return [{ kind: "role", entity: id, role: act.role }];
    case "person":
      return [
        act.id === null
          ? { kind: "split", entity: id, starts: [start] }
          : { kind: "move", entity: id, starts: [start], to: act.id },
      ];
  }
}
