import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { ContextProvider } from "@lit/context";
import { EventStream } from "../../../client/api/events.ts";
import { type Session, sessionContext } from "../../../client/app/session-context.ts";
import { decideLocally } from "../../../client/prepare/names/names-local.ts";
import "../../../client/prepare/coram-prepare-page.ts";
import type { CoramPreparePage } from "../../../client/prepare/coram-prepare-page.ts";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import type { Stage } from "../../../schema/domain/verdict.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import {
  type NameEntity,
  NamesApply,
  type NamesCommand,
  NamesPost,
  NamesView,
} from "../../../schema/protocol/http/pseudonyms.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import { type MemberId, newId, RoundId } from "../../../schema/domain/ids.ts";
import { numberBlocks } from "../../../schema/text/numbers.ts";
import type { Block, EditMap, Range } from "../../../schema/text/revision.ts";
import { FACILITATOR, LAWYER as COLLEAGUE, VERDICTS } from "./shell-data.ts";

const { id: VERDICT } = VERDICTS.preparing;
const PARAGRAPHS = [
  "Okrivljeni Zoran Petrović je oštećenu Milicu Jović odveo u stan u Leskovcu.",
  "Milica je svedokinji Jasni Ilić rekla da joj je Zoran uzeo pasoš.",
  "Njena milica nije bila tu, a Jović je ćutala.",
  "JMBG okrivljenog je 0101990730018.",
];
export const TEXT = PARAGRAPHS.join("\n");

function blocksOf(text: string): Block[] {
  let end = -1;
  return numberBlocks(
    text.split("\n").map((paragraph): Block => {
      const start = end + 1;
      end = start + paragraph.length;
      const place = { section: null, page: null, printed: null, number: null, level: null, cell: null };
      return { kind: "paragraph", start, end, ...place };
    }),
  );
}

const VIEW: VerdictView = {
  verdict: VERDICTS.preparing,
  round: { id: newId(RoundId), verdict: VERDICT, number: 1, mode: "open" },
  revision: { number: 1, text: TEXT, blocks: blocksOf(TEXT) },
  maps: [],
  rooms: [],
  layers: [],
  methodology: null,
  units: [],
  members: [FACILITATOR, COLLEAGUE].map(toMemberCard),
  organisations: [],
  can: { tag: false, prepare: true, inviteGuests: false, exportOwn: false, exportAll: false, keepCopy: false },
};

/** The mentions of words, each `words` or `words?` (unsure) in the order of the text. */
function mentions(...all: string[]): NameEntity["mentions"] {
  let from = 0;
  return all.map((each) => {
    const text = each.replace("?", "");
    const start = TEXT.indexOf(text, from);
    if (start < 0) throw new Error(`"${text}" is not in the text`);
    from = start + 1;
    return { start, end: start + text.length, text, sure: !each.endsWith("?"), state: "open" };
  });
}

function person(id: string, canonical: string, role: NameEntity["role"], token: string, ...at: string[]): NameEntity {
  const [kind = "Person", label = "1"] = token.split(" ");
  return {
    id,
    canonical,
    role,
    state: "proposed",
    token: { kind: kind as NameEntity["token"]["kind"], label },
    unit: null,
    confidence: 0.9,
    mentions: mentions(...at),
  };
}

/** Three persons, two unsure places, a number and a settlement. */
export const NAMES: NamesView = NamesView.parse({
  number: 1,
  revision: 1,
  entities: [
    person("e1", "Zoran Petrović", "defendant", "Defendant A", "Zoran Petrović", "Zoran"),
    person("e2", "Milica Jović", "victim", "Victim A", "Milicu Jović", "Milica", "milica?", "Jović?"),
    person("e3", "Jasna Ilić", "witness", "Witness 1", "Jasni Ilić"),
  ],
  identifiers: [
    {
      id: "i1",
      kind: "jmbg",
      ...placeOf("0101990730018"),
      text: "0101990730018",
      valid: false,
      sure: true,
      state: "proposed",
      token: { kind: "Number", label: "1" },
    },
  ],
  quasi: [
    {
      id: "q1",
      kind: "settlement",
      ...placeOf("Leskovcu"),
      text: "Leskovcu",
      state: "open",
      token: { kind: "Place", label: "1" },
    },
  ],
  units: [],
  applied: null,
  hasSealedKey: false,
});

function placeOf(words: string): { start: number; end: number } {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
}

export interface NamesServer {
  page: CoramPreparePage;
  /** What the server holds. */
  names: NamesView;
  /** Commands that it has taken. */
  taken: NamesCommand[];
  /** What these were asked under. */
  answered: Set<string>;
  /** Everything else that was asked, `METHOD /path`. */
  asked: string[];
  /** Corrections that were sent to it, as they came. */
  edits: unknown[];
  /** What the check before the next stage has found; null: it does not answer. */
  clearing: ClearingView | null;
  /** What it answers to the next requests in place of its own answer. */
  refusals: { status: number; code: string }[];
  /** Commands reach it once this has come. */
  commandsArrive: Promise<void>;
  /** Somebody else decides this, `COLLEAGUE` unless another is named. */
  otherDecides(command: NamesCommand, by?: MemberId): void;
  /** Somebody else corrects words of the text, of which nothing is a name. */
  otherCorrects(words: string, other: string): void;
  tell(event: ServerEvent): void;
}

