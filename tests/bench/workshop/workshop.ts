import { WebSocket } from "ws";
import { newId, PassageId } from "../../../schema/domain/ids.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { type Person, startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { Browser, comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { askTurn, mark, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { aStep, openWorkshop } from "../../helpers/workshops/workshops.ts";
import { percentile, say, type Row } from "../report.ts";
import { pressToPaint } from "./followers.ts";

const PART = "workshop of 30, server and the browsers' sockets in one process";
const PEOPLE = 30;
const PASSAGES = 5;
const SAID = "She could go out to a shop, and had no documents, no money and no home.";
/** A paragraph longer than a phone is high. */
const LONG = Array.from({ length: 14 }, () => SAID).join(" ");
/** As often as a holder's page sends its place at most. */
const POINTS_APART_MS = 125;
/** In a minute, from the address from which the thirty come. */
const WRONG_CODES = 1000;

/** What a workshop asks of the server: thirty who come in at once, follow, and are revealed. */
export async function workshopPart(isQuick: boolean): Promise<Row[]> {
  const undo: (() => Promise<void>)[] = [];
  const server = await startTestServer({ onTestFinished: (each) => void undo.push(each) });
  try {
    say(`a workshop of ${PEOPLE}`);
    const { of, verdict } = await begun(server);
    const code = await setDoor(server, of, "open");
    const { guests, ms } = await come(server, code, isQuick ? 100 : WRONG_CODES);
    const rows: Row[] = [
      { part: PART, what: `${PEOPLE} come in amid wrong codes, one address`, unit: "ms", coram: ms, aim: 60_000 },
    ];
    rows.push(...(await follow(server, of, verdict, guests, isQuick ? 16 : 80)));
    rows.push(...(await paint(server, of, verdict, guests, isQuick ? 8 : 40)));
    rows.push(await reveal(server, of, guests));
    return rows;
  } finally {
    for (const each of undo.toReversed()) await each();
  }
}

/** A step that everybody codes, on paragraphs of a verdict that guests may read. */
async function begun(server: TestServer): Promise<{ of: WorkshopView; verdict: string }> {
  const paragraphs = Array.from({ length: PASSAGES }, () => LONG);
  const { verdict } = await server.newVerdict(paragraphs, { stage: "cleared-for-guests" });
  const passages = paragraphs.map((_, i) => {
    const start = i * (LONG.length + 1);
    const anchor = { revision: 1, ranges: [{ start, end: start + LONG.length }] };
    return { id: newId(PassageId), verdict: verdict.id, anchor };
  });
  const of = await openWorkshop(server, { steps: [aStep({ kind: "code", passages })] });
  return { of: await turnTo(server, of, "read"), verdict: verdict.id };
}

async function come(server: TestServer, code: string, wrong: number): Promise<{ guests: Person[]; ms: number }> {
  const stranger = new Browser(server);
  const tried = Promise.all(Array.from({ length: wrong }, () => stranger.join("ZZZZZZ").catch(() => null)));
  const began = performance.now();
  const browsers = await Promise.all(Array.from({ length: PEOPLE }, () => comeAsGuest(server, code)));
  const ms = performance.now() - began;
  await tried;
  return { guests: await Promise.all(browsers.map((browser) => browser.person())), ms };
}

