import { setSourceMapsSupport } from "node:module";

/*
 * Runs with each file whose tests Node runs itself. Vitest has Node look for a source map of each place of each stack. Node takes types
 * out without moving a letter, so that places are right as they are; and Playwright asks for a stack at each of its calls.
 */
setSourceMapsSupport(false);
