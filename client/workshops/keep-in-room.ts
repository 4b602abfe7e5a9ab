import { keepWords } from "../typed/keep-words.ts";

/**
 * What is typed for a workshop is on no device: it stands there when its field comes back as long as the page lives, which asks before it
 * goes. Whoever sends the words says `wordsSent`.
 */
export const keepInRoom = (key: string, given = ""): ReturnType<typeof keepWords> => keepWords(key, given, true);
