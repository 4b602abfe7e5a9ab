import { RemovedTranslationId, newId } from "../../../schema/domain/ids.ts";
import { MEMBERS, OWNER, TAGGERS, all, type Rule } from "./rule.ts";
import { verdictPath, offeredPath } from "./verdict-paths.ts";

/** A verdict: what it is, whose it is, who has seen it, its translations. */
export const VERDICT_RULES: Record<string, Rule> = {
  "GET /api/verdicts/:id": { may: "F f L V R G", path: verdictPath() },
  "PATCH /api/verdicts/:id": { may: OWNER, path: verdictPath(), body: () => ({ court: "Other court" }) },
  "GET /api/verdicts/:id/about": { may: MEMBERS, path: verdictPath("/about") },
  "PUT /api/verdicts/:id/read": { may: MEMBERS, path: verdictPath("/read") },
  "PUT /api/verdicts/:id/offer": {
    may: OWNER,
    path: verdictPath("/offer"),
    body: ({ organisations }) => ({ organisation: organisations.mk.id }),
  },
  // Whoever asks second finds nothing left to end.
  "DELETE /api/verdicts/:id/offer": { may: "F f", path: offeredPath("/offer"), answer: { F: 409 } },
  "POST /api/verdicts/:id/owner": {
    may: "f",
    path: offeredPath("/owner"),
    body: ({ organisations }) => ({ organisation: organisations.mk.id }),
  },
  "DELETE /api/verdicts/:id": { may: OWNER, path: verdictPath(), body: () => ({ caseNumber: "K 12/25" }) },
  "GET /api/verdicts/:id/seen": { may: "F f L V R G", path: verdictPath("/seen") },
  "POST /api/verdicts/:id/seen": {
    may: "F f L V R G",
    path: verdictPath("/seen"),
    body: () => ({ subjects: ["x"], revision: 1 }),
  },
  "GET /api/verdicts/:id/translations": { may: "F f L V R G", path: verdictPath("/translations") },
  // There is none.
  "GET /api/verdicts/:id/translations/:language": {
    may: "F f L V R G",
    path: verdictPath("/translations/sq"),
    answer: all(404),
  },
  "POST /api/verdicts/:id/translations/align": {
    may: TAGGERS,
    path: verdictPath("/translations/align"),
    body: () => ({ text: "The court finds." }),
  },
  "GET /api/verdicts/:id/passage-translations": {
    may: TAGGERS,
    path: verdictPath("/passage-translations?language=sq&anchor=1%200%203"),
  },
  "POST /api/verdicts/:id/passage-translations": {
    may: TAGGERS,
    path: verdictPath("/passage-translations"),
    body: () => ({ revision: 1, anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] }, language: "sq", text: "x" }),
  },
  // There is none.
  "POST /api/verdicts/:id/translations/restore": {
    may: TAGGERS,
    path: verdictPath("/translations/restore"),
    body: () => ({ id: newId(RemovedTranslationId) }),
    answer: { F: 404, f: 404, L: 404 },
  },
  // The second finds that of the first.
  "PUT /api/verdicts/:id/translations/:language": {
    may: TAGGERS,
    path: verdictPath("/translations/mk"),
    body: () => ({ revision: 1, replaces: null, paragraphs: [] }),
    answer: { F: 409, f: 409 },
  },
  "PATCH /api/verdicts/:id/translations/:language/paragraphs/:number": {
    may: TAGGERS,
    path: verdictPath("/translations/sq/paragraphs/1"),
    body: () => ({ revision: 1, replaces: null, text: "x" }),
    answer: { F: 404, f: 404, L: 404 },
  },
  "DELETE /api/verdicts/:id/translations/:language": {
    may: TAGGERS,
    path: verdictPath("/translations/sq"),
    answer: { F: 404, f: 404, L: 404 },
  },
};
