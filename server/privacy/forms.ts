/*
 * The forms of a name as the rest of the server asks for them: proposals, redaction, clearing, erasure and the leak check.
 * How names inflect and how they are found is pure and lives in `schema/language`.
 */
export {
  findForms,
  formsOf,
  indexForms,
  standingIn,
  type FormIndex,
  type FoundForm,
} from "../../schema/language/forms.ts";
export { identifiersIn } from "../../schema/language/identifiers.ts";
