import { z } from "zod";
import { Organisation } from "../../schema/domain/member.ts";
import type { Maker, Seat } from "./maker.ts";
import { PASSWORD } from "./opened.ts";

export const PEOPLE = {
  mira: { name: "Mira Jović", role: "facilitator", country: "rs" },
  vesna: { name: "Vesna Lukić", role: "facilitator", country: "rs" },
  besim: { name: "Besim Demiri", role: "facilitator", country: "mk" },
  ana: { name: "Ana Radić", role: "lawyer", country: "rs" },
  elena: { name: "Елена Стојанова", role: "lawyer", country: "mk" },
  arben: { name: "Arben Hysa", role: "lawyer", country: "al" },
  sanja: { name: "Sanja Milić", role: "reviewer", country: "rs" },
  petar: { name: "Petar Ilievski", role: "reader", country: "mk" },
  // Removed after a tag.
  goran: { name: "Goran Savić", role: "lawyer", country: "rs" },
  // Erased after a tag.
  kosta: { name: "Kosta Zlatanović", role: "lawyer", country: "rs" },
} as const;

export type PersonKey = keyof typeof PEOPLE;
export type People = Record<PersonKey, Seat>;
export type Organisations = Record<"rs" | "mk" | "al", string>;

const NAMES = {
  rs: "Pravna pomoć Sava (invented)",
  mk: "Отворена врата (invented)",
  al: "Qendra Drita (invented)",
} as const;

/** The first facilitator by the link of the server, everybody else by an invitation. */
export async function makePeople(maker: Maker): Promise<{ people: People; organisations: Organisations }> {
  const mira = await maker.comeIn(
    "/api/setup",
    {
      token: await maker.setUpToken(),
      network: "Invented network",
      organisation: NAMES.rs,
      country: "rs",
      name: PEOPLE.mira.name,
      email: "mira@coram.example",
      password: PASSWORD,
    },
    "mira@coram.example",
  );
  const rs = (
    await maker.ask(z.object({ member: z.object({ organisation: z.string() }) }), mira, "GET", "/api/session")
  ).member.organisation;
  const organisations = { rs, mk: "", al: "" };
  for (const country of ["mk", "al"] as const) {
    const made = { name: NAMES[country], country };
    organisations[country] = (await maker.ask(Organisation, mira, "POST", "/api/organisations", made)).id;
  }
  const seats: Partial<People> = { mira };
  for (const [key, { name, role, country }] of Object.entries(PEOPLE)) {
    if (key === "mira") continue;
    const invite = { kind: "member", role, organisation: organisations[country], name };
    const email = `${key}@coram.example`;
    const use = { token: await maker.link(mira, invite), email, password: PASSWORD };
    seats[key as PersonKey] = await maker.comeIn("/api/links/use", use, email);
  }
  return { people: seats as People, organisations };
}

/** Links that nobody has used: of a member, of a guest, of a forgotten password; one more is withdrawn. */
export async function makeOpenLinks(
  maker: Maker,
  { mira, besim, elena }: People,
  rs: string,
  verdict: string,
): Promise<string> {
  await maker.link(mira, { kind: "member", role: "lawyer", organisation: rs, name: "Nina Invited", expiresInDays: 30 });
  await maker.tell(besim, "POST", `/api/members/${elena.id}/reset`);
  await maker.link(mira, { kind: "member", role: "reader", organisation: rs, name: "Ivo Withdrawn" });
  const all = await maker.ask(
    z.array(z.object({ id: z.string(), name: z.string().nullable() })),
    mira,
    "GET",
    "/api/invitations",
  );
  const withdrawn = all.find(({ name }) => name === "Ivo Withdrawn");
  await maker.tell(mira, "DELETE", `/api/invitations/${withdrawn?.id}`);
  return maker.link(mira, { kind: "guest", name: "Olga Expected", verdict, expiresInDays: 30 });
}

/** A guest who has come in. */
export async function makeGuest(maker: Maker, by: Seat, name: string, to: object): Promise<Seat> {
  const token = await maker.link(by, { kind: "guest", name, expiresInDays: 30, ...to });
  return maker.comeIn("/api/links/use", { token }, null);
}
