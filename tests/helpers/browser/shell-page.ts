import { ContextProvider } from "@lit/context";
import axe from "axe-core";
import type { LitElement } from "lit";
import { expect } from "vitest";
import { EventStream } from "../../../client/api/events.ts";
import { noteWaits } from "../../../client/waits/waits-told.ts";
import { type Session, sessionContext } from "../../../client/app/session-context.ts";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import type { Member } from "../../../schema/domain/member.ts";
import type { SessionView } from "../../../schema/protocol/http/people.ts";

/** What the network answers to `METHOD /path`: a body for 200, or a problem with its status. */
export type Answers = Record<string, unknown>;
export interface Refused {
  status: number;
  problem: { code: string; params?: Record<string, string | number> };
}

/** What was asked since the page was mounted. */
export interface Asked {
  what: string;
  body: unknown;
}

/** A page of the shell in a `<main>`, with a session above it and a network that answers from a table; only the wire is faked. */
export async function mount<Page extends LitElement>(
  tag: string,
  member: Member | null,
  answers: Answers,
  set: Partial<Page> = {},
): Promise<{ page: Page; asked: Asked[]; accepted: SessionView[]; events: EventStream }> {
  // As in a tab that is opened.
  noteWaits(0);
  const asked: Asked[] = [];
  const accepted: SessionView[] = [];
  window.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const what = `${init?.method ?? "GET"} ${url}`;
    asked.push({ what, body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : null });
    return Promise.resolve(toResponse(answers[what]));
  };
  const main = document.createElement("main");
  const session: Session = {
    view: {
      member,
      network: { name: "Verdicts on trafficking in human beings" },
      ...(member ? { organisation: "Pravna linija" } : {}),
      setup: member === null,
      offlineCopies: true,
    },
    member,
    events: new EventStream(),
    accept: (view) => accepted.push(view),
  };
  new ContextProvider(main, { context: sessionContext, initialValue: session });
  const page = document.createElement(tag) as Page;
  Object.assign(page, set);
  main.append(page);
  document.body.replaceChildren(main);
  await page.updateComplete;
  return { page, asked, accepted, events: session.events };
}

/** What is asked from now on waits for what comes back to be called. */
export function holdNetwork(): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((then) => (release = then));
  const others = window.fetch;
  window.fetch = async (...asked) => {
    await held;
    return others(...asked);
  };
  return release;
}

function isRefused(answer: unknown): answer is Refused {
  return typeof answer === "object" && answer !== null && "problem" in answer && "status" in answer;
}

function toResponse(answer: unknown): Response {
  if (answer === undefined) return Response.json({ code: "not-found" }, { status: 404 });
  if (isRefused(answer)) return Response.json(answer.problem, { status: answer.status });
  return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
}

/** What axe says against the page under WCAG 2.2 AA, a line each. */
export async function findViolations(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    resultTypes: ["violations"],
    preload: false,
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
}

/** Fails with axe's own words where the page breaks a rule of WCAG 2.2 AA. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const found = await findViolations(root);
  expect(found, found.join("; ").replaceAll(/\s+/g, " ")).toEqual([]);
}

/** Once the first page has its verdicts. */
export const shown = (): Promise<void> =>
  expect.poll(() => document.querySelectorAll("a.ref").length).toBeGreaterThan(0);
