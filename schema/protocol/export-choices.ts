// Lists that the help of the command line shows too. It needs nothing else of what goes over the wire, so nothing is imported here.

/** Files of passages and answers. */
export const EXPORT_FORMATS = ["csv", "csv-answers", "xlsx", "docx", "docx-verdict", "json", "jsonld"] as const;

/** `standing`: what stands of each verdict, and nothing else; or by choice those of a kind, or all that one may see, of every round. */
export const LAYER_CHOICES = ["standing", "adjudicated", "shared", "own", "all"] as const;

/** Those of passages that there are without case numbers, dates and courts: a whole verdict has them in its text, and JSON is joined to it. */
export const UNNAMED_FORMATS: ReadonlySet<string> = new Set(["csv", "csv-answers", "xlsx", "docx"]);

/** Those in which programs go on with the data, whole. */
export const DATA_FORMATS: ReadonlySet<string> = new Set(["json", "jsonld"]);
