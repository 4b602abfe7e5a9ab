import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { ServerEvent } from "../../../schema/protocol/events.ts";
import { NamesView, SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { createAttempts } from "../../../server/auth/attempts.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { ok, prepare, problem } from "../../helpers/network/preparing.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";

const TEXT = [
  "Okrivljeni Marko Petrović je krivac, rekla je oštećena Ana Savić.",
  "Savić Ana je prepoznala Marka Petrovića. Svedok Jovan Ilić nije.",
  "Oštećena Ana Savić ima telefon 064/123-4567.",
];

/** A tab that is told what has changed. */
class Listening {
  readonly types: string[] = [];
  #wake: (() => void)[] = [];

  static async open(server: TestServer, { cookie }: Person): Promise<Listening> {
    const listening = new Listening();
    const headers = { cookie, origin: server.url };
    const socket = new WebSocket(`${server.url.replace(/^http/, "ws")}/api/events`, { headers });
    socket.on("message", (data: Buffer) => {
      listening.types.push(ServerEvent.parse(JSON.parse(data.toString())).type);
      for (const wake of listening.#wake.splice(0)) wake();
    });
    await listening.until("hello");
    return listening;
  }

  async until(type: ServerEvent["type"]): Promise<void> {
    while (!this.types.includes(type)) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }
}

test("[names] all that is confirmed becomes one revision of tokens, with a unit for each victim and defendant", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm-sure" });
  const applied = await preparing.apply();
  expect(applied).toMatchObject({ revision: 2, replaced: 7 });
  expect(await preparing.text()).toBe(
    [
      "Okrivljeni [Defendant 1] je krivac, rekla je oštećena [Victim A].",
      "[Victim A] je prepoznala [Defendant 1]. Svedok [Witness 1] nije.",
      "Oštećena [Victim A] ima telefon [Phone 1].",
    ].join("\n"),
  );
  const { units } = await preparing.view();
  expect(units.map(({ kind, label }) => `${kind} ${label}`)).toEqual(["defendant 1", "victim A"]);
  const names = await preparing.names();
  expect(names).toMatchObject({ applied: 2, revision: 2, units, hasSealedKey: false, identifiers: [] });
  // The unit is the one of the token that stands in the text.
  for (const { token, unit } of names.entities)
    expect(unit).toBe(
      units.find(({ kind, label }) => kind === token.kind.toLowerCase() && label === token.label)?.id ?? null,
    );
});

test("[names] a name found later is the same person: the same token, the same unit", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm-sure" });
  const { units } = await preparing.apply();
  const end = (await preparing.text()).length;
  const edits = [{ start: end, end, insert: " Svedočila je i Ana Savić." }];
  await ok(await preparing.ask("POST", "/edits", { baseRevision: 2, kind: "correct", edits }));
  expect((await preparing.names()).entities.find(({ canonical }) => canonical === "Ana Savić")?.mentions).toHaveLength(
    1,
  );
  const again = await preparing.apply();
  expect(again).toMatchObject({ replaced: 1, units });
  expect(await preparing.text()).toContain("Svedočila je i [Victim A].");
});

test("[names] what was tagged before names are replaced stays on its words, and a tagged name on its placeholder", async (context) => {
  const preparing = await prepare(context, TEXT);
  const before = await preparing.view();
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply();
  const after = await preparing.view();
  const nowOf = (words: string): unknown[] => {
    const start = before.revision.text.indexOf(words);
    const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
    const { state, ranges } = resolveAnchor(anchor, after.maps, after.revision.number);
    return [state, ...ranges.map((range) => after.revision.text.slice(range.start, range.end))];
  };
  expect(nowOf("je krivac, rekla je")).toEqual(["same", "je krivac, rekla je"]);
  expect(nowOf("rekla je oštećena Ana Savić")).toEqual(["redacted", "rekla je oštećena [Victim A]"]);
  expect(nowOf("Marko Petrović")).toEqual(["redacted", "[Defendant 1]"]);
  expect(nowOf("Petrović je krivac")).toEqual(["redacted", "[Defendant 1] je krivac"]);
});

