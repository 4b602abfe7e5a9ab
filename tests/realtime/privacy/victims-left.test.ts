import { expect, test } from "vitest";
import type { FindingCount } from "../../../schema/domain/clearing.ts";
import { asPerson, readClearing } from "../../helpers/network/clear-verdict.ts";
import { ok, prepare } from "../../helpers/network/preparing.ts";

const TEXT = ["Oštećena Jovana Stamenova je izjavila da joj je okrivljeni Goran Lukovac uzeo pasoš."];

test("a victim who is left by name blocks, whatever the reason", async (context) => {
  const work = await prepare(context, TEXT);
  const ask = asPerson(work.server, work.server.people.facilitator);
  const left = await work.decide({ kind: "confirm-sure" });
  const victim = left.entities.find(({ role }) => role === "victim");
  await work.decide({ kind: "dismiss", entity: victim?.id ?? "" });
  await work.apply();
  const view = await readClearing(ask, work.id);
  expect(view.counts).toContainEqual({ code: "victim", count: 1, reason: null });
  const findings = view.findings.map(({ code }) => ({ code, count: 1, reason: "no-person" as const }));
  const signed = { stage: view.next, revision: view.revision, ticks: view.ticks, findings };
  expect((await ask("POST", `/api/verdicts/${work.id}/clearing`, signed)).status).toBe(409);
});

test("a victim's mother who is left by name blocks by her surname, and is told while names are decided on", async (context) => {
  const work = await prepare(context, [
    "Oštećena Jovana Stanić je izjavila da joj je okrivljeni Goran Lukovac uzeo pasoš.",
    "Svedok Vesna Stanić, majka oštećene, vlasnica stana, i svedok Petar Mladenov su to potvrdili.",
  ]);
  const ask = asPerson(work.server, work.server.people.facilitator);
  const before = await work.decide({ kind: "confirm-sure" });
  const idOf = (name: string): string => before.entities.find(({ canonical }) => canonical === name)?.id ?? "";
  await work.decide({ kind: "dismiss", entity: idOf("Petar Mladenov") });
  const left = await work.decide({ kind: "dismiss", entity: idOf("Vesna Stanić") });
  expect(left.entities.flatMap(({ canonical, surnameOf }) => (surnameOf ? [[canonical, surnameOf]] : []))).toEqual([
    ["Vesna Stanić", ["[Victim A]"]],
  ]);
  await work.apply();
  const view = await readClearing(ask, work.id);
  expect(view.findings.map(({ code, words, of }) => [code, words, of])).toEqual([
    ["victim-surname", "Vesna Stanić", ["[Victim A]"]],
    ["left-name", "Petar Mladenov", undefined],
  ]);
  const findings = view.findings.map(({ code }) => ({ code, count: 1, reason: "agreed" as const }));
  const signed = { stage: view.next, revision: view.revision, ticks: view.ticks, findings };
  expect((await ask("POST", `/api/verdicts/${work.id}/clearing`, signed)).status).toBe(409);
});

test("what was left by a decision is listed with who decided so, once for all its places, until it is decided otherwise", async (context) => {
  const work = await prepare(context, [
    "Oštećena je živela u selu Vlase. Telefon je 064/123-4567.",
    "U selu Vlase je upoznala okrivljenog, vozača.",
  ]);
  const ask = asPerson(work.server, work.server.people.facilitator);
  const colleague = await work.colleague();
  const { quasi, identifiers, number } = await work.names();
  const [village] = quasi.filter(({ text }) => text === "Vlase");
  const keep = { kind: "quasi", id: village?.id, state: "keep", alike: true };
  await ok(await work.ask("POST", "/names/commands", { number, command: keep }, colleague));
  await work.decide({ kind: "identifier", id: identifiers[0]?.id ?? "", state: "dismissed" });
  const left = async () => (await readClearing(ask, work.id)).left.map((each) => [each.words, each.places, each.by]);
  const mira = work.server.people.facilitator.member.id;
  expect(await left()).toEqual([
    ["Vlase", 2, colleague.member.id],
    ["064/123-4567", 1, mira],
  ]);
  await work.decide({ kind: "quasi", id: village?.id ?? "", state: "replace", alike: true });
  expect(await left()).toEqual([["064/123-4567", 1, mira]]);
  await work.decide({ kind: "undo" });
  expect(await left()).toContainEqual(["Vlase", 2, colleague.member.id]);
});

test("each place on which nobody has decided needs a reason of its own, one for the same words", async (context) => {
  const work = await prepare(context, [
    "Oštećena je živela u selu Vlase, a radila u selu Donje Brijanje. Otišla je iz sela Vlase.",
  ]);
  const ask = asPerson(work.server, work.server.people.facilitator);
  const view = await readClearing(ask, work.id);
  expect(view.findings.map(({ code, words, places }) => [code, words, places])).toEqual([
    ["open-quasi", "Vlase", 2],
    ["open-quasi", "Donje Brijanje", 1],
  ]);
  const { next: stage, revision, ticks } = view;
  const sign = (...findings: FindingCount[]) =>
    ask("POST", `/api/verdicts/${work.id}/clearing`, { stage, revision, ticks, findings });
  const one = (count: number, reason: FindingCount["reason"]) => ({ code: "open-quasi" as const, count, reason });
  expect((await sign(one(2, "needed"))).status).toBe(422);
  expect((await sign(one(1, "needed"), one(1, null))).status).toBe(422);
  expect((await sign(one(1, "needed"), one(1, "no-person"))).status).toBe(200);
});
