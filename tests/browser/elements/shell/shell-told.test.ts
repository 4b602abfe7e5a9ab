import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";
import "../../../../client/network/coram-network-page.ts";
import { describeProblem, ProblemError } from "../../../../client/api/http.ts";
import { knowNews } from "../../../../client/waits/known-news.ts";
import { takePassing } from "../../../../client/waits/passing.ts";
import { tellWaitsTo } from "../../../../client/waits/waits-told.ts";
import { HouseEntry } from "../../../../schema/domain/house.ts";
import { InvitationId, newId, OrganisationId, OutputId } from "../../../../schema/domain/ids.ts";
import type { NetworkView } from "../../../../schema/protocol/http/verdicts.ts";
import { FACILITATOR, LAWYER, NETWORK, ORGANISATIONS, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount, shown } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const of = { from: LAWYER.id, at: "2026-11-20T13:55:00.000Z" };
const [own, other] = ORGANISATIONS.map(({ id }) => id);
const [organisation, elsewhere] = [own ?? FACILITATOR.organisation, other ?? FACILITATOR.organisation];
const link = { ...of, kind: "link", of: "member", role: "lawyer", organisation, name: "Vera" } as const;
const place = "Lawyer, Pravna linija";

type Told = NonNullable<NetworkView["told"]>[number];

/** What is told, of what, in which words, and where it leads from the list of who leads an organisation. */
const LINES: readonly (readonly [told: Told, about: string, words: string, path: string | null])[] = [
  [
    { ...of, kind: "organisation", how: "added", organisation, now: "Earlier name" },
    "Pravna linija",
    "Elira K. added this organisation.",
    "/settings",
  ],
  [
    { ...of, kind: "organisation", how: "renamed", organisation, was: "Earlier name", now: "Pravna linija" },
    "Pravna linija",
    "Elira K. renamed this organisation; it was “Earlier name”.",
    "/settings",
  ],
  [
    { ...of, kind: "organisation", how: "moved", organisation, was: "rs", now: "al" },
    "Pravna linija",
    "Elira K. changed its country. Before: Serbia. Now: Albania.",
    "/settings",
  ],
  [
    { ...of, kind: "organisation", how: "removed", organisation: newId(OrganisationId), was: "Vatra" },
    "Vatra",
    "Elira K. removed this organisation.",
    "/settings",
  ],
  [
    { ...of, kind: "network", was: "Before", now: "Krug" },
    "Krug",
    "Elira K. renamed the network; it was “Before”.",
    "/members",
  ],
  [
    {
      ...of,
      kind: "outsider",
      document: { id: OutputId.parse("o".repeat(22)), title: "One claim", language: "en" },
      name: "Carla B.",
    },
    "One claim",
    "Elira K. invited a guest to read it: Carla B.",
    `/outputs/${"o".repeat(22)}`,
  ],
  [
    {
      ...of,
      kind: "outsider",
      document: { id: OutputId.parse("p".repeat(22)), title: "Another claim", language: "en" },
      name: "Paolo V.",
      isEnded: true,
    },
    "Another claim",
    "Elira K. withdrew the access of a guest of it: Paolo V.",
    `/outputs/${"p".repeat(22)}`,
  ],
  [
    {
      ...of,
      kind: "house",
      count: 4,
      changes: [
        {
          number: 7,
          entry: HouseEntry.parse(`grants/${"g".repeat(22)}`),
          called: "A-17",
          parts: ["disclaimer"],
          values: [{ part: "disclaimer", was: { en: "… the donor’s." }, now: { en: "… the donor’s. Really." } }],
          confirmedBy: FACILITATOR.id,
        },
        {
          number: 6,
          entry: HouseEntry.parse("licence"),
          called: "by",
          parts: [],
          values: [{ part: null, was: "", now: "by" }],
        },
        {
          number: 5,
          entry: HouseEntry.parse(`organisations/${"o".repeat(22)}`),
          called: "Otvoren krug",
          parts: ["name"],
          values: [{ part: "name", was: "", now: "Otvoren krug" }],
        },
      ],
    },
    "House style",
    "Elira K. made 4 changes to what documents print of the network. Grant A-17: Disclaimer. Before: “… the donor’s.”. Now: “… the donor’s. Really.”. Your confirmation fell: it is a draft again, until somebody confirms it. Licence. Before: not set. Now: CC BY 4.0. Organisation Otvoren krug: Name, new: “Otvoren krug”. 1 more change.",
    `/settings/house?at=grants%2F${"g".repeat(22)}%2Fdisclaimer`,
  ],
  [
    { ...link, how: "withdrawn", link: newId(InvitationId) },
    "Your invitation: Vera",
    `Elira K. withdrew the link that you had made (${place}).`,
    "/members",
  ],
  [
    { ...link, how: "withdrawn", link: newId(InvitationId), maker: READER.id },
    "Invitation: Vera",
    `Elira K. withdrew the link that Petar I. had made (${place}).`,
    "/members",
  ],
  [
    { ...link, how: "back", link: newId(InvitationId), anew: { role: "reader", organisation: elsewhere } },
    "Your invitation: Vera",
    `Elira K. brought them back as a member (Reader, Отворен круг); the invitation (${place}) works no longer.`,
    "/members",
  ],
  [
    { ...of, kind: "begun", verdict: VERDICTS.open.id, round: 2, coders: [LAWYER.id, READER.id], left: 75 },
    VERDICTS.open.caseNumber,
    "Elira K. began blind round 2; it is coded by Elira K. and Petar I. 75 disagreements of round 1 remain without a ruling: nobody is asked for them any more, and a ruling would not stand.",
    `/verdicts/${VERDICTS.open.id}`,
  ],
  [
    { ...of, kind: "stage-back", verdict: VERDICTS.open.id, was: "cleared-for-guests", now: "cleared" },
    VERDICTS.open.caseNumber,
    "Elira K. took it back to an earlier stage. Before: Cleared for guests. Now: Cleared.",
    `/verdicts/${VERDICTS.open.id}`,
  ],
  [
    { ...of, kind: "second-waived", verdict: VERDICTS.open.id, reason: "nobody-left" },
    VERDICTS.open.caseNumber,
    "Elira K. waived the second reader. Reason: Nobody else in the organisation can sign",
    `/verdicts/${VERDICTS.open.id}`,
  ],
  [
    { ...of, kind: "lapsed", verdict: VERDICTS.open.id, stage: "cleared", what: "names" },
    VERDICTS.open.caseNumber,
    "Elira K. replaced names in the text after you had signed: your signature no longer counts.",
    `/verdicts/${VERDICTS.open.id}/prepare?panel=check`,
  ],
  [
    { ...of, kind: "lapsed", verdict: VERDICTS.open.id, stage: "cleared-for-guests", what: "text", from: null },
    VERDICTS.open.caseNumber,
    "Whoever runs the server changed the text after you had signed: your signature no longer counts.",
    `/verdicts/${VERDICTS.open.id}?dialog=stage`,
  ],
  [
    { ...of, kind: "seconds-waived", reason: "agreed" },
    "Second reader",
    "Elira K. waived the second reader for every verdict of the network. Reason: The organisations agree",
    // It stands on no page of its own.
    null,
  ],
  [
    { ...of, kind: "seconds-asked" },
    "Second reader",
    "Elira K. required a second reader for every verdict of the network.",
    null,
  ],
];