/** From the command to each who hears it, and from the first of them to the last. */
async function follow(
  server: TestServer,
  { workshop }: WorkshopView,
  verdict: string,
  guests: readonly Person[],
  points: number,
): Promise<Row[]> {
  const heard = new Map<number, number[]>();
  const sockets = await Promise.all(guests.map((guest) => listening(server, guest, heard)));
  const sent: number[] = [];
  for (let n = 1; n <= points; n++) {
    const next = performance.now() + POINTS_APART_MS;
    sent[n] = performance.now();
    const place = { term: workshop.term, n, verdict, revision: 1, block: n % PASSAGES };
    const path = `/api/workshops/${workshop.id}/pointer`;
    const answer = await server.ask(server.people.facilitator, "POST", path, place);
    if (answer.status !== 204) throw new Error(`pointer: ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  for (const socket of sockets) socket.terminate();
  const delays = [...heard].flatMap(([n, at]) => at.map((each) => each - (sent[n] ?? each)));
  const spread = [...heard.values()].map((at) => Math.max(...at) - Math.min(...at));
  const note = `${delays.length} of ${points * guests.length} heard`;
  const row = (what: string, of: readonly number[], p: number, aim?: number): Row => ({
    part: PART,
    what: `${what}, p${p}`,
    unit: "ms",
    coram: percentile(of, p),
    ...(aim === undefined ? {} : { aim }),
    note,
  });
  return [
    row("place sent until heard by each", delays, 50),
    row("place sent until heard by each", delays, 95, 150),
    row("place sent until heard by each", delays, 99),
    row("first to last who hears it", spread, 99, 10),
  ];
}

/** From where who has the floor goes to what is painted in three browsers that follow, beside the sockets of the others. */
async function paint(
  server: TestServer,
  of: WorkshopView,
  verdict: string,
  guests: readonly Person[],
  points: number,
): Promise<Row[]> {
  const { lawyer, otherLawyer, reviewer, facilitator } = server.people;
  const people = [lawyer, otherLawyer, reviewer];
  const paragraphs = Array.from({ length: PASSAGES }, (_, i) => ({ number: String(i + 1), text: LONG }));
  const path = `/api/verdicts/${verdict}/translations/mk`;
  await server.ask(lawyer, "PUT", path, { revision: 1, replaces: null, paragraphs });
  for (const who of people)
    await server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: who === reviewer ? "mk" : "en" });
  const sockets = await Promise.all(guests.slice(people.length).map((guest) => listening(server, guest, new Map())));
  const press = async (n: number): Promise<void> => {
    const place = { term: of.workshop.term, n: 1000 + n, verdict, revision: 1, block: n % 2 === 0 ? 0 : PASSAGES - 1 };
    const answer = await server.ask(facilitator, "POST", `/api/workshops/${of.workshop.id}/pointer`, place);
    if (answer.status !== 204) throw new Error(`pointer: ${answer.status}`);
  };
  const delays = await pressToPaint(server, of, { people, points, press });
  for (const socket of sockets) socket.terminate();
  const note = `${delays.filter(Number.isFinite).length} of ${(points - 1) * people.length} painted; ${sockets.length} sockets beside them`;
  return [50, 95, 99].map((p) => ({
    part: PART,
    what: `press until painted (390 px, 200 %, translation), p${p}`,
    unit: "ms",
    coram: percentile(delays, p),
    ...(p === 95 ? { aim: 150 } : {}),
    note,
  }));
}

function listening(
  { url }: Pick<TestServer, "url">,
  { cookie }: Pick<Person, "cookie">,
  heard: Map<number, number[]>,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/events`, { headers: { cookie, origin: url } });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data: Buffer) => {
      const at = performance.now();
      const event = JSON.parse(data.toString()) as { type: string; n?: number };
      if (event.type === "hello") resolve(socket);
      if (event.type === "pointer" && event.n !== undefined) heard.set(event.n, [...(heard.get(event.n) ?? []), at]);
    });
  });
}

/** From the press to what somebody reads of thirty slips on five passages. */
async function reveal(server: TestServer, of: WorkshopView, guests: readonly Person[]): Promise<Row> {
  await turnTo(server, of, "silence");
  for (const [i, guest] of guests.entries()) {
    const slip = await openSlip(server, of, guest);
    for (let passage = 0; passage < PASSAGES; passage++) {
      const start = passage * (LONG.length + 1);
      await mark(slip, i % 3 === 0 ? "means.force" : "means.vulnerability", { start, end: start + 10 + (i % 20) });
    }
    await setHandedIn(server, of, guest, true);
    slip.client.close();
  }
  await turnTo(server, of, "closed");
  const began = performance.now();
  const turned = await askTurn(server, of, "revealed");
  if (turned.status !== 200) throw new Error(`reveal: ${turned.status}`);
  const { reveals } = await slipsOf(server, of, server.people.facilitator);
  const ms = performance.now() - began;
  const slips = reveals[0]?.groups[0]?.slips ?? 0;
  const what = `reveal of ${slips} slips on ${PASSAGES} passages`;
  return { part: PART, what, unit: "ms", coram: ms, aim: 1000 };
}
