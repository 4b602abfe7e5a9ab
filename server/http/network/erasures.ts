import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { z } from "zod";
import { ErasureId, MemberId, type OutputId, type VerdictId } from "../../../schema/domain/ids.ts";
import { can } from "../../../schema/domain/can.ts";
import { begunOf } from "../../outputs/begun.ts";
import { guestParts } from "../../../schema/domain/people/place-rights.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import {
  ErasureCommand,
  MemberErasure,
  ScreenTexts,
  VerdictErasure,
  type ErasurePlan,
  type ErasureView,
  type FreeLabels,
  type Screened,
} from "../../../schema/protocol/http/erasure.ts";
import { formerMember, passageToken, planOf, toNeeds } from "../../erasure/plan.ts";
import { eraseSealed } from "../../erasure/sealed.ts";
import { countScans, toldCounts } from "../../erasure/counts.ts";
import { freeLabels } from "../../privacy/names/free-labels.ts";
import { hasSealedKey } from "../../privacy/names/sealed-key.ts";
import type { Store } from "../../store/store.ts";
import type { ErasureRow, SealedKeyFate } from "../../store/erasure-store.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { inTurns } from "../../in-turns.ts";
import { Refusal } from "../../refusal.ts";
import {
  createRoutes,
  mustBeAllowed,
  mustBeSignedIn,
  mustSeeVerdict,
  pathId,
  readBody,
  type RequestContext,
} from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { mustManageLink, mustPlace, placeOf } from "./must-place.ts";
import { mustReadOutput } from "../outputs/outputs.ts";
import { countingGuesses } from "../preparation/sealed-key.ts";
import type { KeyedTaskQueue } from "../../../schema/task-queue.ts";

/** What erasing of a verdict rests on. */
type VerdictNeeds = Pick<
  Deps,
  "attempts" | "clock" | "config" | "erasures" | "exports" | "realtime" | "scans" | "screens" | "store"
>;

/** A device asks a few times for each text that it keeps drafts of, as pages are opened, and brings some pages of notes in all. */
const SCREENINGS = { requests: 60, units: 200_000 };
const QUARTER_HOUR_S = 15 * 60;

/**
 * Under /api/verdicts: words of a verdict, or all of it, for good. `keys`: the turns of those who write its sealed key, so
 * that nobody puts into it what is being erased.
 */
export function verdictErasureRoutes(deps: VerdictNeeds, keys: KeyedTaskQueue) {
  const { store, erasures } = deps;
  const asked = new RateLimiterMemory({ points: SCREENINGS.requests, duration: QUARTER_HOUR_S });
  const brought = new RateLimiterMemory({ points: SCREENINGS.units, duration: QUARTER_HOUR_S });
  return createRoutes()
    .get("/:id/erasures/labels", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.erase", verdict);
      return c.json<FreeLabels>(await freeLabels(store, deps.realtime, verdict));
    })
    .post("/:id/erasures", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.erase", verdict);
      const command = await readBody(c, ErasureCommand);
      const needs = await toNeeds(store, verdict, command);
      const token = command.kind === "term" ? command.token : await passageToken(store, verdict.id);
      if (command.preview) return c.json<ErasurePlan>(await preview(deps, by, verdict, { command, needs, token }));
      const { kind } = command;
      const passphrase = command.kind === "term" ? command.passphrase : null;
      const done = await keys.run(verdict.id, async () => {
        const eraseKey = (): Promise<SealedKeyFate> =>
          eraseSealed(deps.config.dataFolder, verdict.id, token, needs, passphrase);
        const sealedKey =
          passphrase === null ? await eraseKey() : await countingGuesses(c, deps, by, verdict.id, eraseKey);
        return erasures.begin({ ...order(by), kind, verdict: verdict.id, token, needs, sealedKey });
      });
      return c.json(await toldView(store, done), 201);
    })
    .delete("/:id", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.erase", verdict);
      const { caseNumber } = await readBody(c, VerdictErasure);
      if (caseNumber.trim() !== verdict.caseNumber) throw new Refusal("erasure-not-confirmed");
      const done = await keys.run(verdict.id, async () => {
        const sealedKey = (await hasSealedKey(deps.config.dataFolder, verdict.id)) ? "erased" : "none";
        return erasures.begin({ ...order(by), kind: "verdict", verdict: verdict.id, sealedKey });
      });
      return c.json(toView(done));
    })
    .post("/:id/screen", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      // Whoever may ask without end, or for all the names there are at once, can find a name out by guessing.
      await mustNotGuess(asked, signedIn, 1, verdict.id);
      const { texts } = await readBody(c, ScreenTexts);
      await mustNotGuess(brought, signedIn, lengthOf(texts));
      const screened = await inTurns(texts.map((text) => () => deps.screens.screen(verdict.id, text)));
      const hits = screened.filter((text, i) => text !== texts[i]).length;
      if (hits > 0) await audit(deps, signedIn, "erasure.screen", { verdict: verdict.id, texts: texts.length, hits });
      return c.json<Screened>({ texts: screened });
    });
}

