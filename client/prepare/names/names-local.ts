import {
  isMeant,
  type NameEntity,
  type NameThing,
  withSame,
  type NamesCommand,
  type NamesView,
} from "../../../schema/protocol/http/pseudonyms.ts";

/**
 * What a decision will very likely make of the names, shown until the server's answer is there, so that the next key need
 * not wait for it. What only the server knows (new persons and labels, undo) stays as it is until then.
 */
export function decideLocally(view: NamesView, command: NamesCommand): NamesView {
  switch (command.kind) {
    case "confirm":
      return withEntity(view, command.entity, { state: "confirmed", isRoleGuessed: false });
    case "dismiss":
      return withEntity(view, command.entity, { state: "dismissed" });
    case "reopen":
      return withEntity(view, command.entity, { state: "proposed" });
    case "role":
      return withEntity(view, command.entity, { role: command.role, isRoleGuessed: false });
    case "token":
      return withEntity(view, command.entity, { token: command.token });
    case "rename":
      return withEntity(view, command.entity, { canonical: command.canonical });
    case "mention":
      return withMention(view, command);
    case "identifier":
      return { ...view, identifiers: withState(view.identifiers, command) };
    case "quasi":
      return { ...view, quasi: withState(view.quasi, command) };
    case "same":
      return {
        ...view,
        identifiers:
          (command.of === "identifier" && withSame(view.identifiers, command, "confirmed")) || view.identifiers,
        quasi: (command.of === "quasi" && withSame(view.quasi, command, "replace")) || view.quasi,
      };
    case "merge":
      return merged(view, command.entities);
    case "move":
      return moved(view, command);
    case "split":
    case "add":
    case "add-thing":
    case "confirm-sure":
    case "undo":
    case "redo":
      return view;
  }
}

function withEntity(view: NamesView, entity: string, change: Partial<NameEntity>): NamesView {
  return { ...view, entities: replaced(view.entities, entity, change) };
}

function withMention(view: NamesView, { entity, start, is }: NamesCommand & { kind: "mention" }): NamesView {
  const entities = view.entities.map((each) =>
    each.id === entity
      ? {
          ...each,
          mentions: each.mentions.map((mention) =>
            mention.start === start ? { ...mention, state: is ? ("yes" as const) : ("no" as const) } : mention,
          ),
        }
      : each,
  );
  return { ...view, entities };
}

function merged(view: NamesView, [first, ...others]: readonly string[]): NamesView {
  const theirs = view.entities.filter(({ id }) => others.includes(id)).flatMap(({ mentions }) => mentions);
  const entities = view.entities
    .filter(({ id }) => !others.includes(id))
    .map((entity) => (entity.id === first ? { ...entity, mentions: [...entity.mentions, ...theirs] } : entity));
  return { ...view, entities };
}

function moved(view: NamesView, { entity, starts, to }: NamesCommand & { kind: "move" }): NamesView {
  const isMoved = ({ start }: { start: number }): boolean => starts.includes(start);
  const theirs = view.entities
    .filter(({ id }) => id === entity)
    .flatMap(({ mentions }) => mentions.filter(isMoved).map((mention) => ({ ...mention, state: "yes" as const })));
  const entities = view.entities.map((each) => {
    if (each.id === to) return { ...each, mentions: [...each.mentions, ...theirs] };
    return each.id === entity ? { ...each, mentions: each.mentions.filter((mention) => !isMoved(mention)) } : each;
  });
  // Nobody is left who is named nowhere.
  return { ...view, entities: entities.filter(({ id, mentions }) => id !== entity || mentions.length > 0) };
}

function replaced<Item extends { id: string }>(items: Item[], id: string, change: Partial<Item>): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

function withState<Item extends NameThing & { state: string }>(
  items: Item[],
  { id, state, alike }: { id: string; state: Item["state"]; alike?: boolean | undefined },
): Item[] {
  const one = items.find((each) => each.id === id);
  return one ? items.map((each) => (isMeant(one, each, alike) ? { ...each, state } : each)) : items;
}
