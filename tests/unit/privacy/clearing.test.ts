import { describe, expect, it } from "vitest";
import { newId, ThreadId } from "../../../schema/domain/ids.ts";
import type { FindingPlace } from "../../../schema/protocol/http/clearing.ts";
import { findingsInWorker } from "../../../server/privacy/clearing/clearing-thread.ts";
import { findingsOf, type ClearingInput } from "../../../server/privacy/clearing/clearing.ts";
import { findNames } from "../../../server/privacy/find/find.ts";
import type { NamesDocument } from "../../../server/store/shapes/names-document.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";

const VERDICT = { court: "Viši sud u Nišu", caseNumber: "K 12/25", language: "sr" } as const;
const COMMENT: FindingPlace = { in: "comment", thread: newId(ThreadId), audience: "review" };
const NAMED = "Okrivljeni Goran Lukovac je oštećenu Jovanu Stamenovu prevezao. Goran Lukovac je to priznao.";

/** What the finder proposes for a text, with every person and number in one state. */
function namesOf(text: string, state: "proposed" | "confirmed" | "dismissed"): NamesDocument {
  const found = lookOver(noNames(1), text, findNames(text, { language: "sr", script: "Latn" }), [], "sr");
  return {
    ...found,
    number: 1,
    entities: found.entities.map((each) => ({ ...each, state })),
    identifiers: found.identifiers.map((each) => ({ ...each, state })),
  };
}

function look(text: string, more: Partial<ClearingInput> = {}) {
  const revision = { number: 1, ...paragraphsOf(text.split("\n")) };
  return findingsOf({ verdict: VERDICT, revision, names: null, read: null, typed: [], ...more });
}

const lines = (found: ReturnType<typeof look>): string[] =>
  found.map(({ code, words, place }) => `${place.in} ${code}: ${words}`);

