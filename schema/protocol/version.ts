/**
 * Version of the room shapes and of the wire. A client says which one it speaks (`?schema=`); the server refuses another
 * with close code 4426 and the client reloads. History: 1 (2026-11-25) first version; 2 (2026-11-26) answers in layers,
 * translations in layers and discussions, rooms of drafts and outputs; 3 (2026-11-29) what is typed into tables that are
 * read from answers, and what a block says in another language; 4 (2026-11-29) references within a document;
 * 5 (2026-11-29) records of workshops in a document; 6 (2026-11-30) placeholders of files and of dates,
 * words that a comment is about.
 */
export const SCHEMA_VERSION = 6;
