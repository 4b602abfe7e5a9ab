import { describe, expect, test } from "vitest";
import { isBlocking } from "../../../schema/domain/clearing.ts";
import { newId, RemovedTranslationId, VerdictId } from "../../../schema/domain/ids.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { toCyrillic } from "../../../schema/language/script.ts";
import { findingsOf } from "../../../server/privacy/clearing/clearing.ts";
import { findNames } from "../../../server/privacy/find/find.ts";
import { afterApplication, planNames, unitsOf } from "../../../server/privacy/names/names-apply.ts";
import type { NamesDocument } from "../../../server/store/shapes/names-document.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
import { GOLD_VERDICTS, readNamesGold } from "../../helpers/text/names-gold.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";

const NOW = "2026-03-02T09:00:00.000Z";

/** A verdict on which somebody has confirmed whatever is sure, and put the tokens in. */
function prepared(id: (typeof GOLD_VERDICTS)[number]) {
  const { text, gold } = readNamesGold(id);
  const language = gold.language;
  const before: Revision = { number: 1, ...paragraphsOf(text.split("\n")) };
  const found = lookOver(noNames(1), text, findNames(text, gold), [], gold.language);
  const confirmed: NamesDocument = {
    ...found,
    number: 1,
    entities: found.entities.map((each) => ({ ...each, state: "confirmed" as const })),
    identifiers: found.identifiers.map((each) => ({ ...each, state: "confirmed" as const })),
  };
  const plan = planNames(confirmed, text);
  const made = applyEdits(before, plan.edits, [], "redact", []);
  const units = unitsOf(confirmed, plan, [], newId(VerdictId), NOW);
  const names = afterApplication(confirmed, plan, units, made, false);
  const removed = newId(RemovedTranslationId);
  const look = (names_: NamesDocument, revision: Revision, typed: readonly string[] = []) =>
    findingsOf({
      verdict: { court: "Sud", caseNumber: "1", language },
      revision,
      names: names_,
      read: null,
      typed: typed.map((text) => ({ place: { in: "data", field: "caseNumber" }, text, removed })),
    });
  const forms = [
    ...new Set(confirmed.mentions.filter(({ sure, text }) => sure && /\p{Lu}/u.test(text)).map(({ text }) => text)),
  ];
  const spellings = forms.flatMap((form) =>
    language === "sr" || language === "mk" ? [form, toCyrillic(form, language)] : [form],
  );
  // One look tells of the text and, marked as removed, of what is typed: making the forms of all names costs most of it.
  const afterwards = onceFor(() => look(names, made.revision, spellings));
  return { before, confirmed, spellings, look, afterwards };
}

describe.each(GOLD_VERDICTS)("the checklist of %s", (id) => {
  const { before, confirmed, spellings, look, afterwards } = prepared(id);

  test("blocks at every confirmed place before the tokens are in, and at none afterwards", () => {
    const blocking = look(confirmed, before).filter(({ code }) => isBlocking(code));
    const sure = confirmed.mentions.filter((each) => each.sure);
    const isMet = ({ start, end }: { start: number; end: number }) =>
      blocking.some(({ place }) => "start" in place && place.start < end && start < place.end);
    expect(sure.filter((each) => !isMet(each)).map((each) => each.text)).toEqual([]);
    expect(afterwards().filter(({ code, removed }) => !removed && isBlocking(code))).toEqual([]);
  });

  test("still knows every form that was replaced, in the other script too", () => {
    const found = afterwards().flatMap(({ code, words, removed }) => (removed && code === "name" ? [words] : []));
    const missed = spellings.filter((form) => !found.some((words) => form.includes(words)));
    expect(missed).toEqual([]);
  });
});