test("[names] taken out again the text is exactly what it was, and tags made before stand where they stood", async (context) => {
  const preparing = await prepare(context, TEXT);
  const before = await preparing.view();
  await preparing.decide({ kind: "confirm-sure" });
  const names = await preparing.names();
  await preparing.apply();
  // Another word is corrected meanwhile: it stays corrected.
  const at = (await preparing.text()).indexOf("krivac");
  const edits = [{ start: at, end: at + 6, insert: "kriv" }];
  await ok(await preparing.ask("POST", "/edits", { baseRevision: 2, kind: "correct", edits }));
  const back = NamesView.parse(await ok(await preparing.ask("POST", "/names/unapply", {})));
  const after = await preparing.view();
  expect(after.revision.text).toBe(before.revision.text.replace("krivac", "kriv"));
  expect(after.revision.blocks.map(({ number }) => number)).toEqual(before.revision.blocks.map(({ number }) => number));
  expect(after.units).toEqual([]);
  expect(back).toMatchObject({ applied: null, units: [] });
  const told = (view: NamesView) =>
    view.entities.map(({ canonical, state, mentions }) => [canonical, state, mentions.map(({ text }) => text)]);
  expect(told(back)).toEqual(told(names));
  for (const words of ["Marko Petrović", "rekla je oštećena Ana Savić", "Marka Petrovića. Svedok", "064/123-4567"]) {
    const start = before.revision.text.indexOf(words);
    const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
    const resolved = resolveAnchor(anchor, after.maps, after.revision.number);
    expect(resolved.state).toBe("same");
    expect(resolved.ranges.map((range) => after.revision.text.slice(range.start, range.end))).toEqual([words]);
  }
  expect(await problem(await preparing.ask("POST", "/names/unapply", {}))).toEqual([404, "not-found"]);
  // It comes back in by being put in again, with units, and not by undoing the undoing.
  const again = await preparing.ask("POST", "/undo", { revision: after.revision.number });
  expect(await problem(again)).toEqual([409, "names-applied"]);
});

test("[names] where a token was corrected by hand nothing is taken out, rather than half of it", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply();
  const text = await preparing.text();
  const start = text.indexOf("[Witness 1]");
  const edits = [{ start, end: start + 11, insert: "[Witness 9]" }];
  await ok(await preparing.ask("POST", "/edits", { baseRevision: 2, kind: "correct", edits }));
  expect(await problem(await preparing.ask("POST", "/names/unapply", {}))).toEqual([409, "edits-conflict"]);
  expect((await preparing.view()).revision.number).toBe(3);
  expect(await preparing.names()).toMatchObject({ applied: 2 });
});

test("[names] of two decisions on one state the second is told that the names have moved, and nobody is shown a stale one", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { server } = preparing;
  const colleague = await preparing.colleague();
  const { number, entities } = await preparing.names();
  const both = await Promise.all(
    [server.people.facilitator, colleague].map((who, i) =>
      preparing.ask("POST", "/names/commands", { number, command: { kind: "confirm", entity: entities[i]?.id } }, who),
    ),
  );
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const late = both.find(({ status }) => status === 409);
  expect(late && (await problem(late))).toEqual([409, "names-moved"]);
  expect((await preparing.names()).entities.filter(({ state }) => state === "confirmed")).toHaveLength(1);
  expect(await problem(await preparing.ask("POST", "/names/apply", { number }, colleague))).toEqual([
    409,
    "names-moved",
  ]);
});

test("[names] with nothing confirmed there is nothing to put in", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { number } = await preparing.names();
  expect(await problem(await preparing.ask("POST", "/names/apply", { number }))).toEqual([409, "names-nothing"]);
  expect((await preparing.view()).revision.number).toBe(1);
});

test("[names] another role of somebody who is replaced changes the token in all places, and the names come back all the same", async (context) => {
  const preparing = await prepare(context, TEXT);
  const before = await preparing.text();
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply();
  const { entities } = await preparing.names();
  const entity = entities.find(({ canonical }) => canonical === "Marko Petrović")?.id ?? "";
  const units = async () => (await preparing.view()).units.map(({ kind, label }) => `${kind} ${label}`);
  const changed = await preparing.decide({ kind: "role", entity, role: "witness" });
  expect(changed.entities.find(({ id }) => id === entity)).toMatchObject({
    role: "witness",
    token: { kind: "Witness", label: "2" },
    unit: null,
  });
  expect(await preparing.text()).toBe(
    [
      "Okrivljeni [Witness 2] je krivac, rekla je oštećena [Victim A].",
      "[Victim A] je prepoznala [Witness 2]. Svedok [Witness 1] nije.",
      "Oštećena [Victim A] ima telefon [Phone 1].",
    ].join("\n"),
  );
  expect(await units()).toEqual(["victim A"]);
  const { revision } = await preparing.view();
  expect(await problem(await preparing.ask("POST", "/undo", { revision: revision.number }))).toEqual([
    409,
    "names-applied",
  ]);
  // And back: the token that nobody else was given meanwhile, with its unit.
  await preparing.decide({ kind: "role", entity, role: "defendant" });
  expect(await preparing.text()).toContain("Okrivljeni [Defendant 1] je krivac");
  expect((await units()).toSorted()).toEqual(["defendant 1", "victim A"]);
  await preparing.decide({ kind: "role", entity, role: "victim" });
  expect(await preparing.text()).toContain("Okrivljeni [Victim B] je krivac");
  const back = NamesView.parse(await ok(await preparing.ask("POST", "/names/unapply", {})));
  expect(await preparing.text()).toBe(before);
  expect(back).toMatchObject({ applied: null, units: [] });
  expect(back.entities.find(({ id }) => id === entity)).toMatchObject({
    role: "defendant",
    token: { kind: "Defendant", label: "1" },
    mentions: [{ text: "Marko Petrović" }, { text: "Marka Petrovića" }],
  });
});

