import { Publishing } from "../../../schema/domain/methodology/methodology.ts";
import { t } from "../../i18n/t.ts";

/** What may be published of an answer or of a category, as a list to choose from. */
export function publishOptions(): [string, string][] {
  return [
    ["", t("methodology.publish-unsaid")],
    ...Publishing.options.map((each): [string, string] => [each, t(`methodology.publish-${each}`)]),
  ];
}
