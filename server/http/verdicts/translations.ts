import { can } from "../../../schema/domain/can.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import {
  ParagraphPut,
  TranslationPut,
  TranslationRestore,
  type Alignment,
  type FullTranslation,
  type TranslationHead,
  type Translations,
} from "../../../schema/protocol/http/translations.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { Anchor, Block, Revision } from "../../../schema/text/revision.ts";
import { ImportFailure } from "../../import/failure.ts";
import { StoreError } from "../../store/store-error.ts";
import { proposeAlignmentInWorker } from "../../translations/alignment-thread.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { recognise } from "../preparation/imports.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit, auditRead } from "../../actions/audit.ts";
import { frozenTranslations } from "../../translations/frozen.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "imports" | "reads" | "realtime" | "screens" | "store">;

/** Translations of a whole verdict, one a language, paragraph by paragraph. Those of passages go by the rooms. */
export function translationRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/translations", (c) => list(c, deps))
    .get("/:id/translations/:language", (c) => read(c, deps))
    .post("/:id/translations/align", (c) => align(c, deps))
    .post("/:id/translations/restore", (c) => restore(c, deps))
    .put("/:id/translations/:language", (c) => put(c, deps))
    .patch("/:id/translations/:language/paragraphs/:number", (c) => putParagraph(c, deps, c.req.param("number")))
    .delete("/:id/translations/:language", (c) => remove(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { store } = deps;
  const { verdict, signedIn } = await mustSeeVerdict(c, deps);
  const mayRestore = can(signedIn.actor, "translation.write", verdict);
  const [full, frozen, removed] = await Promise.all([
    store.translations.list(verdict.id),
    frozenTranslations(store, signedIn.actor, verdict),
    mayRestore ? store.translations.removed(verdict.id) : [],
  ]);
  return c.json<Translations>({
    full: full.map(({ language, version }) => ({ language, version })),
    removed: removed.map(({ verdict: _of, createdAt: _at, ...row }) => row),
    frozen,
  });
}

async function read(c: RequestContext, deps: Needs): Promise<Response> {
  const { verdict, signedIn } = await mustSeeVerdict(c, deps);
  const language = languageOf(c);
  const view = await viewTranslation(deps, verdict, language);
  await auditRead(deps, signedIn, "translation.read", { verdict: verdict.id, language });
  return c.json(view);
}

async function align(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const by = mustBeAllowed(c, "translation.write", verdict);
  const [revision, recognised] = await Promise.all([
    store.verdicts.revision(verdict.id),
    recognise(c, deps.imports).catch(async (error: unknown) => {
      if (!(error instanceof ImportFailure)) throw error;
      await audit(deps, by, "import.refused", { reason: error.code });
      throw new Refusal(`import-${error.code}`, error.params);
    }),
  ]);
  if (!revision) throw new Refusal("not-found");
  return c.json<Alignment>(await proposeAlignmentInWorker({ revision, translation: recognised }));
}

async function restore(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const by = mustBeAllowed(c, "translation.write", verdict);
  const { id } = await readBody(c, TranslationRestore);
  const whole = await store.translations.restore(verdict.id, id, by.member.id, clock().toISOString());
  if (!whole) throw new Refusal("not-found");
  const { language, version } = whole;
  await audit(deps, by, "translation.restore", { verdict: verdict.id, language, version });
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.json<TranslationHead>({ language, version });
}

async function put(c: RequestContext, deps: Needs): Promise<Response> {
  const { clock, store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const by = mustBeAllowed(c, "translation.write", verdict);
  const language = languageOf(c);
  const { revision, source, paragraphs, replaces } = await readBody(c, TranslationPut);
  const filled = paragraphs.filter(({ text }) => text.trim() !== "");
  mustNotBeErased(deps, verdict.id, [source, ...filled.map(({ text }) => text)]);
  const blocks = await blocksOf(deps, verdict, revision);
  const now = clock().toISOString();
  const rows = filled.map(({ number, text }) => ({
    number,
    body: text.trim(),
    anchor: anchorOf(blocks, revision, number),
    author: by.member.id,
    writtenAt: now,
  }));
  if (new Set(rows.map(({ number }) => number)).size < rows.length)
    throw new Refusal("bad-request", { field: "paragraphs" });
  const whole = { verdict: verdict.id, language, source: source.trim(), createdAt: now, createdBy: by.member.id };
  const version = await orMoved(store.translations.put(whole, rows, replaces));
  await audit(deps, by, "translation.put", { verdict: verdict.id, language, version, paragraphs: rows.length });
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.json<TranslationHead>({ language, version });
}

async function putParagraph(c: RequestContext, deps: Needs, number: string): Promise<Response> {
  const { clock, store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const by = mustBeAllowed(c, "translation.write", verdict);
  const language = languageOf(c);
  const { revision, text, replaces } = await readBody(c, ParagraphPut);
  mustNotBeErased(deps, verdict.id, [text]);
  const anchor = anchorOf(await blocksOf(deps, verdict, revision), revision, number);
  const row = { number, body: text.trim(), anchor, author: by.member.id, writtenAt: clock().toISOString() };
  await orMoved(store.translations.putParagraph(verdict.id, language, row, replaces));
  const head = (await store.translations.list(verdict.id)).find((each) => each.language === language);
  await audit(deps, by, "translation.paragraph", { verdict: verdict.id, language, paragraph: number });
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.json<TranslationHead>({ language, version: head?.version ?? 1 });
}

async function remove(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const by = mustBeAllowed(c, "translation.write", verdict);
  const language = languageOf(c);
  if (!(await store.translations.remove(verdict.id, language, by.member.id, clock().toISOString())))
    throw new Refusal("not-found");
  await audit(deps, by, "translation.remove", { verdict: verdict.id, language });
  deps.realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.body(null, 204);
}

function languageOf(c: RequestContext): UiLanguage {
  return pathId(c, "language", UiLanguage);
}

/** Blocks of the revision that was translated; its text may be gone meanwhile, and then it is to be looked at again. */
async function blocksOf({ store }: Pick<Deps, "store">, verdict: Verdict, number: number): Promise<Revision["blocks"]> {
  if (number > verdict.revision) throw new Refusal("revision-newer");
  const revision = await store.verdicts.revision(verdict.id, number);
  if (!revision) throw new Refusal("translation-moved");
  return revision.blocks;
}

function anchorOf(blocks: readonly Block[], revision: number, number: string): Anchor {
  const block = contentBlocks(blocks).find((each) => each.number === number);
  if (!block || block.start === block.end) throw new Refusal("bad-request", { field: "number" });
  return { revision, ranges: [{ start: block.start, end: block.end }] };
}

async function orMoved<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("translation-moved") : error;
  });
}

async function viewTranslation(
  { store }: Pick<Deps, "store">,
  verdict: Verdict,
  language: UiLanguage,
): Promise<FullTranslation> {
  const [found, revision] = await Promise.all([
    store.translations.get(verdict.id, language),
    store.verdicts.revision(verdict.id),
  ]);
  if (!found || !revision) throw new Refusal("not-found");
  const { version, source, createdAt, createdBy } = found.translation;
  const order = new Map(contentBlocks(revision.blocks).map(({ number }, i) => [number, i]));
  const placeOf = (number: string): number => order.get(number) ?? order.size;
  return {
    language,
    version,
    source,
    createdAt,
    createdBy,
    paragraphs: found.paragraphs
      .map(({ body, ...paragraph }) => ({ ...paragraph, text: body }))
      .toSorted((a, b) => placeOf(a.number) - placeOf(b.number)),
  };
}
