import { z } from "zod";

/**
 * What has changed since the writer approved it. `words`: the text was corrected; `redacted`: only tokens came in; `removed`: its
 * words are not in the text any more; `gone`: the verdict is not there, or not for this reader; `untagged`: the tag was removed;
 * `answers`: a table's answers or units are others now; `translation`: it was made of earlier words; `unsettled`: that
 * the round of a ruled tag is settled was taken back; `translated`: it says something
 * else now; `source`: court, number, date or instance of the verdict are others now.
 */
export const ChangeFlag = z.enum([
  "words",
  "redacted",
  "removed",
  "gone",
  "category",
  "untagged",
  "ruling",
  "unsettled",
  "value",
  "translation",
  "translated",
  "answers",
  "source",
]);
export type ChangeFlag = z.infer<typeof ChangeFlag>;
