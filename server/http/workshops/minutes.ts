import { can } from "../../../schema/domain/can.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { MinutesMake, type MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { Deps } from "../../deps.ts";
import { minutesDocument } from "../../minutes/minutes-document.ts";
import { MINUTES, MINUTES_TEMPLATE } from "../../minutes/minutes-template.ts";
import { readBook } from "../../minutes/workshop-book.ts";
import { makeOutput, makePartner, newOutput } from "../../outputs/make-output.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { Refusal } from "../../refusal.ts";
import { KeyedTaskQueue } from "../../../schema/task-queue.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { audit } from "../../actions/audit.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** Two who press at once make one document. */
const turns = new KeyedTaskQueue();

/** The minutes of a workshop: a document in two of its languages, or in the one that it has. */
export function minutesRoutes(deps: Needs) {
  return createRoutes().post("/:id/minutes", (c) => make(c, deps));
}

async function make(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.minutes", subject);
  if (!can(by.actor, "output.make", await new OutputSubjects(store).about(by.actor, [])))
    throw new Refusal("not-allowed");
  const { languages } = await readBody(c, MinutesMake);
  if (languages.some((each) => !workshop.languages.includes(each)))
    throw new Refusal("bad-request", { field: "languages" });
  return turns.run(workshop.id, () => makeIn(c, deps, by, workshop, languages));
}

async function makeIn(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  workshop: WorkshopRow,
  [language, other]: readonly UiLanguage[],
): Promise<Response> {
  const { store, screens } = deps;
  if (!language) throw new Refusal("bad-request", { field: "languages" });
  if (workshop.openedAt === null || (await store.workshops.minutes(workshop.id)) !== null)
    throw new Refusal("workshop-moved");
  const titleIn = (each: UiLanguage): string => `${localise(MINUTES_TEMPLATE.title, each)}: ${workshop.title}`;
  const [version, book] = await Promise.all([store.methodologies.current(), readBook(store, workshop.id)]);
  if (!version || !book) throw new Refusal("not-found");
  if (screens.holds(null, workshop.title, "said")) throw new Refusal("erased");
  const of = { template: MINUTES, methodologyVersion: version.number, scope: { kind: "all" } as const };
  const output = newOutput(deps, by, { ...of, title: titleIn(language), language, partner: null, leader: null });
  await makeOutput(deps, by, output, minutesDocument(book, language));
  await store.workshops.setMinutes(workshop.id, output.id);
  const row = await store.outputs.get(output.id);
  if (row && other) await makePartner(deps, by, row, other, titleIn(other));
  await audit(deps, by, "workshop.minutes", { workshop: workshop.id, output: output.id });
  return c.json<MinutesMade>({ output: output.id }, 201);
}
