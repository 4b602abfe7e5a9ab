import type { VerdictLanguage } from "../../domain/language.ts";

/** Words whose forms no ending tells, folded; one group a word. */
const GROUPS: Readonly<Record<VerdictLanguage, readonly string[]>> = {
  sr: [
    "dete deteta detetu detetom deca dece deci decu decom dijete djeteta djetetu djetetom djeca djece djeci djecu djecom",
    "covek coveka coveku covekom covece ljudi ljude ljudima",
    "brat brata bratu bratom brate braca brace braci bracu bracom",
    "sudija sudije sudiji sudiju sudijo sudijom sudijama",
    "otac oca ocu ocem oce ocevi oceva ocevima",
  ],
  mk: [
    "dete deteto deca decata decinja decinjata",
    "covek covekot coveka lugje lugjeto lugjevo",
    "brat bratot brata brakja brakjata",
    "sudija sudijata sudijo sudii sudiite",
    // Дека, which is no form of what ends in -ц.
    "deka",
  ],
  sq: [
    "femije femija femijes femijen femijet femijeve",
    "njeri njeriu njeriut njeriun njerez njerezit njerezve njerezish",
    "grua gruaja gruas gruan gruaje gra grate grave",
    "djale djali djalit djalin djem djemte djemve",
    "vella vellai vellait vellain vellezer vellezerit vellezerve",
  ],
  en: ["child children childs childrens", "woman women womans womens", "person persons people peoples"],
};

const known = new Map<VerdictLanguage, ReadonlyMap<string, readonly string[]>>();

/** All forms of a folded word that has irregular ones, the same list for each of them. */
export function irregularForms(folded: string, language: VerdictLanguage): readonly string[] | undefined {
  let forms = known.get(language);
  if (!forms) {
    forms = new Map(
      GROUPS[language].flatMap((written) => {
        const group = written.split(" ");
        return group.map((form) => [form, group] as const);
      }),
    );
    known.set(language, forms);
  }
  return forms.get(folded);
}