/** What is decided otherwise than before, with who did. */
function saidBy<Item extends { id: string; state: string }>(
  by: MemberId,
  before: readonly Item[],
  now: Item[],
): Item[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return now.map((each) => (states.get(each.id) === each.state ? each : { ...each, by }));
}

/** The preparation page above a network that keeps names and refuses stale numbers as the server does; only the wire is faked. */
export async function openNames(
  names: NamesView = NAMES,
  { stage = "in-preparation", text = TEXT }: { stage?: Stage; text?: string } = {},
): Promise<NamesServer> {
  const member = FACILITATOR;
  const revision = { number: 1, text, blocks: blocksOf(text) };
  let view: VerdictView = { ...VIEW, revision, verdict: { ...VIEW.verdict, stage } };
  const listeners = new Set<(event: ServerEvent) => void>();
  const server: NamesServer = {
    page: document.createElement("coram-prepare-page"),
    names,
    taken: [],
    answered: new Set(),
    asked: [],
    edits: [],
    clearing: null,
    refusals: [],
    commandsArrive: Promise.resolve(),
    otherDecides(command, by = COLLEAGUE.id) {
      const { names: was } = server;
      const is = decideLocally(was, command);
      server.names = {
        ...is,
        number: was.number + 1,
        entities: saidBy(by, was.entities, is.entities),
        identifiers: saidBy(by, was.identifiers, is.identifiers),
        quasi: saidBy(by, was.quasi, is.quasi),
      };
    },
    otherCorrects(words, other) {
      const { number, text: before } = view.revision;
      const [start, longer] = [before.indexOf(words), other.length - words.length];
      const end = start + words.length;
      const after = before.slice(0, start) + other + before.slice(end);
      const map: EditMap = {
        from: number,
        steps: [{ start, removed: words.length, inserted: other.length, kind: "correct" }],
      };
      view = {
        ...view,
        revision: { number: number + 1, text: after, blocks: blocksOf(after) },
        maps: [...view.maps, map],
      };
      const moved = <Place extends Range>(places: readonly Place[]): Place[] =>
        places.map((each) =>
          each.start < end ? each : { ...each, start: each.start + longer, end: each.end + longer },
        );
      const { names: was } = server;
      server.names = {
        ...was,
        number: was.number + 1,
        revision: number + 1,
        entities: was.entities.map((each) => ({ ...each, mentions: moved(each.mentions) })),
        identifiers: moved(was.identifiers),
        quasi: moved(was.quasi),
      };
      server.tell({ type: "revision", verdict: VERDICT, revision: number + 1 });
    },
    tell: (event) => listeners.forEach((listener) => listener(event)),
  };
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href);
    const what = `${init?.method ?? "GET"} ${url.pathname}`;
    server.asked.push(what);
    const body = typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : null;
    const arrives = what.endsWith("/commands") ? server.commandsArrive : Promise.resolve();
    return arrives.then(() => answer(server, view, what.replace(VERDICT, ":id"), body));
  };
  const events = new EventStream();
  events.listen = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const session: Session = {
    view: { member, network: { name: "Test network" }, setup: false, offlineCopies: true },
    member,
    events,
    accept: () => undefined,
  };
  const root = document.createElement("div");
  new ContextProvider(root, { context: sessionContext, initialValue: session });
  server.page.verdictId = VERDICT;
  const live = document.createElement("div");
  live.id = "coram-live";
  live.setAttribute("role", "status");
  live.className = "visually-hidden";
  root.append(server.page);
  document.body.replaceChildren(root, live);
  await server.page.updateComplete;
  return server;
}

function answer(server: NamesServer, view: VerdictView, what: string, body: unknown): Response {
  const refusal = what.startsWith("POST") ? server.refusals.shift() : undefined;
  if (refusal) return Response.json({ code: refusal.code }, { status: refusal.status });
  switch (what) {
    case "GET /api/verdicts/:id":
      return Response.json(view);
    case "GET /api/verdicts/:id/names":
      return Response.json(server.names);
    case "GET /api/verdicts/:id/clearing":
      return server.clearing ? Response.json(server.clearing) : Response.json({ code: "not-found" }, { status: 404 });
    case "POST /api/verdicts/:id/edits":
      server.edits.push(body);
      return Response.json({ touchedTags: 0, touchedThreads: 0, edits: [], revision: null, map: null });
    case "POST /api/verdicts/:id/names/commands": {
      const { number, asked, command } = NamesPost.parse(body);
      if (asked && server.answered.has(asked)) return Response.json(server.names);
      if (number !== server.names.number) return Response.json({ code: "names-moved" }, { status: 409 });
      server.taken.push(command);
      if (asked) server.answered.add(asked);
      // What was decided here before is nobody's own: there is nothing to undo.
      if (command.kind === "undo" || command.kind === "redo") return Response.json(server.names);
      server.otherDecides(command, FACILITATOR.id);
      return Response.json(server.names);
    }
    case "POST /api/verdicts/:id/names/apply":
      if (NamesApply.parse(body).number !== server.names.number)
        return Response.json({ code: "names-moved" }, { status: 409 });
      return Response.json({ revision: 2, replaced: 1, units: [] });
    default:
      return Response.json({ code: "not-found" }, { status: 404 });
  }
}
