import type { NameEntity, NamesCommand, NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import { isToken } from "../../../../schema/text/token.ts";

/**
 * Whether a decision that was made on `before` is to be sent again, now that the names are `after` because somebody was
 * quicker: `repeat` where what it is about has not changed, `done` where it is so already, `gone` where somebody has decided
 * otherwise: then the person says again what they want.
 */
export function afterMoved(command: NamesCommand, before: NamesView, after: NamesView): "repeat" | "done" | "gone" {
  switch (command.kind) {
    case "confirm-sure":
    case "undo":
    case "redo":
      return "repeat";
    case "confirm":
      return ofEntity(command.entity, before, after, ({ state }) => state, "confirmed");
    case "dismiss":
      return ofEntity(command.entity, before, after, ({ state }) => state, "dismissed");
    case "reopen":
      return ofEntity(command.entity, before, after, ({ state }) => state, "proposed");
    case "role":
      return ofEntity(command.entity, before, after, ({ role }) => role, command.role);
    case "rename":
      return ofEntity(command.entity, before, after, ({ canonical }) => canonical, command.canonical);
    case "token":
      return ofEntity(command.entity, before, after, ({ token }) => wordsOf(token), wordsOf(command.token));
    case "mention":
      if (before.revision !== after.revision) return "gone";
      return ofEntity(
        command.entity,
        before,
        after,
        ({ mentions }) => mentions.find(({ start }) => start === command.start)?.state,
        command.is ? "yes" : "no",
      );
    case "merge":
      return command.entities.every((id) => entityOf(after, id)) ? "repeat" : "gone";
    case "split":
    case "move":
      return before.revision === after.revision &&
        hasAll(entityOf(after, command.entity), command.starts) &&
        (command.kind === "split" || entityOf(after, command.to))
        ? "repeat"
        : "gone";
    case "add":
      return before.revision === after.revision && (command.entity === null || entityOf(after, command.entity))
        ? "repeat"
        : "gone";
    case "add-thing": {
      const all: readonly { id: string }[] = [...after.identifiers, ...after.quasi];
      const { as } = command;
      const isThere = as === null || isToken(as) || all.some(({ id }) => id === as);
      return before.revision === after.revision && isThere ? "repeat" : "gone";
    }
    case "same": {
      const items: readonly { id: string }[] = command.of === "identifier" ? after.identifiers : after.quasi;
      return [command.id, command.as].every((id) => items.some((each) => each.id === id)) ? "repeat" : "gone";
    }
    case "identifier":
      return compare(stateOf(before.identifiers, command.id), stateOf(after.identifiers, command.id), command.state);
    case "quasi":
      return compare(stateOf(before.quasi, command.id), stateOf(after.quasi, command.id), command.state);
  }
}

function ofEntity(
  id: string,
  before: NamesView,
  after: NamesView,
  read: (entity: NameEntity) => string | undefined,
  wanted: string,
): "repeat" | "done" | "gone" {
  const [was, is] = [entityOf(before, id), entityOf(after, id)];
  return compare(was && read(was), is && read(is), wanted);
}

function compare(was: string | undefined, is: string | undefined, wanted: string): "repeat" | "done" | "gone" {
  if (is === undefined) return "gone";
  if (is === wanted) return "done";
  return is === was ? "repeat" : "gone";
}

function entityOf(view: NamesView, id: string): NameEntity | undefined {
  return view.entities.find((entity) => entity.id === id);
}

function stateOf(items: readonly { id: string; state: string }[], id: string): string | undefined {
  return items.find((item) => item.id === id)?.state;
}

function hasAll(entity: NameEntity | undefined, starts: readonly number[]): boolean {
  const there = new Set(entity?.mentions.map(({ start }) => start));
  return starts.every((start) => there.has(start));
}

function wordsOf({ kind, label }: NameEntity["token"]): string {
  return `${kind} ${label}`;
}
