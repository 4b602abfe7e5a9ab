import { z } from "zod";
import type { Localised, UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { toCyrillic } from "../../schema/language/script.ts";

/** Texts of one language for a methodology, as their writers give them. */
export const MethodologyTexts = z.object({
  language: z.enum(["en", "sr-Latn", "mk", "sq"]),
  categories: z.record(
    z.string(),
    z.object({
      definition: z.string().optional(),
      include: z.array(z.string()).optional(),
      exclude: z.array(z.string()).optional(),
      example: z.string().optional(),
    }),
  ),
  /** By `<output>/<section>`. */
  sections: z.record(z.string(), z.object({ prompt: z.string() })),
  /** Of labels that are there; paths of the interface's strings are passed over. */
  corrections: z.array(z.object({ path: z.string(), from: z.string(), to: z.string() })),
});
export type MethodologyTexts = z.infer<typeof MethodologyTexts>;

const CODE = /(\b[A-MX]\d\b)/;
/** In the other script, codes of categories as they are: they are Latin in every language. */
const cyrillic = (text: string): string =>
  text
    .split(CODE)
    .map((part, at) => (at % 2 === 1 ? part : toCyrillic(part)))
    .join("");

/** Writes texts into a content; Serbian in both scripts. A correction is made where the words that it names stand. */
export function applyTexts(content: MethodologyContent, texts: MethodologyTexts): void {
  const { language } = texts;
  const put = <T extends string | string[]>(all: Partial<Record<UiLanguage, T>>, text: T | undefined): void => {
    if (text === undefined) return;
    all[language] = text;
    if (language === "sr-Latn") all["sr-Cyrl"] = (typeof text === "string" ? cyrillic(text) : text.map(cyrillic)) as T;
  };
  for (const category of content.categories) {
    const own = texts.categories[category.id];
    if (!own) continue;
    put(category.definition, own.definition);
    put(category.include, own.include);
    put(category.exclude, own.exclude);
    put(category.example, own.example);
  }
  for (const { id, sections } of content.outputs)
    for (const section of sections) put(section.prompt, texts.sections[`${id}/${section.id}`]?.prompt);
  for (const { path, from, to } of texts.corrections) {
    const text = textAt(content, path.split("/"));
    if (text?.[language] === from) put(text, to);
  }
}

/** The text that a path names: `questions/<id>/choices/<choice>`, `outputs/<id>/<section>/title`, `categories/<id>/label`, … */
function textAt(content: MethodologyContent, [root, id, ...rest]: string[]): Localised | undefined {
  const field = rest.at(-1) ?? "";
  const of = (thing: object | undefined): Localised | undefined => thing?.[field as keyof typeof thing];
  if (root === "categories") return of(content.categories.find((each) => each.id === id));
  if (root === "groups") return of(content.groups.find((each) => each.id === id));
  if (root === "questions") {
    const question = content.questions.find((each) => each.id === id);
    return rest[0] === "choices" ? question?.choices?.find((each) => each.id === rest[1])?.label : of(question);
  }
  if (root !== "outputs") return undefined;
  const output = content.outputs.find((each) => each.id === id);
  return rest.length === 1 ? of(output) : of(output?.sections.find((each) => each.id === rest.at(-2)));
}
