/* The list of keys on a page that brings none of its own: fetched when somebody asks for it. */
import "../verdict/bars/keys-and-edits.css";
import "../verdict/bars/coram-keys.ts";
