import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { PrepareMark } from "../prepare-events.ts";

/** What of the names is painted into the text: everything that was found and has not been dismissed. */
export function marksOf(view: NamesView, current: Range | null): PrepareMark[] {
  const marks: PrepareMark[] = [];
  const add = ({ start, end }: Range, kind: PrepareMark["kind"], decided: boolean): void => {
    const isCurrent = current !== null && current.start === start && current.end === end;
    marks.push({ start, end, kind, ...(decided && { decided }), ...(isCurrent && { current: true }) });
  };
  for (const { state, mentions } of view.entities) {
    if (state === "dismissed") continue;
    for (const mention of mentions) {
      const isSure = mention.sure || mention.state === "yes";
      if (mention.state !== "no") add(mention, isSure ? "name" : "name-unsure", isSure && state === "confirmed");
    }
  }
  for (const identifier of view.identifiers)
    if (identifier.state !== "dismissed") add(identifier, "identifier", identifier.state === "confirmed");
  for (const quasi of view.quasi) if (quasi.state !== "keep") add(quasi, "quasi", quasi.state === "replace");
  // Where one is looked at that is painted no more, it is still shown where it stood.
  if (current && !marks.some((mark) => mark.current)) marks.push({ ...current, kind: "found", current: true });
  return marks.sort((a, b) => a.start - b.start);
}

/** What of the names stands at a place of the text: a mention with its person, or words by themselves. */
export function markedAt(names: NamesView, offset: number) {
  const isThere = ({ start, end }: Range): boolean => start <= offset && offset < end;
  const entity = names.entities.find(({ mentions }) => mentions.some(isThere));
  const at = entity?.mentions.find(isThere) ?? [...names.identifiers, ...names.quasi].find(isThere);
  return at ? { entity: entity ?? null, at } : null;
}

/**
 * The place of a thing that is looked at, else its own or its first; null where it stands nowhere. `nth` of its places it is, of a person's
 * or those of the same words: that stays when the text before it changes.
 */
export function placeToRewrite(
  { entities, identifiers, quasi }: NamesView,
  id: string,
  looked: Range | null,
): { range: Range; nth: number } | null {
  const others = [...identifiers, ...quasi];
  const other = others.find((each) => each.id === id);
  const all: readonly Range[] = other
    ? others.filter(({ text }) => text === other.text)
    : (entities.find((each) => each.id === id)?.mentions ?? []);
  const places = all.toSorted((a, b) => a.start - b.start);
  const at = places.find(({ start, end }) => looked?.start === start && looked.end === end);
  const place = at ?? other ?? places[0];
  return place ? { range: { start: place.start, end: place.end }, nth: places.indexOf(place) } : null;
}

/** Has the marks of the names painted into the text beside, again as soon as they are others. */
export class PaintedNames implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  /** The names of the text that is shown, and what is looked at. */
  private readonly now: () => { names: NamesView | null; current: Range | null };
  private painted: readonly unknown[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement, now: PaintedNames["now"]) {
    this.host = host;
    this.now = now;
    host.addController(this);
  }

  hostUpdated(): void {
    const { names, current } = this.now();
    if (this.painted.length > 0 && this.painted[0] === names && this.painted[1] === current) return;
    this.painted = [names, current];
    const detail = { marks: names ? marksOf(names, current) : [] };
    this.host.dispatchEvent(new CustomEvent("coram-prepare-marks", { detail, bubbles: true, composed: true }));
  }
}