/** What an erasure would change. */
async function preview(
  deps: VerdictNeeds,
  by: SignedIn,
  verdict: Verdict,
  asked: { command: z.output<typeof ErasureCommand>; needs: Awaited<ReturnType<typeof toNeeds>>; token: string },
): Promise<ErasurePlan> {
  const { store, scans, exports, realtime } = deps;
  const { command, needs, token } = asked;
  const files = { exports: exports.holding(verdict.id), scans: await countScans(scans, verdict.id) };
  const plan = await planOf({ store, hub: realtime }, by.actor, verdict, command, needs, token, files);
  const counts = await toldCounts(store, verdict.id, plan.counts);
  // Even a number says something of what its reader may not see: that it was asked for is written down.
  const hidden = counts.hidden + counts.hiddenOutputs;
  if (hidden > 0) await audit(deps, by, "erasure.preview", { verdict: verdict.id, hidden });
  return { ...plan, counts, hasSealedKey: await hasSealedKey(deps.config.dataFolder, verdict.id) };
}

/** Under /api/outputs: words for an output, which may hold what was erased from any verdict that their author may read, or a guest in it. */
export function outputScreenRoutes(deps: Pick<Deps, "clock" | "screens" | "store">) {
  const asked = new RateLimiterMemory({ points: SCREENINGS.requests, duration: QUARTER_HOUR_S });
  const brought = new RateLimiterMemory({ points: SCREENINGS.units, duration: QUARTER_HOUR_S });
  return createRoutes().post("/:id/screen", async (c) => {
    const { signedIn, row } = await mustReadOutput(c, deps);
    const { actor } = signedIn;
    await mustNotGuess(asked, signedIn, 1, row.id);
    const { texts } = await readBody(c, ScreenTexts);
    await mustNotGuess(brought, signedIn, lengthOf(texts));
    const isConcerned = (verdict: Verdict): boolean =>
      actor.guest ? row.named.includes(verdict.id) : can(actor, "verdict.read", verdict);
    return c.json(await screenedBy(deps, signedIn, texts, isConcerned, { output: row.id }));
  });
}

/** Under /api/methodology: the same for its draft, which is of no verdict. */
export function methodologyScreenRoutes(deps: Pick<Deps, "clock" | "screens" | "store">) {
  const asked = new RateLimiterMemory({ points: SCREENINGS.requests, duration: QUARTER_HOUR_S });
  const brought = new RateLimiterMemory({ points: SCREENINGS.units, duration: QUARTER_HOUR_S });
  return createRoutes().post("/screen", async (c) => {
    // Whoever may no longer write in it holds drafts of when they might.
    const by = mustBeAllowed(c, "methodology.draft", null);
    await mustNotGuess(asked, by, 1);
    const { texts } = await readBody(c, ScreenTexts);
    await mustNotGuess(brought, by, lengthOf(texts));
    const isConcerned = (verdict: Verdict): boolean => can(by.actor, "verdict.read", verdict);
    return c.json(await screenedBy(deps, by, texts, isConcerned, {}));
  });
}

/** The texts without what was erased from any of the verdicts concerned. */
async function screenedBy(
  deps: Pick<Deps, "clock" | "screens" | "store">,
  by: SignedIn,
  texts: readonly string[],
  isConcerned: (verdict: Verdict) => boolean,
  subject: Record<string, string>,
): Promise<Screened> {
  const verdicts = (await deps.store.verdicts.all()).filter(isConcerned);
  const screened = await inTurns(
    texts.map((text) => () => verdicts.reduce((left, { id }) => deps.screens.screen(id, left), text)),
  );
  const hits = screened.filter((text, i) => text !== texts[i]).length;
  if (hits > 0) await audit(deps, by, "erasure.screen", { ...subject, texts: texts.length, hits });
  return { texts: screened };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((units, { length }) => units + length, 0);
}

