import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Fields whose words are safe by another way, each with the way. */
const OTHERWISE: Record<string, string> = {
  "client/methodology/draft/words/coram-wording.ts": "written into the draft's room while one types",
  "client/admin/coram-import-page.ts": "asks before it is left; the text has names that no device may keep",
  "client/admin/coram-invite-list.ts":
    "holds what was begun itself, with the answers; addresses of people are kept on no device",
  "client/admin/house/house-forms.ts": "its form keeps all its fields (keepForm)",
  "client/outputs/approval/coram-approval-points.ts": "its form keeps all its fields (keepForm)",
  "client/outputs/approval/coram-open-again.ts": "its form keeps all its fields (keepForm)",
  "client/outputs/tables/coram-table-rows.ts": "its form keeps all its fields (keepForm)",
  "client/discussion/coram-comment-box.ts": "is the box that keeps them, under its draftKey",
  "client/elements/input/coram-held-words.ts": "keeps each letter as the draft that it is given",
  "client/verdict/translation/coram-alignment.ts": "its dialog holds the rows",
  "client/verdict/translation/coram-translation-dialog.ts": "holds what was begun itself, with the rows",
  "client/erasure/coram-erase-words.ts": "names that are to be gone are kept nowhere",
  "client/workshops/votes/question-fields.ts":
    "keeps them where it is asked at once (keepWords, given by whoever draws it); the page of a plan asks before it is left",
  "client/app/coram-sign-in-page.ts":
    "shows somebody whose access ended what was not sent, to copy; no device may keep it for them",
};

const sources = globSync("client/**/*.ts").map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** From a tag's name to where its attributes end. */
function openings(text: string, name: string): string[] {
  return text
    .split(new RegExp(`<${name}(?=[\\s>])`))
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(`</${name}>`)));
}

test("a field for more than a word keeps what is typed into it, or says how else it does", () => {
  const forgetful = sources.flatMap(({ file, text }) =>
    openings(text, "textarea")
      .filter((field) => !/keep(?:Words|InRoom)\(/u.test(field) && !field.includes('aria-readonly="true"'))
      .map(() => file),
  );
  expect([...new Set(forgetful)].toSorted()).toEqual(Object.keys(OTHERWISE).toSorted());
});

test("every comment box has a key under which its words are kept", () => {
  const forgetful = sources.flatMap(({ file, text }) =>
    openings(text, "coram-comment-box").some((box) => !box.includes(".draftKey=")) ? [file] : [],
  );
  expect(forgetful).toEqual([]);
});

test("whoever keeps the words for an act lets go of them when they are sent", () => {
  const keeping = sources.filter(({ text }) => text.includes("${keepWords("));
  // Of these, their page sends them.
  const sentBy: Record<string, string> = {
    "client/reconcile/ruling/amend-views.ts": "client/reconcile/ruling/ruling-controller.ts",
    "client/reconcile/ruling/coram-ruling.ts": "client/reconcile/ruling/ruling-controller.ts",
    "client/verdict/cards/coram-edit-panel.ts": "client/verdict/page/dialogs/coram-edit-dialog.ts",
    "client/verdict/categories/picker-views.ts": "client/verdict/categories/coram-picker.ts",
    "client/prepare/names/walk/coram-names-walk.ts": "client/prepare/names/names-rewriting.ts",
    "client/prepare/names/coram-names-rewrite.ts": "client/prepare/names/names-rewriting.ts",
    "client/outputs/discussion/begun-views.ts": "client/outputs/discussion/coram-output-threads.ts",
  };
  const sends = (file: string): boolean =>
    /wordsSent\(|noteTyped\(\{ kind: "act"/.test(sources.find((each) => each.file === file)?.text ?? "");
  expect(keeping.length).toBeGreaterThan(10);
  expect(keeping.map(({ file }) => sentBy[file] ?? file).filter((file) => !sends(file))).toEqual([]);
});
