import type { MemberId } from "../../schema/domain/ids.ts";
import { Audience } from "../../schema/domain/room.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { Store } from "../store/store.ts";
import type { VerdictAccess } from "./verdict-access.ts";

/**
 * How much of a coder's own work of before a blind round hides from them. Numbers of theirs alone: of what others made, how much there
 * is is hidden too.
 */
export async function hiddenWork(
  { passages, verdicts }: Pick<Store, "passages" | "verdicts">,
  member: MemberId,
  { id }: Pick<Verdict, "id">,
  { part, layers: seen, audiences }: Pick<VerdictAccess, "part" | "layers" | "audiences">,
): Promise<Pick<VerdictView, "hiddenWork">> {
  if (part === "none") return {};
  const layers = (await verdicts.layers(id)).filter(
    ({ id: layer, owner }) => !seen.includes(layer) && (owner === null || owner === member),
  );
  const ids = layers.map((layer) => layer.id);
  const hidden = Audience.options.filter((audience) => !audiences.includes(audience));
  const [tags, answers, comments] = await Promise.all([
    passages.annotations(ids),
    passages.answers(ids),
    passages.comments(id, hidden),
  ]);
  const said = comments.filter(({ author, deleted }) => author === member && deleted === null);
  const work = {
    tags: tags.filter(({ author, deleted }) => author === member && deleted === null).length,
    answers: answers.filter(({ author, value }) => author === member && value !== null).length,
    discussions: new Set(said.map(({ thread }) => thread)).size,
  };
  return work.tags + work.answers + work.discussions > 0 ? { hiddenWork: work } : {};
}
