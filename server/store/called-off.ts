import { randomId } from "../../schema/domain/ids.ts";
import type { CalledOffEntry } from "../../schema/protocol/http/rounds.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import { groupBy } from "../../schema/group-by.ts";
import type { RoomRows } from "./rows.ts";
import { TAG_WORDS, tagWords } from "../../schema/rooms/tag-words.ts";

/** What somebody typed into an entry, each with the id that it has in a trace. */
export function typedFields(
  draft: string,
  { root, id, fields }: CalledOffEntry,
): { name: string; text: string; id: string }[] {
  return [...TAG_WORDS, "body", ...(root === "answers" ? ["value"] : [])].flatMap((name) => {
    const text = fields[name];
    return typeof text === "string" && text !== "" ? [{ name, text, id: `${draft}/${id}/${name}` }] : [];
  });
}

const made = (root: string, id: string, fields: CalledOffEntry["fields"]): CalledOffEntry => {
  return { root, id, made: true, fields };
};

/** What somebody coded, as the entries of which unsent work is made: each tag, answer, translation and thread a draft of its own. */
export function draftsOf({ annotations, answers, translations, threads, comments }: RoomRows): {
  id: string;
  /** When it was made; null where that is not known. */
  at: string | null;
  entries: CalledOffEntry[];
}[] {
  const said = groupBy(
    comments.filter(({ deleted }) => deleted === null),
    ({ thread }) => thread,
  );
  return [
    ...annotations
      .filter(({ deleted }) => deleted === null)
      .map(({ id, category, version, anchor, createdAt, ...row }) => ({
        id,
        at: createdAt,
        entries: [
          made("annotations", id, { category, version, anchor: packAnchor(anchor), ...tagWords(row), createdAt }),
        ],
      })),
    ...answers.flatMap(({ question, subject, value, version, note, certainty, evidence }) => {
      // What was taken back, and has nothing beside it, is nothing any more.
      if (value === null && note.trim() === "" && evidence.length === 0) return [];
      const proof = evidence.map(({ id, anchor }) => [`ev/${id}`, anchor ? packAnchor(anchor) : true] as const);
      const fields = {
        ...(value === null ? {} : { value, certainty }),
        // Sent again, it goes beside a note that came since.
        ...(note.trim() === "" ? {} : { note, was: "" }),
        ...(version === null ? {} : { version }),
        ...Object.fromEntries(proof),
      };
      // Nobody makes an answer: it is the fields of a flat root.
      const entry = { root: "answers", id: `${question}/${subject}`, made: false, fields };
      return { id: randomId(), at: null, entries: [entry] };
    }),
    ...translations
      .filter(({ deleted, body }) => deleted === null && body.trim() !== "")
      .map(({ id, anchor, language, body, createdAt }) => ({
        id,
        at: createdAt,
        entries: [made("translations", id, { anchor: packAnchor(anchor), language, body, createdAt })],
      })),
    ...threads.flatMap(({ id, anchor, annotation, createdAt, deleted }) => {
      const comments = said.get(id);
      if (deleted !== null || !comments) return [];
      const on = { ...(anchor ? { anchor: packAnchor(anchor) } : {}), ...(annotation ? { annotation } : {}) };
      return {
        id,
        at: createdAt,
        entries: [
          made("threads", id, { ...on, createdAt }),
          ...comments.map((each) =>
            made("comments", each.id, { thread: id, body: each.body, createdAt: each.createdAt }),
          ),
        ],
      };
    }),
  ];
}
