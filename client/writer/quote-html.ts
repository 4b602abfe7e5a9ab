import { fromQuote, type QuoteAttributes } from "../../schema/editor/output-nodes.ts";

/**
 * A quote as it lies in a clipboard or is dragged: for the editor of a document the quote itself, wired to its passage; for all other
 * programs the words in it.
 */
export function quoteHtml(quote: QuoteAttributes, words: string, lang: string): string {
  const element = document.createElement("div");
  element.dataset["node"] = "evidence";
  element.dataset["attrs"] = JSON.stringify(fromQuote(quote));
  element.lang = lang;
  element.textContent = words;
  return element.outerHTML;
}
