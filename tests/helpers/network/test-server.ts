import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CategoryId,
  MemberId,
  newId,
  OrganisationId,
  type OutputId,
  VerdictId,
  type WorkshopId,
} from "../../../schema/domain/ids.ts";
import type { Country } from "../../../schema/domain/language.ts";
import { initialsOf, type GuestBinding, type Member, type Organisation } from "../../../schema/domain/member.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { Stage, VerdictData } from "../../../schema/domain/verdict.ts";
import type { Block, RevisionText } from "../../../schema/text/revision.ts";
import { createAttempts, type Attempts } from "../../../server/auth/attempts.ts";
import { hashPassword } from "../../../server/auth/passwords.ts";
import { cookieName, openSession } from "../../../server/auth/sessions.ts";
import { createConfig, type Config } from "../../../server/config.ts";
import { newVerdict } from "../../../server/actions/new-verdict.ts";
import type { StepWatcher } from "../../../server/erasure/erasure-service.ts";
import { startServer } from "../../../server/main.ts";
import type { Hub } from "../../../server/rooms/hub.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { TEST_MEMBERS, type RoleName } from "../rights/askers.ts";
import { askServer } from "../routes/ask-server.ts";
import { placeDatabase } from "../store/made-database.ts";

/** What the helper needs of a test: where to say what is to be undone (`context`, or `fileEnd()`). */
export interface Teardown {
  onTestFinished(undo: () => Promise<void>): void;
}

/** Somebody who is signed in. */
export interface Person {
  member: Member;
  email: string | null;
  /** Value of the Cookie header. */
  cookie: string;
}

/** Everybody's password. */
export const TEST_PASSWORD = "correct horse battery";

export interface TestServer {
  url: string;
  port: number;
  store: Store;
  hub: Hub;
  config: Config;
  /** Three organisations by country; facilitator, lawyer, reviewer of rs, the other facilitator and lawyer and the reader of mk. */
  organisations: Record<Country, Organisation>;
  people: Record<RoleName, Person>;
  /** A guest of one verdict, or of one output, invited by the facilitator. */
  guestOf(verdict: VerdictId, name?: string): Promise<Person>;
  guestOfOutput(output: OutputId, name?: string): Promise<Person>;
  /** As who came by a workshop's door, without a seat. */
  guestOfWorkshop(workshop: WorkshopId): Promise<Person>;
  /** Somebody signs in again, as after sessions have run out. */
  comeAgain(who: Person): Promise<Person>;
  /** One more member like somebody, under a name of their own. */
  oneMoreLike(who: Person, name: string, change?: Partial<Member>): Promise<Person>;
  /** A verdict of rs with one paragraph a given text; cleared unless told. */
  newVerdict(paragraphs: string | string[], change?: VerdictChange): Promise<NewVerdict>;
  /** A request as somebody (null = nobody), with our Origin; the body goes as JSON. */
  ask(who: Person | null, method: string, path: string, body?: unknown): Promise<Response>;
  /** Moves the server's clock, for what ends by itself, and with it for how long nothing was heard of somebody. */
  advance(ms: number): void;
  /** Says who represented somebody in it, without a word to who has it open. */
  setConflicts(verdict: VerdictId, who: readonly Person[]): Promise<void>;
  /** Done by the test's end too. */
  stop(): Promise<void>;
}

type VerdictChange = Partial<VerdictData> & { stage?: Stage; owner?: OrganisationId };

let passwordHash: Promise<string> | null = null;

/** Ports of servers that have stopped, where they are kept. */
const ports = { areKept: false, left: new Set<number>() };

/** From now on a server takes the port of one that has stopped: what browsers keep of a program goes by its address. */
export function keepPorts(): void {
  ports.areKept = true;
}

/** Starts it on the port that was left last, or on a free one. */
async function startOnPort(config: Config, parts: Parameters<typeof startServer>[1]): ReturnType<typeof startServer> {
  const port = config.port === 0 ? [...ports.left].at(-1) : undefined;
  if (port === undefined) return startServer(config, parts);
  ports.left.delete(port);
  // Somebody else may have it by now.
  return startServer({ ...config, port }, parts).catch(() => startServer(config, parts));
}

