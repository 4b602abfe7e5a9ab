import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { ProblemCode } from "../../../schema/protocol/http/problem.ts";
import { NamesPost, type NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { decide, NamesError } from "../../privacy/names/names.ts";
import { noNames } from "../../privacy/names/names-look.ts";
import { viewNames } from "../../privacy/names/names-view.ts";
import { hasSealedKey } from "../../privacy/names/sealed-key.ts";
import type { NamesDocument } from "../../store/shapes/names-document.ts";
import { StoreError } from "../../store/store-error.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { isReworded, rewordPerson } from "./names-reword.ts";
import { currentNames } from "./names-state.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

const OF_REASON = {
  "not-there": "bad-request",
  applied: "names-applied",
  "token-taken": "names-token-taken",
} as const satisfies Record<NamesError["reason"], ProblemCode>;

/** The names of a verdict in preparation: proposals, and the preparers' decisions on them. */
export function nameRoutes(deps: Pick<Deps, "clock" | "config" | "exports" | "realtime" | "screens" | "store">) {
  return createRoutes()
    .get("/:id/names", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.prepare", verdict);
      return c.json(await viewCurrentNames(deps, verdict.id));
    })
    .post("/:id/names/commands", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { number, asked, command } = await readBody(c, NamesPost);
      if (command.kind === "rename") mustNotBeErased(deps, verdict.id, [command.canonical]);
      const state = await currentNames(deps.store, verdict.id);
      // Once it is cleared there are no names to decide on.
      if (!state) throw new Refusal("not-allowed");
      const { document, revision, units, unitLabels } = state;
      if (asked && document.asked?.[by.member.id]?.includes(asked))
        return c.json(await viewCurrentNames(deps, verdict.id));
      if (document.number !== number) throw new Refusal("names-moved", { number: document.number });
      if (command.kind === "role" && isReworded(document, command.entity, command.role)) {
        await rewordPerson(deps, by, verdict.id, { number, ...command });
        deps.realtime.publish({ type: "preparation", verdict: verdict.id });
        return c.json(await viewCurrentNames(deps, verdict.id));
      }
      const context = {
        by: by.member.id,
        at: deps.clock().toISOString(),
        text: revision.text,
        language: verdict.language,
        unitLabels,
      };
      const next = refusingNamesErrors(() => decide(document, command, context));
      if (next !== document) {
        const saved = asked ? withAsked(next, by.member.id, asked) : next;
        await saveOrRefuse(() => deps.store.names.save(verdict.id, number, saved));
        const { kind } = command;
        const act = kind === "same" ? command.of : kind === "add-thing" ? "add" : kind;
        await audit(deps, by, `names.${act}`, { verdict: verdict.id, number: next.number });
        deps.realtime.publish({ type: "preparation", verdict: verdict.id });
      }
      return c.json(viewNames(next, units, await hasSealedKey(deps.config.dataFolder, verdict.id), verdict.language));
    });
}

/** One asks for one thing after the other in each tab: whose answers may be lost are few. */
const ASKED_KEPT = 20;

function withAsked(document: NamesDocument, by: MemberId, asked: string): NamesDocument {
  const own = [...(document.asked?.[by] ?? []), asked].slice(-ASKED_KEPT);
  return { ...document, asked: { ...document.asked, [by]: own } };
}

/** What the preparers see now; of a cleared verdict only what remains: units, and whether there is a key. */
export async function viewCurrentNames(deps: Pick<Deps, "config" | "store">, verdict: VerdictId): Promise<NamesView> {
  const state = await currentNames(deps.store, verdict);
  const hasKey = await hasSealedKey(deps.config.dataFolder, verdict);
  if (state) return viewNames(state.document, state.units, hasKey, state.verdict.language);
  const revision = await deps.store.verdicts.revision(verdict);
  if (!revision) throw new Refusal("not-found");
  return viewNames(noNames(revision.number), await deps.store.names.units(verdict), hasKey, null);
}

function refusingNamesErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NamesError) throw new Refusal(OF_REASON[error.reason], { reason: error.reason });
    throw error;
  }
}

async function saveOrRefuse(save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (error instanceof StoreError && error.code === "conflict") throw new Refusal("names-moved");
    throw error;
  }
}