test("[names] a role that nothing beside the name says is not sure: it is asked, and then the name goes with all others", async (context) => {
  const preparing = await prepare(context, [
    "Okrivljeni Marko Petrović je krivac. Okrivljeni Ivan Kostić je kriv.",
    "Svedok Ivan Kostić je to rekao. Okrivljeni Ivan Kostić ćuti, a svedok Ivan Kostić govori.",
  ]);
  const { entities } = await preparing.decide({ kind: "confirm-sure" });
  const ivan = entities.find(({ canonical }) => canonical === "Ivan Kostić");
  expect(entities.map(({ canonical, state, isRoleGuessed }) => [canonical, state, isRoleGuessed === true])).toEqual([
    ["Marko Petrović", "confirmed", false],
    ["Ivan Kostić", "proposed", true],
  ]);
  // To say the role that is shown is an answer too.
  await preparing.decide({ kind: "role", entity: ivan?.id ?? "", role: ivan?.role ?? "other" });
  const asked = await preparing.decide({ kind: "undo" });
  expect(asked.entities[1]).toMatchObject({ state: "proposed", isRoleGuessed: true });
  await preparing.decide({ kind: "role", entity: ivan?.id ?? "", role: "witness" });
  const sure = await preparing.decide({ kind: "confirm-sure" });
  expect(sure.entities[1]).toMatchObject({ state: "confirmed", role: "witness", token: { kind: "Witness" } });
});

test("[names] what is asked twice, since its answer was lost, is done once, whatever was decided in between", async (context) => {
  const preparing = await prepare(context, TEXT);
  const colleague = await preparing.colleague();
  const states = ({ entities }: NamesView): string[] => entities.map(({ state }) => state);
  await preparing.decide({ kind: "confirm", entity: "e1" });
  const { number } = await preparing.decide({ kind: "confirm", entity: "e2" });
  const undo = { number, asked: "a-random-name-of-it", command: { kind: "undo" } };
  await ok(await preparing.ask("POST", "/names/commands", undo));
  const other = { number: number + 1, command: { kind: "dismiss", entity: "e3" } };
  await ok(await preparing.ask("POST", "/names/commands", other, colleague));
  const again = NamesView.parse(await ok(await preparing.ask("POST", "/names/commands", undo)));
  expect([again.number, ...states(again)]).toEqual([number + 2, "confirmed", "proposed", "dismissed"]);
  // Under the same name another person asks for something of their own.
  const theirs = { ...undo, number: number + 2 };
  await ok(await preparing.ask("POST", "/names/commands", theirs, colleague));
  expect(states(await preparing.names())).toEqual(["confirmed", "proposed", "proposed"]);
});

test("[names] what stands in the text as a token can not be decided otherwise before it is taken out", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm-sure" });
  // A key that nobody opens here would go on to say the words of the role before.
  await preparing.apply("correct horse battery");
  const { number, entities } = await preparing.names();
  for (const command of [
    { kind: "dismiss", entity: entities[0]?.id },
    { kind: "role", entity: entities[0]?.id, role: "witness" },
  ])
    expect(await problem(await preparing.ask("POST", "/names/commands", { number, command }))).toEqual([
      409,
      "names-applied",
    ]);
  const gone = { kind: "confirm", entity: "e999" };
  expect(await problem(await preparing.ask("POST", "/names/commands", { number, command: gone }))).toEqual([
    400,
    "bad-request",
  ]);
});

test("[names] preparers, and nobody else, are told of each decision", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { server } = preparing;
  const other = await server.newVerdict("Another.");
  const [preparer, lawyer] = await Promise.all([
    Listening.open(server, server.people.facilitator),
    Listening.open(server, server.people.lawyer),
  ]);
  await preparing.decide({ kind: "confirm-sure" });
  await preparer.until("preparation");
  // Events go out in order: with this one the lawyer would have had the one before.
  await ok(await server.ask(server.people.facilitator, "PATCH", `/api/verdicts/${other.verdict.id}`, { court: "X" }));
  await lawyer.until("verdict");
  expect(lawyer.types).toEqual(["hello", "verdict"]);
});

