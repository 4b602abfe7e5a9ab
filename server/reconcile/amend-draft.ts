import type { z } from "zod";
import { rulingOf } from "../../schema/domain/disagreement.ts";
import { localiseList } from "../../schema/domain/language.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { AmendCommand, AmendDone, DisagreementView } from "../../schema/protocol/http/disagreements.ts";
import { DraftRoom, type DraftCategory } from "../../schema/rooms/draft/draft-room.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import { Refusal } from "../refusal.ts";
import { type Deps } from "../deps.ts";
import { audit } from "../actions/audit.ts";
import { affectedTags } from "../methodology/affected-tags.ts";
import type { SignedIn } from "../rooms/room-access.ts";

type Command = z.output<typeof AmendCommand>;

/**
 * Puts what a ruling settled into the methodology's draft, under the name of who asks; the decision on it is the next freeze. Says
 * how many earlier tags, of what stands as far as they may see it, another meaning of the category would put up for review. Refuses with
 * methodology-moved where there is no draft of the version in force (who opens the draft makes one), not-found for a category that
 * the draft does not have, bad-request where there is nothing to put.
 */
export async function amendDraft(
  deps: Pick<Deps, "store" | "realtime" | "clock">,
  by: SignedIn,
  verdict: Verdict,
  view: DisagreementView,
  command: Command,
): Promise<AmendDone> {
  const { store, realtime } = deps;
  const [inForce, draft] = await Promise.all([store.methodologies.current(), store.methodologies.draft()]);
  if (!inForce) throw new Refusal("not-found");
  const { category, part, preview } = command;
  const map = { from: inForce.number, fates: { [category]: { kind: "redefined" as const } } };
  const [affected] = await affectedTags(store, by.actor, inForce, map, inForce.content);
  const done = { tags: affected?.tags ?? 0, verdicts: affected?.verdicts ?? 0 };
  if (preview) return done;
  if (!draft || draft.version !== inForce.number) throw new Refusal("methodology-moved");
  const passage = passageOf(view, category);
  if (part === "example" ? !passage : command.text === "") throw new Refusal("bad-request", { field: "text" });
  let isThere = false;
  await realtime.write(draft.room, by.member.id, (doc) => {
    const room = new DraftRoom(doc);
    const found = room.categories().find(({ id, deleted }) => id === category && deleted === null);
    if (!found) return;
    isThere = true;
    room.roots.categories.set(found.entry, fieldsOf(found, command, verdict, passage));
  });
  if (!isThere) throw new Refusal("not-found");
  await audit(deps, by, "case.amend", { verdict: verdict.id, case: view.id, category, part });
  return done;
}

/** The passage that stands after the ruling as one of this category. */
function passageOf(view: DisagreementView, category: string): Anchor | null {
  const outcome = rulingOf(view)?.outcome;
  if (outcome?.kind === "span") return outcome.category === category ? outcome.anchor : null;
  if (outcome?.kind !== "entries") return null;
  const tag = view.tags.find((each) => each.category === category && outcome.coders.includes(each.coder));
  return tag?.anchor ?? null;
}

function fieldsOf(
  found: DraftCategory,
  { part, language, text }: Command,
  verdict: Verdict,
  passage: Anchor | null,
): Record<string, unknown> {
  if (part === "example") return { exampleVerdict: verdict.id, exampleAnchor: passage && packAnchor(passage) };
  if (part !== "include" && part !== "exclude") return { [`${part}:${language}`]: text };
  // A language that has none yet begins with what is shown in its place.
  const lines = found[part][language] ?? localiseList(found[part], language);
  return { [`${part}:${language}`]: [...lines, text.replace(/\s+/gu, " ")].join("\n") };
}
