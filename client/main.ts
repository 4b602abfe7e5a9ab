import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/reading.css";
import { forgetTyped } from "./app/forget-typed.ts";
import { preferredLanguage, setLanguage } from "./i18n/t.ts";

// A browser that lacks something has been told by public/start.js: half a page would be worse than none.
if (!("lacks" in document.documentElement.dataset)) {
  forgetTyped(document);
  // The words first, so that nothing is painted in a language that changes a moment later.
  await setLanguage(preferredLanguage(), false).catch(() => setLanguage("en", false));
  await import("./app/coram-app.ts");
}
