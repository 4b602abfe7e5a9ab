import { t } from "../../i18n/t.ts";
import { TOUCH } from "../screen.ts";

/** What a field is called, with the key that sends it where there are keys. */
export function fieldSends(label: string, key: string): string {
  return TOUCH.matches ? label : t("verdict.field-sends", { label, key });
}
