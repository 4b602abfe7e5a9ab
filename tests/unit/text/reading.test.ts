import { describe, expect, test } from "vitest";
import { citation, formatCitation } from "../../../schema/text/citation.ts";
import { isNormalText, normaliseText } from "../../../schema/text/normalise.ts";
import { context, quote } from "../../../schema/text/quote.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { snapToSentence, snapToWords } from "../../../schema/text/snap.ts";
import { TOKEN_KINDS, findTokens, formatToken, isToken, parseToken } from "../../../schema/text/token.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";

/** Where a piece of text stands, its n-th time. */
function at(text: string, part: string, nth = 1): Range {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(part, start + 1);
  return { start, end: start + part.length };
}

const shown = (text: string, range: Range | null): string | null => range && text.slice(range.start, range.end);

describe("normaliseText", () => {
  test("leaves NFC, LF and tabs, and nothing that a page or a file cannot carry", () => {
    expect(normaliseText("a\r\nb\rc\u2028d\u000ce\u0000\u0007\tf\ufeff")).toBe("a\nb\nc\nd\ne\tf");
    expect(normaliseText("c\u030c e\u0308")).toBe("č ë");
    expect(normaliseText("x\ud835y\udc9cz 𝒜")).toBe("x\ufffdy\ufffdz 𝒜");
    expect(isNormalText("š 𝒜\n\t")).toBe(true);
    expect(isNormalText("s\u030c")).toBe(false);
  });
});

describe("snapping to words", () => {
  const text = "Sud je, dana 12.03.2020. godine,\nodlučio: [Victim A] d’Arc 𝒜.";
  test("takes half words whole and leaves white space out", () => {
    expect(shown(text, snapToWords(text, { start: 1, end: 5 }))).toBe("Sud je");
    expect(shown(text, snapToWords(text, { start: 3, end: 8 }))).toBe("je,");
    expect(shown(text, snapToWords(text, at(text, "03")))).toBe("12.03.2020");
    expect(shown(text, snapToWords(text, at(text, "ctim")))).toBe("[Victim A]");
    expect(shown(text, snapToWords(text, at(text, "Arc")))).toBe("d’Arc");
    expect(shown(text, snapToWords(text, at(text, "\udc9c")))).toBe("𝒜");
  });

  test("of white space alone is nothing", () => {
    expect(snapToWords(text, { start: 3, end: 4 })).toBeNull();
    expect(snapToWords(text, { start: 5, end: 5 })).toBeNull();
  });
});

describe("snapping to sentences", () => {
  const sentence = (text: string, part: string): string | null =>
    shown(text, snapToSentence(text, revisionOf(text).blocks, at(text, part)));

  test("takes the sentences that the selection touches, within its blocks", () => {
    const text = "Prva rečenica. Druga je ovo! Treća.\nNovi pasus.";
    expect(sentence(text, "je")).toBe("Druga je ovo!");
    expect(sentence(text, "ica. Dr")).toBe("Prva rečenica. Druga je ovo!");
    expect(sentence(text, "eća.\nNo")).toBe("Treća.\nNovi pasus.");
    expect(sentence(text, "Prva")).toBe("Prva rečenica.");
  });

  test.each([
    "Po čl. 388. st. 1. Krivičnog zakonika i br. KP 4. Viši sud je cenio.",
    "Dana 12.03.2020. Sud je odlučio.",
    "Сходно чл. 388. КЗ и бр. К. 12 г. Скопје, суд.",
    "Sipas nenit 110/a pg. 2 dhe nr. Vendimi 12, znj. Hoxha deklaroi.",
    "Svedok M. M. Petrović je rekao.",
    "Prema tački II. Izreke je odlučeno.",
    "Rekao je: „Ne znam…” i otišao.",
    "Ovo je (v. Sl. glasnik RS) tačno.",
    "Према решењу Кпп. По1 12/21 и Ktž. Niš.",
  ])("does not end one after an abbreviation, initial, date or number: %s", (text) => {
    expect(sentence(`Pre toga. ${text} Posle toga.`, text.slice(4, 6))).toBe(text);
  });

  test("ends one after its closing quote", () => {
    expect(sentence("Rekla je: „Ne.“ Onda je otišla.", "Onda")).toBe("Onda je otišla.");
    expect(sentence("Rekla je „ne”. Onda je otišla (kući). Kraj.", "Onda")).toBe("Onda je otišla (kući).");
  });
});

