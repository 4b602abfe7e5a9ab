/**
 * What was asked for holds nothing that a file could be made of: the one refusal of an export that is no failure. Anything else
 * that is thrown on the way, a RangeError of the language too, is a fault to be logged.
 */
export class NothingToExport extends Error {
  override name = "NothingToExport";
}
