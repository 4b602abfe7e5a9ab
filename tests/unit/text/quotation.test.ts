import { expect, test } from "vitest";
import { quoted } from "../../../schema/text/quotation.ts";

test("quoted words have one pair of marks of their language, and those that they bring are the inner ones", () => {
  expect(quoted("oduzeo joj je pasoš", "sr-Latn")).toBe("„oduzeo joj je pasoš“");
  expect(quoted("„Dođi sutra“, rekao je.", "sr-Latn")).toBe("„’Dođi sutra’, rekao je.“");
  expect(quoted('му рекол "дојди" и си отишол', "mk")).toBe("„му рекол ’дојди‘ и си отишол“");
  expect(quoted("i tha «eja» (“nesër”)", "sq")).toBe("“i tha ‘eja’ (‘nesër’)”");
  expect(quoted("„Dođi“ i „čekaj“", "en")).toBe("“‘Dođi’ i ‘čekaj’”");
});

test("a pair of their own round all of the words is not doubled", () => {
  expect(quoted("„Dođi sutra.”", "sr-Cyrl")).toBe("„Dođi sutra.“");
  expect(quoted('"Eja nesër."', "sq")).toBe("“Eja nesër.”");
});