it("has whose signature lapsed sign again, and says who changed what they had signed", async () => {
  const sign = { ...of, kind: "sign-again", verdict: VERDICTS.preparing.id, stage: "cleared", thread: null };
  await mount("coram-network-page", FACILITATOR, {
    "GET /api/network": { ...NETWORK, waiting: [{ ...sign, audience: null }] },
  });
  await shown();
  const line = document.querySelector("coram-waiting-list li");
  expect(line?.querySelector(".what")?.textContent).toBe(
    "Elira K. changed the text after you had signed: read it and sign again",
  );
  const way = line?.querySelector("a");
  expect([way?.textContent.trim(), way?.getAttribute("href")]).toEqual([
    "Sign",
    `/verdicts/${VERDICTS.preparing.id}/prepare?panel=check`,
  ]);
});

it("tells who invited somebody that another address came, and which was invited, and of a guest that a colleague's invitation ended", async () => {
  const person = { ...of, kind: "person", member: READER.id } as const;
  const joined = { ...person, how: "joined", role: "reader", isOtherAddress: true };
  const closed = { ...person, how: "closed", stays: "2026-12-21T10:00:00.000Z" };
  const told = [
    joined,
    { ...joined, invited: "petar@pravna.example" },
    closed,
    { ...closed, verdict: VERDICTS.open.id },
  ];
  await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told } });
  await shown();
  const as = "Joined as Reader, invited by Elira K. They signed up with another address than was invited";
  const stands = "Yours stands, until 21 December 2026.";
  await expect
    .poll(() => [...document.querySelectorAll("coram-told-list .what")].map((each) => each.textContent))
    .toEqual([
      `${as}.`,
      `${as}, which was petar@pravna.example; theirs is in the list of members.`,
      `Your guest; Elira K. ended another invitation of theirs. ${stands}`,
      `Your guest; Elira K. ended another invitation of theirs to ${VERDICTS.open.caseNumber}. ${stands}`,
    ]);
});