describe("quotes", () => {
  const revision = revisionOf("Prvi 𝒜 pasus.\nDrugi pasus.");
  test("join the parts of a discontinuous passage and show a block's end as a space or a line", () => {
    const ranges = [at(revision.text, "Prvi"), at(revision.text, "pasus.\nDrugi")];
    expect(quote(revision, ranges)).toBe("Prvi […] pasus. Drugi");
    expect(quote(revision, ranges, "newline")).toBe("Prvi […] pasus.\nDrugi");
    // What ends the sentence stands right behind the cut.
    expect(quote(revision, [at(revision.text, "Prvi"), { start: 13, end: 14 }])).toBe("Prvi […].");
    expect(quote(revision, [])).toBe("");
  });

  test("come with what stands before and after, no pair split", () => {
    expect(context(revision, [at(revision.text, "pasus")], 2)).toEqual({ before: " ", after: ". " });
    expect(context(revision, [at(revision.text, "Prvi"), at(revision.text, "Drugi")], 100)).toEqual({
      before: "",
      after: " pasus.",
    });
  });
});

describe("citations", () => {
  const text = "Naslov\nPasus jedan.\nPasus dva.\nPasus tri.\nstavka\nOpet jedan.";
  const printed = revisionOf(text, [
    { kind: "heading", printed: "II", section: "reasoning", page: 14 },
    { printed: "41.", section: "reasoning", page: 14 },
    { printed: "42.", section: "reasoning", page: 14 },
    { printed: null, section: "reasoning", page: 15 },
    { kind: "list-item", printed: "7", section: "reasoning", page: 15 },
    { printed: "7.", section: "operative", page: 16 },
  ]);
  const cite = (part: string, language: Parameters<typeof formatCitation>[1] = "en"): string =>
    formatCitation(citation(printed, [at(text, part)]), language);

  test("say Coram's number, which the text shows, then page and section", () => {
    expect(cite("jedan")).toBe("para. 2 (no. 41), p. 14, reasoning");
    expect(cite("jedan", "sr-Latn")).toBe("par. 2 (br. 41), str. 14, obrazloženje");
    expect(cite("jedan", "sr-Cyrl")).toBe("пар. 2 (бр. 41), стр. 14, образложење");
    expect(cite("jedan", "mk")).toBe("пар. 2 (бр. 41), стр. 14, образложение");
    expect(cite("jedan", "sq")).toBe("par. 2 (nr. 41), f. 14, arsyetimi");
    expect(cite("Naslov")).toBe("para. 1, p. 14, reasoning");
    expect(cite("jedan.\nPasus dva")).toBe("paras. 2–3 (nos. 41–42), p. 14, reasoning");
    expect(cite("dva.\nPasus tri")).toBe("paras. 3–4, pp. 14–15, reasoning");
  });

  test("never call the number of a count or a ground that the court printed a paragraph", () => {
    expect(cite("stavka")).toBe("para. 5 (no. 7), p. 15, reasoning");
    expect(cite("Opet")).toBe("para. 6 (no. 7), p. 16, operative part");
  });

  test("leave out what is not known, and list numbers that do not follow each other", () => {
    const plain = revisionOf("a\nb\nc");
    expect(formatCitation(citation(plain, [{ start: 2, end: 3 }]), "en")).toBe("para. 2");
    const apart = [
      { start: 0, end: 1 },
      { start: 4, end: 5 },
    ];
    expect(formatCitation(citation(plain, apart), "en")).toBe("paras. 1, 3");
  });
});

describe("typed tokens", () => {
  test("of every kind are read back as they were written, and nothing else is one", () => {
    for (const kind of TOKEN_KINDS) {
      expect(parseToken(formatToken(kind, "A"))).toEqual({ kind, label: "A" });
      expect(parseToken(formatToken(kind, 12))).toEqual({ kind, label: "12" });
    }
    for (const text of [
      "[Victim]",
      "[victim A]",
      "[Victim a]",
      "Victim A",
      "[Victim A] ",
      "[Clerk A]",
      "[Victim 12345]",
    ])
      expect(isToken(text)).toBe(false);
    expect(() => formatToken("Victim", "Goran")).toThrow(RangeError);
  });

  test("are found in a text with their places", () => {
    expect(findTokens("za [Victim A] i [Date of birth 2]")).toEqual([
      { start: 3, end: 13, token: "[Victim A]" },
      { start: 16, end: 33, token: "[Date of birth 2]" },
    ]);
  });
});
