import archive from "lucide-static/icons/archive.svg?raw";
import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import bookOpen from "lucide-static/icons/book-open.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import chevronRight from "lucide-static/icons/chevron-right.svg?raw";
import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import cloudOff from "lucide-static/icons/cloud-off.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import download from "lucide-static/icons/download.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import eye from "lucide-static/icons/eye.svg?raw";
import fileText from "lucide-static/icons/file-text.svg?raw";
import filePlus from "lucide-static/icons/file-plus.svg?raw";
import globe from "lucide-static/icons/globe.svg?raw";
import hand from "lucide-static/icons/hand.svg?raw";
import house from "lucide-static/icons/house.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import keyboard from "lucide-static/icons/keyboard.svg?raw";
import link from "lucide-static/icons/link.svg?raw";
import list from "lucide-static/icons/list.svg?raw";
import loader from "lucide-static/icons/loader-circle.svg?raw";
import logOut from "lucide-static/icons/log-out.svg?raw";
import asterisk from "lucide-static/icons/asterisk.svg?raw";
import bold from "lucide-static/icons/bold.svg?raw";
import italic from "lucide-static/icons/italic.svg?raw";
import listOrdered from "lucide-static/icons/list-ordered.svg?raw";
import superscript from "lucide-static/icons/superscript.svg?raw";
import table from "lucide-static/icons/table.svg?raw";
import textQuote from "lucide-static/icons/text-quote.svg?raw";
import menu from "lucide-static/icons/menu.svg?raw";
import message from "lucide-static/icons/message-square.svg?raw";
import mic from "lucide-static/icons/mic.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import moon from "lucide-static/icons/moon.svg?raw";
import panelLeft from "lucide-static/icons/panel-left.svg?raw";
import pencil from "lucide-static/icons/pencil.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import presentation from "lucide-static/icons/presentation.svg?raw";
import printer from "lucide-static/icons/printer.svg?raw";
import redo from "lucide-static/icons/redo-2.svg?raw";
import reply from "lucide-static/icons/reply.svg?raw";
import rotate from "lucide-static/icons/rotate-ccw.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import send from "lucide-static/icons/send.svg?raw";
import share from "lucide-static/icons/share-2.svg?raw";
import sun from "lucide-static/icons/sun.svg?raw";
import sunMoon from "lucide-static/icons/sun-moon.svg?raw";
import tag from "lucide-static/icons/tag.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import triangleAlert from "lucide-static/icons/triangle-alert.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import upload from "lucide-static/icons/upload.svg?raw";
import user from "lucide-static/icons/user.svg?raw";
import userPlus from "lucide-static/icons/user-plus.svg?raw";
import users from "lucide-static/icons/users.svg?raw";
import x from "lucide-static/icons/x.svg?raw";

/** The drawings of `<coram-icon name="…">`, as SVG source; add a line here to use another of lucide's. */
export const ICONS = {
  archive,
  "arrow-down": arrowDown,
  "arrow-left": arrowLeft,
  "arrow-up": arrowUp,
  "book-open": bookOpen,
  check,
  "chevron-down": chevronDown,
  "chevron-right": chevronRight,
  "circle-alert": circleAlert,
  "cloud-off": cloudOff,
  copy,
  download,
  ellipsis,
  eye,
  "file-text": fileText,
  "file-plus": filePlus,
  globe,
  hand,
  house,
  info,
  keyboard,
  link,
  list,
  loader,
  "log-out": logOut,
  asterisk,
  bold,
  italic,
  "list-ordered": listOrdered,
  superscript,
  table,
  "text-quote": textQuote,
  menu,
  message,
  mic,
  minus,
  moon,
  "panel-left": panelLeft,
  pencil,
  plus,
  presentation,
  printer,
  redo,
  reply,
  rotate,
  search,
  send,
  share,
  sun,
  "sun-moon": sunMoon,
  tag,
  trash,
  "triangle-alert": triangleAlert,
  undo,
  upload,
  user,
  "user-plus": userPlus,
  users,
  x,
} as const;
export type IconName = keyof typeof ICONS;
