import { expect, test } from "vitest";
import * as Y from "yjs";
import { replaceErased } from "../../../server/erasure/parted-names.ts";
import { toWanted, wordsOfTerm, type Wanted } from "../../../server/erasure/words.ts";
import { putBetween } from "../../../server/rooms/log/put-between.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const TOKEN = "[Person A]";

/** A sentence that several people write, each under ids of their own, as it lies on the server. */
class Sentence {
  readonly doc = new Y.Doc();
  readonly #copies = new Map<string, Y.Doc>();

  /**
   * Somebody types, letter by letter, behind the first place where `before` stands. As the editor tells of it: a letter before the same one
   * is put behind that.
   */
  type(who: string, before: string, letters: string): this {
    let at = wordsOf(this.doc).toString().indexOf(before) + before.length;
    for (const letter of letters.split("")) {
      this.#do(who, (text) => {
        const now = text.toString();
        let behind = at;
        while (now[behind] === letter) behind++;
        text.insert(behind, letter);
      });
      at++;
    }
    return this;
  }

  /** Takes letters out again. */
  cut(who: string, letters: string): this {
    return this.#do(who, (text) => text.delete(text.toString().indexOf(letters), letters.length));
  }

  #do(who: string, change: (text: Y.XmlText) => void): this {
    const doc = this.#copies.get(who) ?? new Y.Doc();
    doc.clientID = who.charCodeAt(0);
    this.#copies.set(who, doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    change(wordsOf(doc));
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.doc)));
    return this;
  }

  /** What an erasure makes of it, as it is after the server was started anew. */
  erased(wanted: Wanted): string {
    const doc = new Y.Doc();
    Y.applyUpdateV2(doc, Y.encodeStateAsUpdateV2(this.doc));
    const text = wordsOf(doc);
    return replaceErased(text.toString(), wanted, TOKEN, "typed", putBetween(text));
  }
}

function wordsOf(doc: Y.Doc): Y.XmlText {
  const root = doc.getXmlFragment("content");
  const [first] = root.toArray();
  if (first instanceof Y.XmlText) return first;
  const text = new Y.XmlText();
  root.insert(0, [text]);
  return text;
}

const names = (forms: string[], language: "sr" | "sq" | "mk" = "sr"): Wanted => toWanted(wordsOfTerm(forms, language));

const saying = (words: string): Sentence => new Sentence().type("A", "", words);

test("a name into which somebody types goes whole, and what they type stays", () => {
  const forms = names(["Marko Petrović"]);
  const said = (): Sentence => saying("Kaže Marko Petrović juče.");
  expect(said().type("B", "Petr", "od jedne kuće").erased(forms)).toBe(`Kaže ${TOKEN} od jedne kuće juče.`);
  expect(said().type("A", "Petr", "od jedne kuće").erased(forms)).toBe(`Kaže ${TOKEN} od jedne kuće juče.`);
  expect(said().type("B", "Petr", "kojoj").erased(forms)).toBe(`Kaže ${TOKEN} kojoj juče.`);
  expect(said().type("B", "Marko", " kojoj je").erased(forms)).toBe(`Kaže ${TOKEN} kojoj je juče.`);
  expect(said().type("B", "Ma", "x y").type("C", "Petr", "a b").erased(forms)).toBe(`Kaže ${TOKEN} x y a b juče.`);
  expect(said().type("B", "Petr", "od kuće").type("C", "od", " ku").erased(forms)).toBe(
    `Kaže ${TOKEN} od ku kuće juče.`,
  );
  expect(said().type("B", "Petr", "ooo je").erased(forms)).toBe(`Kaže ${TOKEN} ooo je juče.`);
  expect(said().type("B", "Petr", "n ar").erased(forms)).toBe(`Kaže ${TOKEN} n ar juče.`);
  const cyrillic = saying("Каже Марко Петровић јуче.").type("B", "Петр", "од једне куће");
  expect(cyrillic.erased(forms)).toBe(`Каже ${TOKEN} од једне куће јуче.`);
  expect(
    saying("thotë Edlira Bregasi dje")
      .type("B", "Bre", "nga një shtëpi")
      .erased(names(["Edlira Bregasi"], "sq")),
  ).toBe(`thotë ${TOKEN} nga një shtëpi dje`);
  expect(
    saying("вели Јована Стојанова вчера")
      .type("B", "Сто", "од куќа")
      .erased(names(["Јована Стојанова"], "mk")),
  ).toBe(`вели ${TOKEN} од куќа вчера`);
});

