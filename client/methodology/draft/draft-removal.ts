import { html, type TemplateResult } from "lit";
import type { VoteList } from "../../../schema/protocol/http/methodology.ts";
import type { DraftRoot } from "../../../schema/rooms/draft/draft-room.ts";
import "../../elements/coram-ask.ts";
import { formatList, t } from "../../i18n/t.ts";
import type { DraftDiscussion } from "../draft-discussion.ts";
import type { DraftModel } from "./draft-model.ts";

type Subject = Parameters<DraftDiscussion["threads"]>[0];

/** What is to be removed, or was: its entry, what it is called, and what is said of it. */
export interface Removed {
  entry: string;
  name: string;
  /** A group is talked over nowhere. */
  on: Subject | null;
}

/** Whether a colleague took it out, not the reader, by their name ("" of who is not known); null where it is in the draft, or one did it oneself. */
export function removedByOther(
  model: DraftModel,
  root: DraftRoot,
  entry: string,
  fields: readonly string[],
): string | null {
  const by = fields.map((field) => model.lastWriterOf(root, entry, field)).find((each) => each !== undefined);
  return by === model.me ? null : ((by && model.members.get(by)?.name) ?? "");
}

/** Whom a removal would take something away from: who has it open, and who has voted on it. */
export function othersAt(
  model: DraftModel,
  { entry, on }: Removed,
  votes: VoteList["votes"],
): { here: string[]; voted: string[] } {
  const here = model.people.flatMap((person) => (person.entry === entry ? [person.member.name] : []));
  const asked = (on && model.discussion?.threads(on, votes)) ?? [];
  const voters = new Set(asked.flatMap((thread) => (thread.votes ?? []).map(({ member }) => member)));
  voters.delete(model.me);
  return { here, voted: [...voters].map((id) => model.members.get(id)?.name ?? t("network.somebody")) };
}

/** Asks before it is removed under others. */
export function removalAsk(
  model: DraftModel,
  removed: Removed | null,
  votes: VoteList["votes"],
  leave: () => void,
  sure: (entry: string) => void,
): TemplateResult {
  const { here, voted } = removed ? othersAt(model, removed, votes) : { here: [], voted: [] };
  const lead = [
    ...(here.length > 0 ? [t("methodology.remove-here", { names: formatList(here) })] : []),
    ...(voted.length > 0 ? [t("methodology.remove-voted", { names: formatList(voted) })] : []),
  ];
  return html`<coram-ask
    ?open=${removed !== null}
    heading=${t("methodology.remove-ask", { what: removed?.name ?? "" })}
    lead=${lead.join(" ")}
    leave=${t("methodology.remove-leave")}
    sure=${t("methodology.act-remove")}
    .isUnlikely=${true}
    @coram-dialog-close=${leave}
    @coram-ask-sure=${() => removed && sure(removed.entry)}
  ></coram-ask>`;
}
