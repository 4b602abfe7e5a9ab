/** The words that the browser would copy: of a field those selected in it, else those of the page. */
export function textSelectedIn(target: EventTarget | null): string {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement))
    return getSelection()?.toString() ?? "";
  const { selectionStart: from, selectionEnd: to } = target;
  return target.value.slice(from ?? 0, to ?? 0);
}
