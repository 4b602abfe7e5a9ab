import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MatrixBy } from "../../schema/matrix/choice.ts";
import { MatrixCell, MatrixView, type MatrixCellQuery } from "../../schema/protocol/http/matrix.ts";
import {
  type FindAsked,
  FindView,
  type FindPassagesAsked,
  FoundPassages,
} from "../../schema/protocol/http/search/find.ts";
import { request } from "./http.ts";

/** Cases by categories or questions; members only. */
export const readMatrix = (by: MatrixBy, language: UiLanguage, signal?: AbortSignal): Promise<MatrixView> =>
  request("GET", `/api/matrix?${new URLSearchParams({ by, language })}`, MatrixView, undefined, signal);
/** What stands behind a number. */
export const readMatrixCell = (query: MatrixCellQuery, signal?: AbortSignal): Promise<MatrixCell> =>
  request("GET", `/api/matrix/cell?${new URLSearchParams(query)}`, MatrixCell, undefined, signal);
/** Lines of all verdicts that one may read. */
export const findLines = (asked: FindAsked, signal?: AbortSignal): Promise<FindView> =>
  request("POST", "/api/find", FindView, asked, signal);
/** Passages that stand; members only. */
export const findPassages = (asked: FindPassagesAsked, signal?: AbortSignal): Promise<FoundPassages> =>
  request("POST", "/api/find/passages", FoundPassages, asked, signal);
