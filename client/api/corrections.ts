import type { VerdictId } from "../../schema/domain/ids.ts";
import {
  EarlierText,
  ReimportView,
  RevisionHistory,
  Seen,
  TextChanged,
  type ReimportTake,
  type UndoCommand,
} from "../../schema/protocol/http/corrections.ts";
import { command, request, upload } from "./http.ts";

const path = (id: VerdictId, sub: string): string => `/api/verdicts/${id}/${sub}`;

/** Who changed the text when, in numbers; oldest first. */
export const readHistory = (id: VerdictId, signal?: AbortSignal): Promise<RevisionHistory> =>
  request("GET", path(id, "revisions"), RevisionHistory, undefined, signal);
/** The text of an earlier revision; null in it where its words are gone. */
export const readEarlierText = (id: VerdictId, revision: number, signal?: AbortSignal): Promise<EarlierText> =>
  request("GET", path(id, `revisions/${revision}`), EarlierText, undefined, signal);
/** Takes back what made a revision. Throws edits-conflict where later changes met it, revision-gone, names-applied, and names-come: pages do it by `takeTextBack`, which asks then. */
export const undoRevision = (id: VerdictId, undo: UndoCommand, signal?: AbortSignal): Promise<TextChanged> =>
  request("POST", path(id, "undo"), TextChanged, undo, signal);

/** What a better file would change. */
export const compareFile = (id: VerdictId, file: File): Promise<ReimportView> =>
  upload(path(id, "reimport"), file, ReimportView, () => {});
/** The same against the newest text. */
export const readReimport = (id: VerdictId, draft: string): Promise<ReimportView> =>
  request("GET", path(id, `reimport/${draft}`), ReimportView);
/** Makes one revision of the places named. Throws reimport-undecided, edits-conflict, import-gone. */
export const takeReimport = (id: VerdictId, draft: string, take: ReimportTake): Promise<TextChanged> =>
  request("POST", path(id, `reimport/${draft}/take`), TextChanged, take);
export const dropReimport = (id: VerdictId, draft: string): Promise<void> =>
  command("DELETE", path(id, `reimport/${draft}`));

/** Tags and threads whose changes the reader has looked at, each up to a revision. */
export const readSeen = (id: VerdictId, signal?: AbortSignal): Promise<Seen> =>
  request("GET", path(id, "seen"), Seen, undefined, signal);
export const markSeen = (id: VerdictId, subjects: readonly string[], revision: number): Promise<Seen> =>
  request("POST", path(id, "seen"), Seen, { subjects, revision });
