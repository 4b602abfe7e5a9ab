import { ThreadId, newId } from "../../../schema/domain/ids.ts";
import { WITH_PLACES, READERS, MEMBERS, FACILITATORS, TAGGERS, type Rule } from "./rule.ts";

/** The methodology, and what is found and counted by it. */
export const METHODOLOGY_RULES: Record<string, Rule> = {
  "GET /api/methodology/current": { may: READERS },
  "GET /api/methodology/versions": { may: MEMBERS },
  "GET /api/methodology/versions/:number": { may: READERS, path: () => "/api/methodology/versions/1" },
  "POST /api/methodology/versions": {
    may: FACILITATORS,
    body: () => ({ base: 1, note: "", preview: true }),
  },
  "GET /api/methodology/draft": { may: MEMBERS },
  "GET /api/methodology/draft/wordings": { may: MEMBERS },
  "GET /api/methodology/votes": { may: MEMBERS },
  "POST /api/methodology/screen": { may: MEMBERS, body: () => ({ texts: ["court"] }) },
  // There is no draft yet, and no proposal.
  "GET /api/methodology/files": {
    may: READERS,
    path: () => "/api/methodology/files?format=qdc&version=1&languages=en",
  },
  // A form without a file.
  "POST /api/methodology/files": { may: TAGGERS, answer: { F: 400, f: 400, L: 400 } },
  "POST /api/methodology/files/versions/:number": {
    may: FACILITATORS,
    path: () => "/api/methodology/files/versions/1",
  },
  // There is none.
  "POST /api/methodology/files/:id": {
    may: TAGGERS,
    path: () => "/api/methodology/files/none",
    body: () => ({ seen: "x" }),
    answer: { F: 410, f: 410, L: 410 },
  },
  "POST /api/methodology/files/:id/undo": {
    may: TAGGERS,
    path: () => "/api/methodology/files/none/undo",
    body: () => ({ seen: "x" }),
    answer: { F: 410, f: 410, L: 410 },
  },
  "POST /api/methodology/votes": {
    may: TAGGERS,
    body: () => ({ thread: newId(ThreadId), vote: "yes" }),
    answer: { F: 404, f: 404, L: 404 },
  },
  "POST /api/find": { may: WITH_PLACES, body: () => ({ query: "court" }) },
  "POST /api/find/passages": { may: MEMBERS, body: () => ({ query: "category:B" }) },
  "GET /api/matrix": { may: MEMBERS },
  "GET /api/matrix/cell": { may: MEMBERS, path: () => "/api/matrix/cell?category=act" },
};
