import { Encoding, type ImportWarning } from "../../schema/protocol/http/imports.ts";
import { ProblemError } from "../api/http.ts";
import { t, translateCode } from "../i18n/t.ts";

/** Pictures have no text of their own: they are not even tried. */
export function isPicture({ name }: File): boolean {
  return /\.(png|jpe?g|tiff?)$/i.test(name);
}

export function isScanned(problem: unknown): boolean {
  return problem instanceof ProblemError && problem.code === "import-no-text" && problem.params["scan"] === 1;
}

/** The verdict of the same court and number that is here already; null where that is not what was wrong. */
export function knownIn(problem: unknown): string | null {
  const known = problem instanceof ProblemError && problem.code === "import-known" ? problem.params["verdict"] : null;
  return known == null ? null : String(known);
}

export function describeWarning({ code, params }: ImportWarning): string {
  const encoding = Encoding.safeParse(params["encoding"]).data;
  const said = encoding ? { ...params, encoding: t(`import.encoding.${encoding}`) } : params;
  return translateCode(`import.warning.${code}`, said) ?? t("import.warning-unknown", { code });
}