test("a name of one word goes from against the letters that are being typed, and one that was mended is a name", () => {
  const forms = names(["Kobrica"]);
  expect(saying("Zvani Kobrica je tu").type("B", "Kobrica", "kojoj").erased(forms)).toBe(`Zvani ${TOKEN}kojoj je tu`);
  expect(saying("Zvani Kobrica").type("B", "Kobrica", "kojoj").erased(forms)).toBe(`Zvani ${TOKEN}kojoj`);
  expect(saying("zvani kobrica je").type("B", "zvani ", "kojoj").erased(forms)).toBe(`zvani kojoj${TOKEN} je`);
  const mended = saying("Zvani Kobica je").type("A", "Kob", "rx").cut("A", "x");
  expect(mended.type("B", "Kobr", "od kuće").erased(forms)).toBe(`Zvani ${TOKEN} od kuće je`);
});

test("words that were no name stay: spread ones, ones of which another was made, and what stands between two", () => {
  const forms = names(["Marko Petrović", "Ana"]);
  for (const words of ["Marko je Petra ović doveo", "Petr od jedne kuće ović", "An je i a bila", "Marko i Petrović"])
    expect(saying(words).erased(names(["Marko Petrović", "Anaa"]))).toBe(words);
  // Another name, and its writer has gone on elsewhere.
  expect(saying("Rekla je Ana juče.").type("B", "An", "dre").type("B", "juče", " ujutru").erased(forms)).toBe(
    "Rekla je Andrea juče ujutru.",
  );
  const between = saying("Marko Petrović juče").type("B", "Marko", ", Nikola i neki").type("B", "juče", " ujutru");
  expect(between.erased(forms)).toBe("Marko, Nikola i neki Petrović juče ujutru");
  // Typed by two, and never side by side.
  expect(
    saying("Petr  juče")
      .type("B", "Petr ", "ović")
      .erased(names(["Petrović"])),
  ).toBe("Petr ović juče");
});

test("nothing but the letters of the name goes, whatever is typed into it", () => {
  const forms = names(["Marko Petrović"]);
  const wordsOnly = (words: string): string => words.replaceAll(" ", "");
  for (const seed of seeds([7, 8, 9])) {
    const random = new Seeded(seed);
    for (let i = 0; i < 20; i++) {
      const name = random.pick(["Марко Петровић", "Marko Petrović"]);
      const before = random.pick(["sud kaže da je ", "", "(", "juče, "]);
      const after = random.pick([" doveden.", "", ", i tako", ") bio"]);
      const sentence = saying(before + name + after);
      // What stands between the words around the name as it is typed, the letters of the name by themselves.
      const letters = name.split("").map((letter) => ({ letter, isTyped: false }));
      // Anywhere in it, or two people in a word each.
      const places = random.chance(50)
        ? [1 + random.below(name.length - 2)]
        : [name.length - 1 - random.below(6), 1 + random.below(4)];
      for (const [i, at] of places.entries()) {
        const words = random.pick(["od jedne kuće", "kojoj", " prodato rr ", "у којој и", "vom oko", ", q", "оков т"]);
        const now = letters.map(({ letter }) => letter).join("");
        sentence.type(i === 0 ? "B" : "C", before + now.slice(0, at), words);
        letters.splice(at, 0, ...words.split("").map((letter) => ({ letter, isTyped: true })));
      }
      const was = wordsOf(sentence.doc).toString();
      const typed = letters.map(({ letter, isTyped }) => (isTyped ? letter : "")).join("");
      const is = sentence.erased(forms);
      expect(is.indexOf(TOKEN), `SEED=${seed} ${was}`).toBe(before.length);
      expect(wordsOnly(is.replace(TOKEN, "")), `SEED=${seed} ${was}`).toBe(wordsOnly(before + typed + after));
    }
  }
});

test("nothing that was typed goes in a sentence that several write and take out of again", () => {
  const forms = names(["Marko Petrović", "Ana", "Petrović"]);
  const kept = (words: string): string => words.replaceAll(TOKEN, "").replace(/[^xyw]/g, "");
  for (const seed of seeds([3, 4, 5])) {
    const random = new Seeded(seed);
    for (let i = 0; i < 20; i++) {
      const sentence = saying("Kaže Marko Petrović, pa Ana, i Petrović.");
      const text = wordsOf(sentence.doc);
      for (let n = 0; n < 8; n++) {
        const now = text.toString();
        const at = random.below(now.length);
        if (random.chance(25)) sentence.cut(random.pick(["B", "C"]), now.slice(at, at + 1 + random.below(6)));
        else
          sentence.type(
            random.pick(["A", "B", "C"]),
            now.slice(0, at),
            random.pick(["xx y", "x", " w yx ", "Ana x", "Petr", "ović", " ", "Marko x", "an", "a"]),
          );
      }
      const was = text.toString();
      expect(kept(sentence.erased(forms)), `SEED=${seed} ${was}`).toBe(kept(was));
    }
  }
});