/** A real server on a free port with a data folder of its own, and a small network in it. */
export async function startTestServer(
  test: Teardown,
  options: Partial<Config> & { attempts?: Attempts; upkeepMs?: number; onErasureStep?: StepWatcher } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "coram-test-"));
  const { attempts = createAttempts(), upkeepMs, onErasureStep, ...given } = options;
  await placeDatabase(folder);
  const config = createConfig({ port: 0, logLevel: "error", dataFolder: folder, ...given });
  let offsetMs = 0;
  const clock = (): Date => new Date(Date.now() + offsetMs);
  const server = await startOnPort(config, {
    clock,
    elapsed: () => performance.now() + offsetMs,
    attempts,
    // A thread that few tests ask anything of, in each server that lives ten seconds.
    getsReady: false,
    ...(upkeepMs === undefined ? {} : { upkeepMs }),
    ...(onErasureStep === undefined ? {} : { onErasureStep }),
  });
  const { store, hub } = server;
  const stop = async (): Promise<void> => {
    await server.stop();
    if (ports.areKept) ports.left.add(server.port);
    await rm(folder, { recursive: true, force: true });
  };
  test.onTestFinished(stop);

  await store.setSetting("network-name", "Test network");
  const organisations = {} as Record<Country, Organisation>;
  for (const country of ["rs", "mk", "al"] as const) {
    organisations[country] = { id: newId(OrganisationId), name: `Organisation ${country}`, country };
    await store.people.addOrganisation(organisations[country]);
    // Facilitators of every organisation run rounds here; a test of who may says otherwise.
    await store.people.setRoundRunners(organisations[country].id, "all");
  }

  async function signIn(member: Member, email: string | null): Promise<Person> {
    const { secret } = await openSession(store, member, clock());
    return { member, email, cookie: `${cookieName(config)}=${secret}` };
  }

  async function addGuest(name: string, to: Pick<GuestBinding, "verdicts" | "outputs" | "workshop">): Promise<Person> {
    const invitedBy = people.facilitator.member.id;
    const expiresAt = new Date(clock().getTime() + 86_400_000).toISOString();
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role: "reviewer",
      country: "rs",
      removedAt: null,
      organisation: organisations.rs.id,
      guest: { ...to, invitedBy, expiresAt },
    };
    await store.people.addMember(member, null);
    return signIn(member, null);
  }

  passwordHash ??= hashPassword(TEST_PASSWORD);
  const people = {} as Record<RoleName, Person>;
  for (const [key, { role, country, name }] of TEST_MEMBERS) {
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role,
      organisation: organisations[country].id,
      country,
      guest: null,
      removedAt: null,
    };
    const email = `${key.toLowerCase()}@example.org`;
    await store.people.addMember(member, { email, passwordHash: await passwordHash });
    people[key] = await signIn(member, email);
  }
  await store.methodologies.freeze(METHODOLOGY, "first", people.facilitator.member.id, clock().toISOString());

  return {
    url: server.url,
    port: server.port,
    store,
    hub,
    config,
    organisations,
    people,
    guestOf: (verdict, name = "Vera Guest") => addGuest(name, { verdicts: [verdict], outputs: [] }),
    guestOfOutput: (output, name = "Nina Guest") => addGuest(name, { verdicts: [], outputs: [output] }),
    guestOfWorkshop: (workshop) => addGuest("Guest 1", { verdicts: [], outputs: [], workshop }),
    comeAgain: ({ member, email }) => signIn(member, email),
    async oneMoreLike(who, name, change = {}) {
      const member = { ...who.member, id: newId(MemberId), name, initials: initialsOf(name), ...change };
      await store.people.addMember(member, null);
      return signIn(member, null);
    },
    async newVerdict(paragraphs, { stage = "cleared", owner = organisations.rs.id, ...data } = {}) {
      const text = paragraphsOf([paragraphs].flat());
      const by = people.facilitator.member.id;
      const made = newVerdict({ ...VERDICT_DATA, ...data }, owner, { ...text, pages: 1 }, by, clock().toISOString());
      await store.verdicts.add(made);
      if (stage !== "in-preparation") made.verdict = await store.verdicts.setStage(made.verdict.id, stage);
      return made;
    },
    async setConflicts(verdict, who) {
      const conflicts = who.map(({ member }) => member.id);
      await store.verdicts.change(verdict, { conflicts }, people.facilitator.member.id, clock().toISOString());
    },
    ask(who, method, path, body) {
      const headers: Record<string, string> = { origin: server.url };
      if (who) headers["cookie"] = who.cookie;
      if (body !== undefined) headers["content-type"] = "application/json";
      return askServer(server.url + path, method, headers, body === undefined ? undefined : JSON.stringify(body));
    },
    advance(ms) {
      offsetMs += ms;
    },
    stop,
  };
}

const VERDICT_DATA: VerdictData = {
  country: "rs",
  court: "Viši sud u Nišu",
  caseNumber: "K 12/25",
  date: "2025-11-03",
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

/** One numbered paragraph of the reasoning for each text. */
export function paragraphsOf(texts: readonly string[]): RevisionText {
  const blocks: Block[] = [];
  let start = 0;
  for (const [index, text] of texts.entries()) {
    const place = {
      section: "reasoning",
      page: 1,
      printed: null,
      number: String(index + 1),
      level: null,
      cell: null,
    } as const;
    blocks.push({ kind: "paragraph", start, end: start + text.length, ...place });
    start += text.length + 1;
  }
  return { text: texts.join("\n"), blocks };
}

const category = (id: string, code: string, parent: string | null, digit: number | null) => ({
  id: CategoryId.parse(id),
  code,
  parent: parent === null ? null : CategoryId.parse(parent),
  digit,
  label: { en: id },
  definition: { en: `What ${id} is` },
  include: {},
  exclude: {},
  example: {},
  exampleFrom: null,
  nearMiss: {},
  onlyChildren: false,
  spanRule: {},
});

/** Two branches with two leaves each. */
const METHODOLOGY: MethodologyContent = {
  title: { en: "Test methodology" },
  groups: [],
  categories: [
    category("act", "A", null, null),
    category("act.recruitment", "A1", "act", 1),
    category("act.transport", "A2", "act", 2),
    category("means", "B", null, null),
    category("means.force", "B1", "means", 3),
    category("means.vulnerability", "B2", "means", 4),
  ],
  questions: [],
  outputs: [],
};
