import type { CategoryId, MemberId, QuestionId } from "../../../../schema/domain/ids.ts";
import type { TouchedField } from "../../../../schema/protocol/http/methodology.ts";
import type { DraftRoot } from "../../../../schema/rooms/draft/draft-room.ts";
import { formatWhen } from "../../../i18n/t.ts";
import type { DraftModel } from "../draft-model.ts";

/** Of what is changed. */
export type Changed = { category: CategoryId } | { question: QuestionId };

/** Who wrote any of these fields of it last, and when, in words; `made`: who made it. "" where that is not known. */
export type ChangeAuthors = (of: Changed, fields: readonly string[] | "made") => string;

/** `touched`: what the server knows, for time; of texts that were written before it noted that, the document knows who. */
export function changeAuthors(model: DraftModel, touched: readonly TouchedField[]): ChangeAuthors {
  const places = new Map<string, TouchedField[]>();
  for (const each of touched) {
    const key = `${each.root}/${each.entry}`;
    places.set(key, [...(places.get(key) ?? []), each]);
  }
  const nameOf = (member: MemberId | undefined): string => (member && model.members.get(member)?.name) ?? "";
  return (of, fields) => {
    const { root, entry, own } = entryOf(model, of);
    const isOf = ({ field }: TouchedField): boolean => (fields === "made" ? field === "" : fields.includes(field));
    const known = [
      ...(places.get(`${root}/${entry}`) ?? []).filter(isOf),
      // Choices are entries of their own, told of as texts of their question.
      ...own
        .flatMap((choice) => places.get(`choices/${choice}`) ?? [])
        .filter(({ field }) => isChoiceOf(field, fields)),
    ];
    const last = known.toSorted((a, b) => b.at.localeCompare(a.at))[0];
    if (last) return [nameOf(last.by), formatWhen(last.at)].filter(Boolean).join(", ");
    if (fields !== "made" && !fields.every((field) => field.includes(":"))) return "";
    const written = fields === "made" ? ["createdAt"] : fields;
    return written.map((field) => nameOf(model.lastWriterOf(root, entry, field))).find((name) => name !== "") ?? "";
  };
}

function entryOf({ state }: DraftModel, of: Changed): { root: DraftRoot; entry: string; own: readonly string[] } {
  if ("category" in of) {
    const entry = state.categories.find(({ id }) => id === of.category)?.entry ?? "";
    return { root: "categories", entry, own: [] };
  }
  const entry = state.questions.find(({ id }) => id === of.question)?.entry ?? "";
  const own = state.choices.flatMap((choice) => (choice.question === of.question ? choice.entry : []));
  return { root: "questions", entry, own };
}

function isChoiceOf(field: string, fields: readonly string[] | "made"): boolean {
  return (
    fields !== "made" &&
    fields.some((each) => each.startsWith("choices:") && (field === "" || field === each.replace("choices:", "label:")))
  );
}
