import type { Verdict } from "../../../schema/domain/verdict.ts";
import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import { SLIPS_SHOWN_FROM } from "../../../schema/domain/workshop/slip-counts.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import {
  type HandCounts,
  PaperCount,
  PaperPrint,
  type PaperSlips,
  type PaperStep,
  type WorkshopPaper,
} from "../../../schema/protocol/http/workshops/paper.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Edition } from "../../store/workshops/slip-store.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { mayCount, viewPaper } from "../../workshops/paper/read-paper.ts";
import { showPassages } from "../../workshops/show-workshop.ts";
import { editionNow, mustBeReady } from "../../workshops/turn-step.ts";
import { readUnsaid, sayable } from "../../workshops/unsaid.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { moved } from "./moved.ts";
import { mustSeeStep, mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "silences" | "store">;

/** Slips on paper, for a room without a network: printed, and what was counted on them by hand. */
export function paperRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/paper", async (c) => {
      const { workshop, subject } = await mustSeeWorkshop(c, deps);
      mustBeAllowed(c, "workshop.paper", subject);
      return c.json<WorkshopPaper>({ steps: await listSteps(deps, workshop) });
    })
    .post("/:id/steps/:step/paper", (c) => print(c, deps))
    .put("/:id/steps/:step/paper", (c) => count(c, deps));
}

async function listSteps({ store }: Needs, workshop: WorkshopRow): Promise<PaperStep[]> {
  const [verdicts, papers] = await Promise.all([store.verdicts.all(), store.paper.of(workshop.id)]);
  const steps: PaperStep[] = [];
  for (const step of workshop.steps.filter(isCoded)) {
    const shown = await showPassages(store, step, verdicts);
    const paper = papers.find((each) => each.step === step.id);
    steps.push({
      step: step.id,
      passages: step.passages.map(({ id }) => {
        const passage = shown.find((each) => each.id === id);
        return { id, number: passage?.paragraphs[0]?.number ?? null, isPrinted: passage !== undefined };
      }),
      printed: paper ? await viewPaper(store, paper, step) : null,
      mayPrint: workshop.state !== "closed" && shown.length > 0,
      mayCount: paper !== undefined && mayCount(workshop, step),
    });
  }
  return steps;
}

const isCoded = ({ kind, passages }: Step): boolean => kind === "code" && passages.length > 0;

async function print(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock } = deps;
  const { by, workshop, step } = await mustHandle(c, deps);
  const { languages } = await readBody(c, PaperPrint);
  if (workshop.state === "closed") throw new Refusal("workshop-moved");
  const [verdicts, unsaid] = await Promise.all([store.verdicts.all(), readUnsaid(store)]);
  await mustBeReady(deps, step, "silence");
  await mustStand(deps, step);
  const passages = await showPassages(store, step, verdicts);
  if (passages.length === 0) throw new Refusal("bad-request", { field: "passages" });
  await store.paper.print(step.id, await editionOf(deps, step), clock().toISOString());
  const paper = (await store.paper.of(workshop.id)).find((each) => each.step === step.id);
  const edition = paper && (await store.slips.edition(paper.edition));
  if (!edition) throw new Refusal("not-found");
  await audit(deps, by, "workshop.paper", { workshop: workshop.id, step: step.id });
  const { printSlips } = await import("../../workshops/paper/print-slips.ts");
  const isAll = step.passages.every(({ verdict }) => passages.some((each) => each.verdict === verdict));
  const titles: [string, string] = [
    sayable(workshop.title, unsaid) ?? "",
    isAll ? (sayable(step.title, unsaid) ?? "") : "",
  ];
  const pdf = await printSlips({ titles, edition: edition.number, passages, categories: edition.content.categories }, [
    ...new Set(languages),
  ]);
  return c.body(pdf, 200, {
    "content-type": "application/pdf",
    "content-disposition": 'attachment; filename="coram-slips.pdf"',
  });
}

/** What is coded at this moment, so that paper and devices have the same boxes; else the draft as it is now. */
async function editionOf(deps: Needs, step: Step): Promise<Edition["number"]> {
  return isCodedNow(step) && step.edition !== null ? step.edition : editionNow(deps);
}

/** Refuses while words of the step are being erased: paper can not be called back. */
async function mustStand({ store }: Needs, { passages }: Step): Promise<void> {
  const erased = new Set<Verdict["id"] | null>((await store.erasures.open()).map(({ verdict }) => verdict));
  if (passages.some(({ verdict }) => erased.has(verdict))) throw new Refusal("workshop-moved");
}

async function count(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { by, workshop, step } = await mustHandle(c, deps);
  const { counts } = await readBody(c, PaperCount);
  const paper = (await store.paper.of(workshop.id)).find((each) => each.step === step.id);
  const edition = paper && (await store.slips.edition(paper.edition));
  if (!paper || !edition) throw new Refusal("not-found");
  if (!mayCount(workshop, step)) throw new Refusal("workshop-moved");
  if (counts) mustAddUp(step, edition, counts);
  await store.paper.count(step.id, counts);
  await audit(deps, by, "workshop.paper", { workshop: workshop.id, step: step.id });
  await moved(deps, workshop.id);
  return c.json<PaperSlips>(await viewPaper(store, { ...paper, counts }, step));
}

/** Refuses counts of what was not printed, more marks than slips, and any count of slips so few that it would tell whose they are. */
function mustAddUp({ passages }: Step, { content }: Edition, counts: HandCounts): void {
  const boxes = new Set(content.categories.filter(({ onlyChildren }) => !onlyChildren).map(({ id }) => id));
  const printed = new Set(passages.map(({ id }) => id));
  const said = counts.passages.map(({ passage }) => passage);
  const isEach = said.every((id) => printed.has(id)) && new Set(said).size === said.length;
  const isWhole = counts.passages.every(
    ({ categories }) =>
      categories.every(({ category, slips }) => boxes.has(category) && slips <= counts.slips) &&
      new Set(categories.map(({ category }) => category)).size === categories.length,
  );
  const isTold = counts.slips >= SLIPS_SHOWN_FROM || counts.passages.length === 0;
  if (!isEach || !isWhole || !isTold) throw new Refusal("bad-request", { field: "counts" });
}

/** The step that the path names, for who prints slips of it; one of a table has none. */
async function mustHandle(
  c: RequestContext,
  deps: Needs,
): Promise<{ by: SignedIn; workshop: WorkshopRow; step: Step }> {
  const { workshop, step, subject, table } = await mustSeeStep(c, deps);
  const by = mustBeAllowed(c, "workshop.paper", subject);
  if (table || !isCoded(step)) throw new Refusal("not-found");
  return { by, workshop, step };
}
