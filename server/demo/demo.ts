import { InvitationId, newId } from "../../schema/domain/ids.ts";
import { ROLES } from "../../schema/domain/member.ts";
import { audit } from "../actions/audit.ts";
import { hashToken, newToken } from "../auth/tokens.ts";
import { DEMO_PEOPLE, emailOf, PEOPLE, type DemoPerson } from "./demo-people.ts";
import { STARTER_NOTE } from "../../schema/domain/methodology/methodology.ts";
import { readFirstMethodology } from "./second-methodology.ts";
import { writeDocuments } from "./story/documents.ts";
import { buildHouse } from "./story/house.ts";
import { tellK1184 } from "./story/k1184.ts";
import { tellK63 } from "./story/k63.ts";
import { tellKok31 } from "./story/kok31.ts";
import { tellKpo1 } from "./story/kpo1.ts";
import { renewMethodology } from "./story/methodology.ts";
import { tellNr214 } from "./story/nr214.ts";
import { tellNr41 } from "./story/nr41.ts";
import { gather, setUp } from "./story/people.ts";
import { Story } from "./story/story.ts";
import { holdWorkshops } from "./story/workshops.ts";

export interface DemoLink {
  role: string;
  name: string;
  email: string | null;
  /** Token of a one-time sign-in link. */
  token: string;
}

/** Whose sign-in links are printed: the first of each role and the guest, then everybody else. */
const FIRST: DemoPerson[] = [
  ...ROLES.flatMap((role) => DEMO_PEOPLE.find((person) => PEOPLE[person].role === role) ?? []),
  "guest",
];
const LINKED = [...FIRST, ...DEMO_PEOPLE.filter((person) => !FIRST.includes(person))];

/** Its first day, counted from today. */
const FIRST_DAY = -95;
const LINK_DAYS = 30;

/**
 * Makes the demo network in an empty data folder: three organisations that have read six invented verdicts for three months. With
 * `empty` only the server, an organisation and its facilitator are there. Returns a token of a one-time sign-in link for each of its people.
 */
export async function makeDemo(dataFolder: string, now: Date, { empty = false } = {}): Promise<DemoLink[]> {
  const story = await Story.begin(dataFolder, now, empty ? null : FIRST_DAY);
  try {
    const { methodologies } = story.server.store;
    if (!empty) await methodologies.freeze(readFirstMethodology(), STARTER_NOTE, null, story.now());
    await setUp(story);
    if (!empty) {
      gather(story);
      buildHouse(story);
      renewMethodology(story);
      holdWorkshops(story);
      for (const tell of [tellK1184, tellNr214, tellK63, tellKok31, tellNr41, tellKpo1]) tell(story);
      writeDocuments(story);
      await story.tell();
    }
    return await makeLinks(story, now);
  } finally {
    await story.end();
  }
}

async function makeLinks(story: Story, now: Date): Promise<DemoLink[]> {
  const { people, server } = story;
  story.toEnd();
  const links: DemoLink[] = [];
  for (const person of LINKED) {
    const member = people[person];
    if (!member) continue;
    const token = newToken();
    const { id, role, organisation, name, guest } = member;
    await server.store.people.addInvitation(
      {
        id: newId(InvitationId),
        kind: "sign-in",
        role,
        organisation,
        name,
        email: null,
        verdict: null,
        output: null,
        member: id,
        invitedBy: null,
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + LINK_DAYS * 86_400_000).toISOString(),
        spentAt: null,
      },
      hashToken(token),
    );
    links.push({ role: guest ? "guest" : role, name, email: guest ? null : emailOf(person), token });
  }
  await audit({ store: server.store, clock: story.clock }, null, "demo.made");
  return links;
}
