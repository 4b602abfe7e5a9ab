import type { palette as english } from "../en/palette.ts";
import type { Translation } from "../message.ts";

export const palette: Translation<typeof english> = {
  "palette.title": "Најди или отвори",
  "palette.everywhere": "имиња и броеви на она што смеете да го отворите",
  "palette.of-guest": "во она што ви е отворено",
  "palette.list": "Најдено",
  "palette.found": { one: "најдено: {count}", other: "најдено: {count}" },
  "palette.none": "Ништо што ви е достапно не се вика така. Зборовите во пресудата се наоѓаат во неа, со {key}.",
  "palette.go-to": "Отвори",
  "palette.here": "На оваа страница",
  "palette.elsewhere": "На други страници",
  "palette.find-here": "Најди „{words}“ во овој текст",
  "palette.pages": "Страници",
  "palette.open": "отвори",
  "palette.number-then": "Број на предмет, па пасус",
  "palette.sign-category": "категорија",
  "palette.sign-member": "член",
  "palette.sign-command": "команда",
  "palette.no-paragraph": "последниот е ¶ {last}",
  "palette.why-facilitators": "за фацилитатори",
  "palette.why-coders": "за правници и фацилитатори",
  "palette.why-owners": "за фацилитатори: {name}",
  "palette.why-guests": "кога ќе биде одобрена за гости",
  "palette.why-reveal": "по откривањето",
  "palette.why-conflict": "во судир на интереси сте со оваа пресуда",
};
