import { t } from "../i18n/t.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** Fields that carry a sentence of ours. */
const told = new WeakSet<Field>();

/**
 * Says in the reader's language why a field cannot be sent as it is, for as long as the page is there: the browser speaks its own. What
 * is given back ends it.
 */
export function speakOfFields(): () => void {
  document.addEventListener("invalid", onInvalid, { capture: true });
  document.addEventListener("input", onInput, { capture: true });
  return () => {
    document.removeEventListener("invalid", onInvalid, { capture: true });
    document.removeEventListener("input", onInput, { capture: true });
  };
}

function onInvalid({ target }: Event): void {
  if (!isField(target)) return;
  // What was wrong before may be right by now, or wrong otherwise.
  if (told.has(target)) target.setCustomValidity("");
  const words = wordsFor(target);
  if (words === null) return;
  told.add(target);
  target.setCustomValidity(words);
}

function onInput({ target }: Event): void {
  if (isField(target) && told.delete(target)) target.setCustomValidity("");
}

function wordsFor(field: Field): string | null {
  const { validity } = field;
  if (validity.valueMissing) return t("shell.field-empty");
  if (!(field instanceof HTMLInputElement)) return null;
  if (validity.typeMismatch && field.type === "email") return t("problem.bad-request.email");
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