describe("what is looked for before a verdict is cleared", () => {
  it("finds numbers whose check digits hold everywhere, and leaves those alone that a court has made unreadable", () => {
    const found = look("JMBG 3112899710014 i JMBG 3112899710015.", {
      verdict: { ...VERDICT, court: "Sud 3112899450012" },
      typed: [{ place: COMMENT, text: "ЈМБГ 3112899710014" }],
    });
    expect(lines(found)).toEqual([
      "text identifier: 3112899710014",
      "data identifier: 3112899450012",
      "comment identifier: 3112899710014",
    ]);
  });

  it("finds a number that holds even where somebody has said that it may stay", () => {
    const text = "Okrivljeni, JMBG 3112899710014, telefon 064/123-4567.";
    expect(lines(look(text, { names: namesOf(text, "dismissed") }))).toEqual(["text identifier: 3112899710014"]);
    expect(lines(look(text, { names: namesOf(text, "proposed") }))).toEqual([
      "text identifier: 3112899710014",
      "text open-identifier: 064/123-4567",
    ]);
  });

  it("finds a confirmed name in typed words as a neighbour inflects it", () => {
    const typed = [{ place: COMMENT, text: "според Горан Луковацовата изјава" }];
    const found = look(NAMED, { names: namesOf(NAMED, "confirmed"), typed });
    expect(lines(found)).toContain("comment name: Горан Луковацовата");
  });

  it("finds a confirmed name in every case, order and script, in text, data and typed words", () => {
    const names = namesOf(NAMED, "confirmed");
    const found = look(`${NAMED}\nЛуковца Горана, ГОРАНУ ЛУКОВЦУ, Lukovčevu kuću.`, {
      names,
      verdict: { ...VERDICT, caseNumber: "K 12/25 Lukovac Goran" },
      typed: [{ place: COMMENT, text: "da li je sa Goranom Lukovcem?" }],
    });
    const named = lines(found).filter((line) => line.includes(" name: "));
    expect(named).toEqual(
      expect.arrayContaining([
        "text name: Луковца Горана",
        "text name: ГОРАНУ ЛУКОВЦУ",
        "data name: Lukovac Goran",
        "comment name: Goranom Lukovcem",
      ]),
    );
    expect(lines(found)).toContain("text possible-name: Lukovčevu");
  });

  it("names each person who was decided to be left in clear once, with the number of places, and nothing behind a token", () => {
    const left = look(NAMED, { names: namesOf(NAMED, "dismissed") });
    expect(left.map(({ code, words, places }) => [code, words, places])).toEqual([
      ["left-name", "Goran Lukovac", 2],
      // No reason lets a victim's name be read.
      ["victim", "Jovanu Stamenovu", 1],
    ]);
    expect(look(NAMED, { names: namesOf(NAMED, "proposed") }).map(({ code, words }) => [code, words])).toContainEqual([
      "victim",
      "Jovanu Stamenovu",
    ]);
    const names = namesOf(NAMED, "confirmed");
    const gone = { ...names, mentions: [], applications: [] };
    expect(look("[Defendant A] je prevezao [Victim A].", { names: gone })).toEqual([]);
  });

  it("blocks at a victim's surname that somebody of the case is read by, and asks of a judge's, each with the placeholder", () => {
    const text =
      "Sudija Milan Stanić. Oštećena Jovana Stanić je došla. Svedok Vesna Stanić, majka, i svedokinja Stanić Vesna.";
    const names = namesOf(text, "confirmed");
    const left = (id: "dismissed" | "proposed") =>
      look(text, {
        names: {
          ...names,
          entities: names.entities.map((each) => (each.role === "victim" ? each : { ...each, state: id })),
          mentions: names.mentions.filter(({ sure }) => sure),
        },
      }).flatMap(({ code, words, of }) => (of ? [[code, words, of]] : []));
    for (const state of ["dismissed", "proposed"] as const)
      expect(left(state)).toEqual([
        ["shared-surname", "Milan Stanić", ["[Victim A]"]],
        ["victim-surname", "Vesna Stanić", ["[Victim A]"]],
      ]);
  });

  it("asks once more, once a person, about words that were called ordinary and are a confirmed person's name", () => {
    const text = "Okrivljeni Vuk Savić i oštećena Nada Petrović.\nNada je umrla. Nada je bila. Vuk je.";
    const names = namesOf(text, "confirmed");
    const at = names.mentions.map((each) => ({ ...each, sure: each.text.includes(" ") }));
    const mentions = at.map((each) => (each.sure ? each : { ...each, state: "no" as const }));
    const asked = (more: Partial<NamesDocument>) =>
      look(text, { names: { ...names, mentions, ...more } }).flatMap(({ code, words, places }) =>
        code === "possible-name" ? [[words, places]] : [],
      );
    expect(mentions.filter(({ state }) => state === "no").map((each) => each.text)).toEqual(["Nada", "Nada", "Vuk"]);
    expect(asked({})).toEqual([
      ["Vuk", 1],
      ["Nada", 2],
    ]);
    expect(asked({ entities: names.entities.map((each) => ({ ...each, state: "proposed" })) })).toEqual([]);
  });

  it("asks about a given name that was left beside an erased surname, and about nothing that is no name", () => {
    const text =
      "Okrivljeni Goran [Defendant A] je priznao. Kasnije [Victim A] ode. On je kasnije došao sa [Witness A] Petrom u [Place A] Centar.";
    const beside = ["text possible-name: Goran", "text possible-name: Petrom"];
    expect(lines(look(text))).toEqual(beside);
    expect(lines(look(text, { names: noNames(1) }))).toEqual(beside);
    expect(
      lines(look("Оштетената Цвета [Victim A] и Судијата [Judge A].", { verdict: { ...VERDICT, language: "mk" } })),
    ).toEqual(["text possible-name: Цвета"]);
  });

  it("knows a town beside a placeholder for one", () => {
    const kinds = look("Oštećena [Victim A] Leskovčanka. Svedok [Witness A] Vranje. Otac Goran [Witness B].").map(
      ({ words, kind }) => [words, kind],
    );
    expect(kinds).toEqual([
      ["Leskovčanka", null],
      ["Vranje", "settlement"],
      ["Goran", null],
    ]);
  });

  it("an ordinary word that some form of a name is like does not block; a name without capitals still does", () => {
    const text = "Okrivljeni Goran Radov je priznao. Radov je otišao.";
    const found = look(`${text}\nVideli su se sa radovom, a goran radov je ćutao.`, {
      names: namesOf(text, "confirmed"),
    });
    expect(lines(found).slice(2)).toEqual(["text name: goran radov", "text possible-name: radovom"]);
  });

  it("a surname that is the name of a court's town does not block for ever", () => {
    const text = "Okrivljeni Dragan Petrovac je priznao. Petrovac je došao.";
    const names = namesOf(text, "confirmed");
    const verdict = { ...VERDICT, court: "Osnovni sud u Petrovcu" };
    const inCourt = look(text, { names, verdict }).filter(({ place }) => place.in === "data");
    expect(lines(inCourt)).toEqual(["data possible-name: Petrovcu"]);
  });

  it("says a person, a number and a place that may betray once each while nobody has decided on them", () => {
    const text = "Svedok Petar Mladenov, rođen u selu Donje Leskovce, je došao. Petar Mladenov je otišao.";
    const found = lines(look(text, { names: namesOf(text, "proposed") }));
    expect(found.filter((line) => line.includes("open-person"))).toEqual(["text open-person: Petar Mladenov"]);
    expect(found.some((line) => line.includes("open-quasi"))).toBe(true);
  });

  it("warns of a form that is left of a place that was replaced", () => {
    const text = "Okrivljeni je iz Sremske Kamenice.";
    const names = noNames(2);
    const place = {
      id: "q1",
      kind: "settlement",
      start: 0,
      end: 17,
      text: "Sremskoj Kamenici",
      state: "replace",
    } as const;
    const quasi = [{ ...place, token: { kind: "Place", label: "1" } as const }];
    const application = { revision: 2, units: [], sealed: false, mentions: [], identifiers: [], quasi };
    const found = look(text, { names: { ...names, applications: [application] } });
    expect(lines(found)).toEqual(["text possible-name: Sremske Kamenice"]);
    const typed = look("Poslala je poruku „stizem u sremskoj kamenici“.", {
      names: { ...names, applications: [application] },
    });
    expect(lines(typed)).toEqual(["text possible-name: sremskoj kamenici"]);
    // A court's name tells which place it was, once: many of them would hide where somebody lives.
    const courts = "Viši sud u Sremskoj Kamenici. Tužilaštvo u Sremskoj Kamenici. Policija u Sremskoj Kamenici.";
    const ofCourt = look(courts, { names: { ...names, applications: [application] } });
    expect(lines(ofCourt)).toEqual(["text court-town: Sremskoj Kamenici", "text possible-name: Sremskoj Kamenici"]);
    expect(ofCourt.map(({ places, of }) => [places, of])).toEqual([
      [2, ["[Place 1]"]],
      [undefined, ["[Place 1]"]],
    ]);
    // Its own court's name is in the data, too.
    const own = { ...VERDICT, court: "Osnovni sud u Sremskoj Kamenici" };
    const inData = look("Sud je odlučio.", { verdict: own, names: { ...names, applications: [application] } });
    expect(inData.map(({ code, place, of }) => [code, place, of])).toEqual([
      ["court-town", { in: "data", field: "court" }, ["[Place 1]"]],
    ]);
    // A heading is set with spaces between its letters.
    const nis = { ...application, quasi: quasi.map((each) => ({ ...each, text: "Nišu" })) };
    const heading = look("P R E S U D A\nN I Š", { names: { ...names, applications: [nis] } });
    expect(lines(heading)).toEqual(["text possible-name: N I Š", "data court-town: Nišu"]);
  });

  it("reads what was typed beside a cleared verdict as a new file, for its names are known no more", () => {
    const text = "Sudija Branka Jevtić. Oštećena [Victim A] je svedočila u Loznici.";
    const comments = [
      "Svedok Gordana Nedeljković, majka oštećene Tijane Nedeljković, živi u selu Lipnica.",
      "Da li je Tijana Nedeljković iz hotela „Podrinje“, ul. Cara Dušana 6?",
      // The text says these itself, and is asked about them there.
      "Sudija Branka Jevtić to kaže, a svedoči se u Loznici.",
      "The court finds that [Victim A] was held there. Please check the minutes.",
    ];
    const typed = comments.map((comment) => ({ place: COMMENT, text: comment }));
    const read = findNames(text, { language: "sr", script: "Latn" });
    expect(lines(look(text, { read, typed }))).toEqual([
      "text left-name: Branka Jevtić",
      "comment written-name: Gordana Nedeljković",
      "comment written-name: Tijane Nedeljković",
      "comment written-name: Lipnica",
      "comment written-name: Tijana Nedeljković",
      "comment written-name: hotela „Podrinje“",
      "comment written-name: ul. Cara Dušana 6",
    ]);
    const place: FindingPlace = { in: "translation", language: "en", number: "2" };
    const english = [
      { place, text: "Upon the indictment of the Higher Public Prosecutor’s Office Gordana Nedeljković came." },
    ];
    expect(
      lines(look("Sud je odlučio.", { typed: english, read: findNames("", { language: "sr", script: "Latn" }) })),
    ).toEqual(["translation written-name: Gordana Nedeljković"]);
  });

  it("finds a given name alone, at the beginning of a remark, in small letters, and of whoever others name in full", () => {
    const comments = [
      "Важно за Јелену: пристанак без значаја.",
      "Jelena je tada plakala, to kaže i Ljiljana.",
      "po meni je tijana rekla isto, vidi ¶ 12",
      "Videti: Milovanka Tasić je sve čula.",
      "Tu je i Tasićeva bila. Milovankin iskaz je tačan.",
      "Nada je mala. Vera stranaka. Važno je da sud ceni iskaz. Dobar primer za praksu, besa i shpresa.",
    ];
    const typed = comments.map((comment) => ({ place: COMMENT, text: comment }));
    const read = findNames("", { language: "sr", script: "Latn" });
    expect(lines(look("Sud je odlučio.", { read, typed }))).toEqual(
      ["Јелену", "Jelena", "Ljiljana", "tijana", "Milovanka Tasić", "Tasićeva", "Milovankin"].map(
        (words) => `comment written-name: ${words}`,
      ),
    );
  });

  it("is the same for a long text, which a thread of its own looks over", async () => {
    const text = Array.from({ length: 300 }, (_, i) => `Pasus ${i}. ${NAMED}`).join("\n");
    const input = {
      verdict: VERDICT,
      revision: { number: 1, ...paragraphsOf(text.split("\n")) },
      names: namesOf(text, "confirmed"),
      read: null,
      typed: [],
    };
    const found = await findingsInWorker(input);
    expect(found.length).toBeGreaterThanOrEqual(900);
    expect(found).toEqual(findingsOf(input));
  });
});
