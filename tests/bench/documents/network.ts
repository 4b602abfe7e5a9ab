import { readFileSync } from "node:fs";
import { initialsOf, type Member } from "../../../schema/domain/member.ts";
import { MemberId, newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { MethodologyContent, type Category } from "../../../schema/domain/methodology/methodology.ts";
import type { VerdictData } from "../../../schema/domain/verdict.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { newVerdict } from "../../../server/actions/new-verdict.ts";
import type { Hub } from "../../../server/rooms/hub.ts";
import { writeFor } from "../../../server/rooms/write-for.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { LONG, longVerdict, passages } from "./long-verdict.ts";

export const TAGS = 5_000;
const THREADS = 60;
const CODERS = 9;

const DATA: VerdictData = {
  country: "rs",
  court: "Viši sud u Nišu",
  caseNumber: "K 300/26",
  date: "2026-01-15",
  instance: "first",
  form: "organised",
  language: "sr",
  script: "Latn",
  invented: true,
  keptUntil: null,
  related: [],
  conflicts: [],
  courtsNumbers: { defendants: null, victims: null },
  courtsCopy: "not-looked",
};

/** A network of nine lawyers who have put 5,000 tags on a verdict of 300 pages, with the starter methodology. */
export async function makeLongNetwork(store: Store, hub: Hub): Promise<{ members: Member[]; made: NewVerdict }> {
  const at = new Date().toISOString();
  await store.setSetting("network-name", "Bench network");
  const organisation = { id: newId(OrganisationId), name: "Bench", country: "rs" as const };
  await store.people.addOrganisation(organisation);
  const members: Member[] = [];
  for (let i = 0; i < CODERS; i++) {
    const name = `${"ABCDEFGHI"[i]}na Lawyer`;
    const role = i === 0 ? "facilitator" : "lawyer";
    const person = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role,
      organisation: organisation.id,
    } as const;
    const member: Member = { ...person, country: "rs", guest: null, removedAt: null };
    await store.people.addMember(member, null);
    members.push(member);
  }
  const [by] = members;
  if (!by) throw new Error("nobody");
  const content = MethodologyContent.parse(
    JSON.parse(readFileSync(new URL("../../../server/demo/data/methodology-1.json", import.meta.url), "utf8")),
  );
  await store.methodologies.freeze(content, "bench", by.id, at);
  const made = newVerdict(DATA, organisation.id, { ...longVerdict(), pages: LONG.pages }, by.id, at);
  await store.verdicts.add(made);
  await store.verdicts.setStage(made.verdict.id, "cleared");
  await addTags(
    hub,
    made,
    members,
    content.categories.filter(({ parent }) => parent !== null),
  );
  return { members, made };
}

async function addTags(
  hub: Hub,
  made: NewVerdict,
  members: readonly Member[],
  categories: readonly Category[],
): Promise<void> {
  const random = new Seeded(5);
  const ranges = passages(made.text.text, TAGS, 7);
  const each = Math.ceil(TAGS / members.length);
  const createdAt = new Date().toISOString();
  for (const [i, member] of members.entries())
    await writeFor(hub, made.rooms.layer, member.id, (doc) => {
      const layer = new LayerRoom(doc);
      for (const range of ranges.slice(i * each, (i + 1) * each)) {
        const { id: category } = random.pick(categories);
        layer.add(
          {
            category,
            version: 1,
            anchor: { revision: 1, ranges: [range] },
            note: random.chance(20) ? "Compare the other one." : "",
          },
          createdAt,
        );
      }
    });
  for (const range of passages(made.text.text, THREADS, 9))
    await writeFor(hub, made.rooms.internal, random.pick(members).id, (doc) => {
      new DiscussionRoom(doc).open({ anchor: { revision: 1, ranges: [range] } }, "Is this the same act?", createdAt);
    });
}
