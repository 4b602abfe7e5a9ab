import type { ContentProblem } from "../../../../schema/domain/methodology/content-problems.ts";
import { localise } from "../../../../schema/domain/language.ts";
import type { MethodologyContent } from "../../../../schema/domain/methodology/methodology.ts";
import { language, t, translateCode } from "../../../i18n/t.ts";

declare global {
  interface HTMLElementEventMap {
    /** A problem's place is to be shown. */
    "coram-draft-place": CustomEvent<DraftPlace>;
  }
}

/** What keeps a draft from being frozen, in one sentence. */
export function problemWords({ code, root, id, other }: ContentProblem, content: MethodologyContent): string {
  const values = { name: nameOf(content, root, id), other: other === null ? "" : nameOf(content, root, other) };
  return translateCode(`methodology.problem-${code}`, values) ?? "";
}

/** A part of the draft, and the key of what stands there. */
export interface DraftPlace {
  root: "categories" | "questions" | "outputs";
  id: string;
  /** What is said of it there. */
  thread?: string | null;
  /** The key of the box there that has words of one's own. */
  box?: string | null;
}

/** Where the place of a problem is opened, and the key that it has there. */
export function placeOf({ root, id }: ContentProblem): DraftPlace | null {
  if (root === "categories") return { root, id };
  if (root === "about" || root === "outputs" || root === "sections") return { root: "outputs", id };
  if (root === "questions" || root === "groups") return { root: "questions", id };
  return root === "choices" ? { root: "questions", id: id.split("/")[0] ?? id } : null;
}

function nameOf(content: MethodologyContent, root: ContentProblem["root"], id: string): string {
  const lang = language();
  const unnamed = (label: string): string => label || t("methodology.unnamed");
  const category = content.categories.find((each) => each.id === id);
  if (root === "categories") return category ? `${category.code} ${unnamed(localise(category.label, lang))}` : id;
  const key = root === "choices" ? id.split("/")[0] : id;
  const question = content.questions.find((each) => each.id === key);
  if (question) return unnamed(localise(question.label, lang));
  if (root === "about") return t("handbook.title");
  const [output, section] = id.split("/");
  const template = content.outputs.find((each) => each.id === output);
  const part = template?.sections.find((each) => each.id === section);
  if (template) return unnamed(localise((part ?? template).title, lang));
  const group = content.groups.find((each) => each.id === id);
  if (group) return unnamed(localise(group.label, lang));
  return unnamed("");
}
