import { addressFault } from "../../../schema/domain/people/address.ts";
import { t } from "../../i18n/t.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** Fields that carry a sentence of ours, with which the browser does not send them. */
const told = new Set<Field>();

/** A press of Enter in a field clicks the button that sends its form, too. */
const UNTELLING = ["input", "click"] as const;

/**
 * Says in the reader's language why a field cannot be sent as it is, for as long as the page is there: the browser speaks its own. What
 * is given back ends it.
 */
export function speakOfFields(): () => void {
  document.addEventListener("invalid", onInvalid, { capture: true });
  for (const name of UNTELLING) document.addEventListener(name, untell, { capture: true });
  return () => {
    document.removeEventListener("invalid", onInvalid, { capture: true });
    for (const name of UNTELLING) document.removeEventListener(name, untell, { capture: true });
  };
}

function onInvalid({ target }: Event): void {
  if (!isField(target)) return;
  const words = wordsFor(target);
  if (words === null) return;
  told.add(target);
  target.setCustomValidity(words);
}

/**
 * Lets the browser judge anew: what was wrong may be right by now without a word typed into it, as a box of a group of which another one
 * is chosen, or a field that another one fills.
 */
function untell({ type, target }: Event): void {
  if (type === "click" && !isSend(target)) return;
  for (const field of told) field.setCustomValidity("");
  told.clear();
}

function isSend(target: EventTarget | null): boolean {
  const control = target instanceof Element ? target.closest("button, input") : null;
  return (control instanceof HTMLButtonElement || control instanceof HTMLInputElement) && control.type === "submit";
}

function wordsFor(field: Field): string | null {
  const { validity } = field;
  if (validity.valueMissing) return t("shell.field-empty");
  // Selects have no length.
  if (validity.tooShort && "minLength" in field) return t("shell.field-short", { count: field.minLength });
  if (!(field instanceof HTMLInputElement)) return null;
  if (validity.typeMismatch && field.type === "email")
    return t(`problem.bad-request.email-${addressFault(field.value) ?? "signs"}`);
  // A field with a form of its own says which.
  if (validity.patternMismatch && field.title !== "") return field.title;
  const { min, max } = field;
  const isRange = field.type === "number" && min !== "" && max !== "";
  const isOutside = validity.rangeUnderflow || validity.rangeOverflow || validity.badInput || validity.stepMismatch;
  return isRange && isOutside ? t("shell.field-range", { min, max }) : null;
}

function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
  );
}