it("tells of organisations, links, rounds and stages by name, with the way there", async () => {
  await mount("coram-network-page", FACILITATOR, {
    "GET /api/network": { ...NETWORK, told: LINES.map(([told]) => told) },
  });
  await shown();
  await browser.getByRole("button", { name: `Show all ${LINES.length}` }).click();
  const lines = [...document.querySelectorAll("coram-told-list li")].map((line) => [
    line.querySelector("b")?.textContent,
    line.querySelector(".what")?.textContent,
    line.querySelector("a")?.getAttribute("href") ?? null,
  ]);
  expect(lines).toEqual(LINES.map(([, ...line]) => line));
  for (const width of [390, 1280]) {
    await browser.viewport(width, 900);
    await expectBothThemes();
  }
});

it("takes what somebody has opened away, but for a link that works no longer", async () => {
  const told = LINES.map(([each]) => ({ ...each, at: "2026-11-21T13:55:00.000Z" })).filter(
    ({ kind }) => kind === "network" || kind === "link",
  );
  await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told } });
  await shown();
  const stay = (event: Event): void => event.preventDefault();
  document.addEventListener("click", stay);
  for (const way of document.querySelectorAll<HTMLElement>("coram-told-list li > a")) way.click();
  document.removeEventListener("click", stay);
  await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told } });
  await shown();
  const left = [...document.querySelectorAll("coram-told-list b")].map((each) => each.textContent);
  expect(left).toEqual(["Your invitation: Vera", "Invitation: Vera", "Your invitation: Vera"]);
});

it("tells on whatever page who changed one's own role, and says so where something is refused for it", () => {
  tellWaitsTo(null);
  tellWaitsTo(FACILITATOR.id);
  knowNews({ waiting: [] });
  const refused = new ProblemError("not-allowed");
  const before = describeProblem(refused);
  const at = new Date().toISOString();
  const given = { kind: "role", from: LAWYER.id, role: "reader", was: "lawyer", organisation: elsewhere, at } as const;
  const told = [READER.id, FACILITATOR.id].map((member) => ({ ...given, member }));
  const news = { waiting: [], told, members: [LAWYER, READER], organisations: ORGANISATIONS, verdicts: [] };
  const words = "Elira K. made you Reader; you were Lawyer. Elira K. moved you to Отворен круг.";
  const { fresh } = takePassing(news, "/outputs");
  expect(fresh.map((line) => [line.words, line.href])).toEqual([[words, "/members"]]);
  expect(describeProblem(refused)).toBe(`${before} ${words}`);
  // Of what is refused for another reason it says nothing, nor to the next who sits down.
  expect(describeProblem(new ProblemError("not-found"))).not.toContain(words);
  tellWaitsTo(LAWYER.id);
  expect(describeProblem(refused)).toBe(before);
  // With a role that can more nothing is refused for it.
  tellWaitsTo(FACILITATOR.id);
  takePassing({ ...news, told: told.map((each) => ({ ...each, role: "facilitator" as const })) }, "/outputs");
  expect(describeProblem(refused)).toBe(before);
  // What was long ago is no reason for what is refused today.
  tellWaitsTo(FACILITATOR.id);
  takePassing({ ...news, told: told.map((each) => ({ ...each, at: "2026-01-02T10:00:00.000Z" })) }, "/outputs");
  expect(describeProblem(refused)).toBe(before);
  tellWaitsTo(null);
});

it.each(LINES)("passes by on every page: %s", (told, about, words, path) => {
  tellWaitsTo(null);
  tellWaitsTo(FACILITATOR.id);
  knowNews({ waiting: [] });
  const news = {
    waiting: [],
    told: [told],
    members: [LAWYER, READER],
    organisations: ORGANISATIONS,
    verdicts: [VERDICTS.open],
  };
  const { fresh } = takePassing(news, "/matrix");
  // Who may open the settings is not known there.
  const href = path === "/settings" ? "/members" : (path ?? "/");
  // What stood there before, and now, may be as long as a page: it is read on the first one.
  const brief = told.kind === "house" ? "Elira K. made 4 changes to what documents print of the network." : words;
  expect(fresh.map((line) => [line.words, line.href])).toEqual([[`${about}: ${brief}`, href]]);
  tellWaitsTo(null);
});
