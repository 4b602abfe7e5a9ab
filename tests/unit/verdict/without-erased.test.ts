import { expect, test } from "vitest";
import { TypedOver } from "../../../client/reader/erased/typed-over.ts";

function typedWithoutErased(was: string, now: string, typed: string): string {
  const own = new TypedOver(was);
  own.type(typed);
  return own.follow(now);
}

const WAS = "svedoka Nikole Živkovića je sud saslušao";
const NOW = "svedoka [Witness 2] je sud saslušao";

test("what was written beside an erased name stays, before, behind and after it", () => {
  const typed = (words: string): string => typedWithoutErased(WAS, NOW, words);
  expect(typed(`${WAS} iz mesta`)).toBe(`${NOW} iz mesta`);
  expect(typed(`Tada ${WAS}`)).toBe(`Tada ${NOW}`);
  expect(typed("svedoka starog Nikole Živkovića je sud dva puta saslušao")).toBe(
    "svedoka starog [Witness 2] je sud dva puta saslušao",
  );
});

test("forms of an erased name go from what was written over it, and from what was added", () => {
  const typed = (words: string): string => typedWithoutErased(WAS, NOW, words);
  expect(typed("svedoku Nikoli Živkoviću je sud verovao")).toBe("svedoku [Witness 2] je sud verovao");
  expect(typed(`${WAS}, a Никола је отишао`)).toBe(`${NOW}, a [Witness 2] је отишао`);
});

test("words that only begin as a short one are no forms of it", () => {
  expect(typedWithoutErased("je Ana", "je [Victim A]", "Jedan je Ane i Petar")).toBe("Jedan je [Victim A] i Petar");
});

test("letters that were put into an erased name go with it", () => {
  const typed = (word: string): string =>
    typedWithoutErased("Nišu, Leskovcu i Aleksincu", "Nišu, [Place 3] i Aleksincu", `Nišu, ${word} i Aleksincu`);
  for (const word of ["Leskxxovcu", "Lesk ovcu", "eskovcu", "Lskovcu", "Leskovac"])
    expect(typed(word)).toBe("Nišu, [Place 3] i Aleksincu");
  // Before it and behind it they may be the beginning of a word that is being typed.
  expect(typed("xxLeskovcu")).toBe("Nišu, xx[Place 3] i Aleksincu");
  expect(typed("Leskovcuxx")).toBe("Nišu, [Place 3]xx i Aleksincu");
});

test("ordinary words that only begin like an erased name are none", () => {
  expect(typedWithoutErased("oficerin Gent Kola", "oficerin [Witness 6]", "oficerin Gent Kola dhe kolegun e tij")).toBe(
    "oficerin [Witness 6] dhe kolegun e tij",
  );
});

test("pieces of a name into which a space was put go with it, however short", () => {
  const [was, now] = ["marke „Opel Astra”, teško obolelom", "marke „[Plate 3]”, [Person 2]"];
  expect(typedWithoutErased(was, now, "marke „Op el Astra”, teško obolelom")).toBe(now);
  expect(typedWithoutErased(was, now, "marke „O pel As tra”, teš ko obolelom")).toBe(now);
  expect(typedWithoutErased(was, now, "marke „Opel Astra”, te ško obo lelom")).toBe(now);
  expect(typedWithoutErased(was, now, "vozila „Opel Astra”, ženi")).toBe("vozila „[Plate 3]”, ženi");
});

test("pieces of a small word that was erased with a name go with it, too", () => {
  const [was, now] = ["sastavljenom od sudije i potrebne", "sastavljenom [Person 72] i potrebne"];
  expect(typedWithoutErased(was, now, "sastavljenom o d sudije i potrebne")).toBe(now);
  expect(typedWithoutErased(was, now, "sastavljenom od novog i potrebne")).toBe("sastavljenom od novog i potrebne");
});

test("what was written without the name stays as it is", () => {
  expect(typedWithoutErased(WAS, NOW, "ovog čoveka")).toBe("ovog čoveka");
  expect(typedWithoutErased(WAS, NOW, "")).toBe("");
  expect(typedWithoutErased(WAS, WAS, `${WAS}.`)).toBe(`${WAS}.`);
});

test("small words that were erased with a name are no names", () => {
  const [was, now] = ["Radila je sa Markom u Nišu.", "Radila je [Defendant A]."];
  expect(typedWithoutErased(was, now, "Radila je, u kući, sa Markom u Nišu.")).toBe(
    "Radila je, u kući, [Defendant A].",
  );
  expect(typedWithoutErased(was, now, "Radila je sa njim u kući.")).toBe("Radila je sa njim u kući.");
  expect(typedWithoutErased("Svedok M. P.", "Svedok [Witness A].", "Svedok je M. P.")).not.toMatch(/[MP]/u);
});
