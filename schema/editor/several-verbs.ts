// Words that join two things to do, in the languages of the documents.
const JOINED = /[,;/]|(?:^|\s)(?:and|or|i|ili|и|или|dhe|ose|apo)(?:\s|$)/iu;

/** Whether more than one thing is to be done: what is joined can not be followed up as one. */
export function hasSeveralVerbs(verb: string): boolean {
  return JOINED.test(verb.trim());
}
