import type { NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { EditMap, Range } from "../../../schema/text/revision.ts";

interface Decision {
  command: NamesCommand;
  /** What the person saw when they decided. */
  seen: NamesView;
}

/**
 * A decision, and what was seen when it was made, on the text that one's own change has made of it; null where the change took
 * away what it is about. One that was made on yet another text stays as it is.
 */
export function carryDecision({ command, seen }: Decision, map: EditMap): Decision | null {
  if (map.from !== seen.revision) return { command, seen };
  const carry = (range: Range): Range | null => {
    const { state, ranges } = resolveAnchor({ revision: map.from, ranges: [range] }, [map], map.from + 1);
    return state === "same" ? (ranges[0] ?? null) : null;
  };
  const all = <Item extends Range>(items: readonly Item[]): Item[] =>
    items.flatMap((item) => {
      const place = carry({ start: item.start, end: item.end });
      return place ? [{ ...item, ...place }] : [];
    });
  const after: NamesView = {
    ...seen,
    revision: map.from + 1,
    entities: seen.entities
      .map((entity) => ({ ...entity, mentions: all(entity.mentions) }))
      .filter(({ mentions }, i) => mentions.length > 0 || seen.entities[i]?.mentions.length === 0),
    identifiers: all(seen.identifiers),
    quasi: all(seen.quasi),
  };
  const carried = carryCommand(command, seen, after, carry);
  return carried && { command: carried, seen: after };
}

function carryCommand(
  command: NamesCommand,
  before: NamesView,
  after: NamesView,
  carry: (range: Range) => Range | null,
): NamesCommand | null {
  const isThere = (id: string): boolean => after.entities.some((entity) => entity.id === id);
  const startsOf = (entity: string, starts: readonly number[]): number[] =>
    (before.entities.find(({ id }) => id === entity)?.mentions ?? [])
      .filter(({ start }) => starts.includes(start))
      .flatMap(({ start, end }) => carry({ start, end })?.start ?? []);
  switch (command.kind) {
    case "confirm-sure":
    case "undo":
    case "redo":
      return command;
    case "identifier":
    case "quasi": {
      const items = command.kind === "identifier" ? after.identifiers : after.quasi;
      return items.some(({ id }) => id === command.id) ? command : null;
    }
    case "same": {
      const items: readonly { id: string }[] = command.of === "identifier" ? after.identifiers : after.quasi;
      return [command.id, command.as].every((id) => items.some((each) => each.id === id)) ? command : null;
    }
    case "merge":
      return command.entities.every(isThere) ? command : null;
    case "add":
    case "add-thing": {
      const range = carry(command.range);
      return range && { ...command, range };
    }
    case "mention": {
      const [start] = startsOf(command.entity, [command.start]);
      return start === undefined ? null : { ...command, start };
    }
    case "split":
    case "move": {
      const starts = startsOf(command.entity, command.starts);
      return starts.length > 0 ? { ...command, starts } : null;
    }
    default:
      return isThere(command.entity) ? command : null;
  }
}
