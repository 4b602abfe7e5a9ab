// Line ends of every kind, the form feed and the vertical tab of old word processors, and Unicode's own separators.
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// Controls but tab and LF, the byte order mark, and the two non-characters that XML cannot carry.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text as a revision may hold it: NFC, LF as the only line end, tabs kept, no NUL or other control characters, and a
 * replacement character for each half of a broken surrogate pair. Applying it twice changes nothing.
 */
export function normaliseText(raw: string): string {
  return raw.replace(LINE_ENDS, "\n").replace(CONTROLS, "").replace(LONE_SURROGATES, "\ufffd").normalize("NFC");
}

/** Whether the text is one that `normaliseText` would leave as it is. */
export function isNormalText(text: string): boolean {
  return normaliseText(text) === text;
}
