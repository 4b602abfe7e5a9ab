import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { PrepareMark } from "../prepare-events.ts";

/** What of the names is painted into the text: everything that was found and has not been dismissed. */
export function marksOf(view: NamesView, current: Range | null): PrepareMark[] {
  const marks: PrepareMark[] = [];
  const add = ({ start, end }: Range, kind: PrepareMark["kind"]): void => {
    const isCurrent = current !== null && current.start === start && current.end === end;
    marks.push(isCurrent ? { start, end, kind, current: true } : { start, end, kind });
  };
  for (const { state, mentions } of view.entities) {
    if (state === "dismissed") continue;
    for (const mention of mentions)
      if (mention.state !== "no") add(mention, mention.sure || mention.state === "yes" ? "name" : "name-unsure");
  }
  for (const identifier of view.identifiers) if (identifier.state !== "dismissed") add(identifier, "identifier");
  for (const quasi of view.quasi) if (quasi.state !== "keep") add(quasi, "quasi");
  // Where one is looked at that is painted no more, it is still shown where it stood.
  if (current && !marks.some((mark) => mark.current)) marks.push({ ...current, kind: "found", current: true });
  return marks.sort((a, b) => a.start - b.start);
}
