import { DUTIES } from "../../../schema/domain/member.ts";
import { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { confirmDraft } from "../../actions/confirm-draft.ts";
import { toActor } from "../../rooms/room-access.ts";
import type { DemoPerson } from "../demo-people.ts";
import { type DemoVerdictKey, readDemoVerdict, type Story } from "./story.ts";

/** Adds a verdict of which the names were replaced elsewhere, and says who is tried in it and who was harmed. */
export async function addVerdict(story: Story, key: DemoVerdictKey): Promise<void> {
  const { data, text, pages, units } = readDemoVerdict(key);
  const { server, clock } = story;
  const by = story.ownerOf(key);
  const member = story.people[by];
  const { language, script, court, caseNumber, date, country, form } = data;
  const recognised = { language, script, court, caseNumber, date, country, form, ...text, pages, warnings: [] };
  story.now();
  story.verdicts[key] = await confirmDraft(
    { store: server.store, realtime: server.hub, clock },
    { member, actor: toActor(member), sessionHash: "" },
    recognised,
    { data, owner: member.organisation, blockEdits: [], again: false },
  );
  for (const { kind } of units) await story.send(by, "POST", `/api/verdicts/${story.verdicts[key]}/units`, { kind });
}

/** Signs the checklist before a verdict's next stage: what is found in it names nobody. */
export async function clear(story: Story, key: DemoVerdictKey): Promise<void> {
  const by = story.ownerOf(key);
  const path = `/api/verdicts/${story.verdicts[key]}/clearing`;
  const { next: stage, revision, ticks, counts } = await story.ask(ClearingView, by, "GET", path);
  const findings = counts.flatMap(({ code, count }) =>
    Array.from({ length: count }, () => ({ code, count: 1, reason: "no-person" })),
  );
  await story.send(by, "POST", path, { stage, revision, ticks, findings });
}

/** Everybody opens the page of a verdict. */
export async function openForAll(story: Story, key: DemoVerdictKey): Promise<void> {
  for (const person of story.members()) await open(story, person, key);
}

export async function open(story: Story, person: DemoPerson, key: DemoVerdictKey): Promise<void> {
  const path = `/api/verdicts/${story.verdicts[key]}`;
  await story.send(person, "GET", `${path}?opened`);
  // Whoever codes reads on.
  if (DUTIES[story.people[person].role].codes) await story.send(person, "PUT", `${path}/read`);
}
