import { LitElement, html } from "lit";
import { afterEach, describe, expect, it } from "vitest";
import { en } from "../../../../client/i18n/en.ts";
import { mk } from "../../../../client/i18n/mk.ts";
import { srCyrl } from "../../../../client/i18n/sr-cyrl.ts";
import { srLatn } from "../../../../client/i18n/sr-latn.ts";
import { sq } from "../../../../client/i18n/sq.ts";
import type { Message } from "../../../../client/i18n/message.ts";
import {
  Localised,
  formatDate,
  formatList,
  formatNumber,
  formatWhen,
  language,
  setLanguage,
  t,
  translateCode,
} from "../../../../client/i18n/t.ts";
import { IMPORT_WARNINGS } from "../../../../schema/protocol/http/imports.ts";
import { PROBLEM_CODES } from "../../../../schema/protocol/http/problem.ts";

afterEach(() => setLanguage("en"));

const forms = (message: Message): string[] =>
  typeof message === "string" ? [message] : (Object.values(message as object) as string[]);
const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe("t", () => {
  it("takes the plural form of the language: Serbian 1, 2 and 5, also in the twenties and not in the teens", async () => {
    for (const script of ["sr-Latn", "sr-Cyrl"] as const) {
      await setLanguage(script);
      const said = [1, 2, 5, 11, 21, 22, 25, 111].map((count) => t("rounds.tags", { count }));
      const latin = [
        "1 oznaka",
        "2 oznake",
        "5 oznaka",
        "11 oznaka",
        "21 oznaka",
        "22 oznake",
        "25 oznaka",
        "111 oznaka",
      ];
      const cyrillic = [
        "1 ознака",
        "2 ознаке",
        "5 ознака",
        "11 ознака",
        "21 ознака",
        "22 ознаке",
        "25 ознака",
        "111 ознака",
      ];
      expect(said).toEqual(script === "sr-Latn" ? latin : cyrillic);
    }
  });

  it("takes the plural form of the language: Macedonian 21 as 1, 11 not", async () => {
    await setLanguage("mk");
    const said = [1, 2, 11, 21, 31].map((count) => t("network.verdict-count", { count }));
    expect(said).toEqual(["1 пресуда", "2 пресуди", "11 пресуди", "21 пресуда", "31 пресуда"]);
  });

  it("takes the plural form of the language: Albanian and English know only one and more", async () => {
    await setLanguage("sq");
    expect([0, 1, 2, 21].map((count) => t("network.verdict-count", { count }))).toEqual([
      "0 vendime",
      "1 vendim",
      "2 vendime",
      "21 vendime",
    ]);
    await setLanguage("en");
    expect([0, 1, 2, 21].map((count) => t("rounds.tags", { count }))).toEqual(["0 tags", "1 tag", "2 tags", "21 tags"]);
  });

  it("keeps names, formats and placeholders in Latin letters where Serbian is written in Cyrillic", async () => {
    await setLanguage("sr-Cyrl");
    expect(t("shell.offline")).toMatch(/^Нема везе са сервером\. Coram сам/);
    expect(t("import.formats")).toMatch(/^DOCX, ODT, RTF, PDF, HTML или TXT.*Скенови \(PDF, PNG, JPEG, TIFF\)/);
    expect(t("people.guest-do", { name: "Vera Rossi" })).toBe("Отвори као Vera Rossi");
  });

  it("writes numbers and dates as the language does", async () => {
    await setLanguage("sr-Latn");
    expect(formatNumber(18300)).toBe("18.300");
    expect(formatDate("2026-03-12")).toBe("12. marta 2026.");
    await setLanguage("mk");
    expect(formatNumber(18300)).toBe("18.300");
    expect(formatDate("2026-03-12")).toBe("12 март 2026");
    expect(formatList(["а", "б", "в"])).toBe("а, б и в");
    expect(formatWhen("2026-03-11T10:00:00", new Date("2026-03-12T09:00:00"))).toBe("вчера");
    await setLanguage("sq");
    expect(formatNumber(18300)).toBe("18\u00a0300");
    expect(formatDate("2026-03-12")).toBe("12 mars 2026");
    expect(formatList(["a", "b", "c"])).toBe("a, b dhe c");
    expect(formatWhen("2026-03-09T10:00:00", new Date("2026-03-12T09:00:00"))).toBe("3 ditë më parë");
    expect(formatWhen("2025-11-09T10:00:00", new Date("2026-03-12T09:00:00"))).toBe("9 nëntor 2025");
    await setLanguage("en");
    expect(formatNumber(18300)).toBe("18,300");
    expect(formatDate("2026-03-12")).toBe("12 March 2026");
  });
});

describe("dictionaries", () => {
  const others = { "sr-Latn": srLatn, "sr-Cyrl": srCyrl, mk, sq };
  for (const [name, dictionary] of Object.entries(others)) {
    it(`${name} uses no placeholder that English has not, and leaves none out`, () => {
      const wrong = Object.entries(dictionary).filter(([key, message]) => {
        const english = holes(forms(en[key as keyof typeof en]).join(" ")).join();
        return holes(forms(message).join(" ")).join() !== english;
      });
      expect(wrong).toEqual([]);
    });

    it(`${name} has every sentence of the shell, the network, people, import, export and problems`, () => {
      const areas = /^(shell|word|people|network|import|exports|problem)\./;
      const missing = Object.keys(en).filter((key) => areas.test(key) && !Object.hasOwn(dictionary, key));
      expect(missing).toEqual([]);
    });
  }

  it("say what to do about every problem and every warning of the importer", () => {
    const keys = [
      ...PROBLEM_CODES.map((code) => `problem.${code}`),
      ...IMPORT_WARNINGS.map((code) => `import.warning.${code}`),
    ];
    expect(keys.filter((key) => translateCode(key, {}) === null)).toEqual([]);
  });
});

describe("setLanguage", () => {
  class LocalisedProbe extends LitElement {
    constructor() {
      super();
      new Localised(this);
    }
    protected override render() {
      return html`${t("shell.members")}`;
    }
  }
  customElements.define("localised-probe", LocalisedProbe);

  it("renders what is on the page again, without a reload, and names the language in <html lang>", async () => {
    const probe = document.createElement("localised-probe") as LocalisedProbe;
    document.body.replaceChildren(probe);
    await probe.updateComplete;
    expect(probe.shadowRoot?.textContent).toBe("Members");
    await setLanguage("sq");
    await probe.updateComplete;
    expect(probe.shadowRoot?.textContent).toBe("Anëtarët");
    expect([document.documentElement.lang, language()]).toEqual(["sq", "sq"]);
  });
});
