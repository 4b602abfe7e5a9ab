import { UiLanguage } from "../../../schema/domain/language.ts";
import { addresseeIn, deadlineIn } from "../../../schema/editor/led-facts.ts";
import type { DrawNode } from "../../writer/output-views.ts";
import type { QuoteService } from "../quotes/quote-service.ts";
import "./coram-recommendation-fields.ts";
import type { ReadFacts } from "./coram-recommendation-fields.ts";

/** Draws what a recommendation is structured by, by an element that stays as long as the node does. */
export function recommendationNode(service: QuoteService, textLang: string): DrawNode {
  return ({ attrs }, host, getPos) => {
    const text = (name: string): string => (typeof attrs[name] === "string" ? attrs[name] : "");
    const language = UiLanguage.catch("en").parse(textLang);
    // Asked whenever it is drawn: what leads its languages comes after the page does.
    const read = (): ReadFacts => {
      const led = service.led(attrs["pair"]);
      const deadline = deadlineIn(led?.facts.deadline ?? "", text("deadline"), language);
      const addressee = led?.facts.addressee
        ? addresseeIn(led.facts, text("addressee"), language)
        : { words: text("addressee"), isTyped: true, isUntranslated: false };
      const facts = {
        finding: text("finding"),
        findingAt: text("findingAt") || null,
        addressee: addressee.words,
        verb: text("verb"),
        deadline: deadline.words,
        indicator: text("indicator"),
      };
      return { facts, led, read: { addressee, deadline } };
    };
    const there = host.querySelector("coram-recommendation-fields");
    const element = there ?? document.createElement("coram-recommendation-fields");
    Object.assign(element, { service, getPos, read, textLang, block: text("id") });
    if (!there) host.replaceChildren(element);
  };
}
