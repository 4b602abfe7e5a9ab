import type { Country } from "../../../schema/domain/language.ts";
import { DUTIES, Organisation } from "../../../schema/domain/member.ts";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { issueSetupToken } from "../../auth/setup-link.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE, emailOf, type DemoPerson, PEOPLE } from "../demo-people.ts";
import { found, type Story } from "./story.ts";

const ORGANISATIONS: Record<Country, string> = {
  rs: "Pravna linija",
  mk: "Отворен круг, Скопје",
  al: "Qendra Besa, Durrës",
};

/** The first facilitator, by the link that the server printed. */
export async function setUp(story: Story): Promise<void> {
  const { name, country } = PEOPLE.facilitator;
  await story.comeIn("facilitator", "/api/setup", {
    token: await issueSetupToken(story.server.store),
    network: "Coram demo network",
    organisation: ORGANISATIONS[country],
    country,
    name,
    email: emailOf("facilitator"),
    password: DEMO_PASSWORD,
  });
}

/** The two other organisations, which help each other out, and everybody by an invitation. */
export function gather(story: Story): void {
  const organisations = {} as Record<Country, string>;
  story.on(-95, 9, async () => {
    organisations.rs = story.people.facilitator.organisation;
    for (const country of ["mk", "al"] as const) {
      const body = { name: ORGANISATIONS[country], country };
      organisations[country] = (await story.ask(Organisation, "facilitator", "POST", "/api/organisations", body)).id;
    }
    for (const id of Object.values(organisations))
      await story.send("facilitator", "PUT", `/api/organisations/${id}/round-runners`, { runners: "all" });
  });
  const days: Partial<Record<DemoPerson, number>> = { "facilitator-mk": -94, "facilitator-al": -94 };
  for (const person of DEMO_PEOPLE.filter((each) => each !== "facilitator" && each !== "guest"))
    story.on(days[person] ?? -93, 10, async () => {
      const { name, role, country } = PEOPLE[person];
      const invite = { kind: "member", role, organisation: organisations[country], name };
      // Whoever leads an organisation invites the others of it.
      const by = country === "rs" || person in days ? "facilitator" : (`facilitator-${country}` as const);
      const token = await linkTo(story, by, invite);
      await story.comeIn(person, "/api/links/use", { token, email: emailOf(person), password: DEMO_PASSWORD });
    });
  // Whoever codes has read it first; its page says so at the end.
  story.on(-92, 11, async () => {
    for (const person of story.members().filter((each) => DUTIES[story.people[each].role].codes))
      await story.send(person, "GET", "/api/methodology/current?opened");
  });
}

/** A guest, by the invitation of somebody. */
export async function welcomeGuest(story: Story, by: DemoPerson, verdict: string): Promise<void> {
  const { name } = PEOPLE.guest;
  const token = await linkTo(story, by, { kind: "guest", name, verdict, expiresInDays: 30 });
  await story.comeIn("guest", "/api/links/use", { token });
}

async function linkTo(story: Story, by: DemoPerson, invite: object): Promise<string> {
  const { url } = await story.ask(InvitationMade, by, "POST", "/api/invitations", invite);
  return found(url.split("#")[1]);
}