/** Under /api/members: somebody's name and address, for good. */
export function memberErasureRoutes(deps: Pick<Deps, "erasures" | "store">) {
  return createRoutes().post("/:id/erase", async (c) => {
    const by = mustBeAllowed(c, "member.erase", null);
    const member = await deps.store.people.member(pathId(c, "id", MemberId));
    if (!member) throw new Refusal("not-found");
    const { name } = await readBody(c, MemberErasure);
    if (name.trim() !== member.name) throw new Refusal("erasure-not-confirmed");
    const { guest } = member;
    if (!guest) await mustPlace(deps, by, member.id, placeOf(member), null);
    else {
      const parts = guestParts(
        { ...member, guest },
        await deps.store.people.members(),
        await begunOf(deps.store, guest.outputs),
      );
      const [first] = parts;
      const ours = parts.find(({ subject }) => can(by.actor, "invitation.manage", subject)) ?? first;
      if (ours) await mustManageLink(deps, by, ours.subject, "not-allowed");
    }
    const token = await formerMember(deps.store);
    return c.json(toView(await deps.erasures.begin({ ...order(by), kind: "member", member: member.id, token })), 201);
  });
}

/** Under /api/erasures: what was erased, in numbers. */
export function erasureRoutes(deps: Pick<Deps, "clock" | "store">) {
  const { store } = deps;

  async function maySee(c: RequestContext, row: ErasureRow): Promise<boolean> {
    const { actor } = mustBeSignedIn(c);
    if (row.kind === "member") return can(actor, "member.erase", null);
    const verdict = row.verdict && (await store.verdicts.get(row.verdict));
    // Of a verdict that is gone nobody can say any more whose it was: every facilitator may know that it is.
    return verdict ? can(actor, "verdict.erase", verdict) : can(actor, "member.erase", null);
  }

  async function named(c: RequestContext): Promise<ErasureRow> {
    mustBeSignedIn(c);
    const row = await store.erasures.get(pathId(c, "id", ErasureId));
    if (!row || !(await maySee(c, row))) throw new Refusal("not-found");
    return row;
  }

  return createRoutes()
    .get("/", async (c) => {
      mustBeAllowed(c, "member.erase", null);
      const views: ErasureView[] = [];
      for (const row of await store.erasures.list()) if (await maySee(c, row)) views.push(await toldView(store, row));
      return c.json(views);
    })
    .get("/:id", async (c) => c.json(await toldView(store, await named(c))))
    .get("/:id/certificate", async (c) => {
      const found = await named(c);
      const row = { ...found, counts: await toldCounts(store, found.verdict, found.counts) };
      const by = mustBeSignedIn(c);
      const language = UiLanguage.safeParse(c.req.query("language") ?? "en");
      if (!language.success) throw new Refusal("bad-request", { field: "language" });
      const { certificateOf } = await import("../../erasure/certificate/certificate.ts");
      const pdf = await certificateOf(store, row, language.data, deps.clock());
      await audit(deps, by, "erasure.certificate", { erasure: row.id });
      const name = `coram-erasure-${row.number ?? "open"}.pdf`;
      return c.body(pdf, 200, {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="${name}"`,
      });
    });
}

/** Refuses texts that bring back what was erased from the verdict not long ago. */
export function mustNotBeErased(
  deps: Pick<Deps, "screens">,
  verdict: Verdict["id"] | null,
  texts: readonly (string | null | undefined)[],
): void {
  if (texts.some((text) => typeof text === "string" && deps.screens.holds(verdict, text, "said")))
    throw new Refusal("erased");
}

/** `of`: counted for this text alone; without it for all texts together. */
async function mustNotGuess(
  limiter: RateLimiterMemory,
  { member }: SignedIn,
  points: number,
  of: VerdictId | OutputId | "" = "",
): Promise<void> {
  const waitMs = await limiter.consume(`${member.id} ${of}`, points).then(
    () => 0,
    (refused: unknown) => (refused instanceof RateLimiterRes ? refused.msBeforeNext : Promise.reject(refused)),
  );
  if (waitMs > 0) throw new Refusal("too-many-attempts", { minutes: Math.ceil(waitMs / 60_000) });
}

function order(by: SignedIn) {
  return { verdict: null, member: null, token: null, needs: null, by: by.member.id, sealedKey: "none" } as const;
}

async function toldView(store: Store, row: ErasureRow): Promise<ErasureView> {
  return toView({ ...row, counts: await toldCounts(store, row.verdict, row.counts) });
}

function toView({ sealedKey: _sealedKey, ...view }: ErasureRow): ErasureView {
  return view;
}