test("[sealed key] opens with its passphrase alone, and goes by itself", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { server } = preparing;
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply("correct horse battery");
  const folder = join(server.config.dataFolder, "keys");
  const files = await readdir(folder);
  expect(files).toEqual([`${preparing.id}.sealed`]);
  const { mode } = await stat(join(folder, files[0] ?? ""));
  expect(mode & 0o777).toBe(0o600);
  await preparing.clear();
  expect(await preparing.names()).toMatchObject({ number: 0, entities: [], hasSealedKey: true });
  const open = (passphrase: string): Promise<Response> => preparing.ask("POST", "/sealed-key/open", { passphrase });
  expect(await problem(await open("correct horse batterz"))).toEqual([403, "key-wrong-passphrase"]);
  const key = SealedKey.parse(await ok(await open("correct horse battery")));
  expect(key.entries).toEqual([
    { token: "[Defendant 1]", canonical: "Marko Petrović", forms: ["Marka Petrovića", "Marko Petrović"] },
    { token: "[Phone 1]", canonical: "064/123-4567", forms: ["064/123-4567"] },
    { token: "[Victim A]", canonical: "Ana Savić", forms: ["Ana Savić", "Savić Ana"] },
    { token: "[Witness 1]", canonical: "Jovan Ilić", forms: ["Jovan Ilić"] },
  ]);
  const audit = JSON.stringify(await server.store.audit.list(100));
  expect(audit).toContain("sealed-key.open");
  expect(audit).toContain("sealed-key.refused");
  expect(audit).not.toContain("Savić");
  await ok(await preparing.ask("DELETE", "/sealed-key"));
  expect(await readdir(folder)).toEqual([]);
  expect(await problem(await open("correct horse battery"))).toEqual([404, "not-found"]);
  expect(await preparing.names()).toMatchObject({ hasSealedKey: false });
});

test("[sealed key] only who can open it adds to it, and it goes with the application that wrote it", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm", entity: "e1" });
  await preparing.apply("correct horse battery");
  const { number } = await preparing.decide({ kind: "confirm", entity: "e2" });
  const wrong = await preparing.ask("POST", "/names/apply", { number, passphrase: "another passphrase" });
  expect(await problem(wrong)).toEqual([403, "key-wrong-passphrase"]);
  expect((await preparing.view()).revision.number).toBe(2);
  await preparing.apply("correct horse battery");
  const opened = await preparing.ask("POST", "/sealed-key/open", { passphrase: "correct horse battery" });
  expect(SealedKey.parse(await ok(opened)).entries.map(({ token }) => token)).toEqual(["[Defendant 1]", "[Victim A]"]);
  await ok(await preparing.ask("POST", "/names/unapply", {}));
  expect(await preparing.names()).toMatchObject({ hasSealedKey: false, applied: 2 });
});

test("[sealed key] a refused application leaves the key as it was", async (context) => {
  const preparing = await prepare(context, TEXT);
  await preparing.decide({ kind: "confirm", entity: "e1" });
  const { number } = await preparing.names();
  await preparing.apply("correct horse battery");
  const stale = await preparing.ask("POST", "/names/apply", { number, passphrase: "correct horse battery" });
  expect(await problem(stale)).toEqual([409, "names-moved"]);
  await ok(await preparing.ask("POST", "/sealed-key/open", { passphrase: "correct horse battery" }));
});

test("[sealed key] guessing is slowed down", async (context) => {
  const preparing = await prepare(context, TEXT, { attempts: createAttempts({ perAccount: 2, perAddress: 100 }) });
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply("correct horse battery");
  const guess = (): Promise<Response> => preparing.ask("POST", "/sealed-key/open", { passphrase: "wrong" });
  expect((await guess()).status).toBe(403);
  expect((await guess()).status).toBe(403);
  expect(await problem(await guess())).toEqual([429, "too-many-attempts"]);
});

test("[names] once the verdict is cleared no name is left in the data folder, in no file and no encoding", async (context) => {
  const preparing = await prepare(context, TEXT);
  const { dataFolder } = preparing.server.config;
  const names = ["Petrović", "Savić", "Jovan Il", "064/123"];
  await preparing.decide({ kind: "rename", entity: "e1", canonical: "Marko zvani Zmaj" });
  await preparing.decide({ kind: "undo" });
  await preparing.decide({ kind: "confirm-sure" });
  await preparing.apply();
  for (const name of names) expect(namesInFolder(dataFolder, [name]), "it is there before").not.toEqual([]);
  await preparing.clear();
  expect(namesInFolder(dataFolder, [...names, "zvani Zmaj"])).toEqual([]);
  expect(await problem(await preparing.ask("POST", "/names/unapply", {}))).toEqual([403, "not-allowed"]);
  expect((await preparing.view()).units).toHaveLength(2);
});
