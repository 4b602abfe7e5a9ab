// Before the program and without it: says in five languages that a browser is too old for Coram, or that something failed
// before the first page was drawn. An own file, because the page's security policy allows no inline script; in words that
// old browsers know. Its words are here and not in client/i18n, which is part of what may have failed.
(function () {
  // What the program needs, and the first version of each browser that has it (Edge's numbers are Chrome's). From these
  // rows come the sentence below and what the build writes for; a test holds README against them.
  var NEEDED = [
    { what: "popover", chrome: 114, firefox: 125, safari: 17, has: inPrototype("HTMLElement", "popover") },
    {
      what: "checkVisibility",
      chrome: 105,
      firefox: 106,
      safari: 17.4,
      has: inPrototype("Element", "checkVisibility"),
    },
    { what: "content-visibility", chrome: 85, firefox: 125, safari: 18, has: inStyles("content-visibility: auto") },
    { what: "parents by child", chrome: 105, firefox: 121, safari: 15.4, has: inStyles("selector(:has(a))") },
    { what: "even colours", chrome: 111, firefox: 113, safari: 15.4, has: inStyles("color: oklch(0.5 0.1 90)") },
    { what: "sorted copies", chrome: 110, firefox: 115, safari: 16, has: inPrototype("Array", "toSorted") },
    // The editor asks what typing is about to change.
    { what: "input events", chrome: 60, firefox: 87, safari: 10.1, has: inPrototype("InputEvent", "getTargetRanges") },
    // Without it Coram works, and keeps no work on the device.
    { what: "kept work", chrome: 86, firefox: 111, safari: 26, has: null },
  ];

  function inPrototype(kind, name) {
    return function () {
      return Boolean(window[kind]) && name in window[kind].prototype;
    };
  }
  function inStyles(condition) {
    return function () {
      return Boolean(window.CSS) && CSS.supports(condition);
    };
  }
  function mustHave(row) {
    return row.has !== null;
  }
  function isMissing(row) {
    return !row.has();
  }
  function least(browser) {
    return NEEDED.filter(mustHave).reduce(function (most, row) {
      return Math.max(most, row[browser]);
    }, 0);
  }

  var versions = [least("chrome"), least("firefox"), least("safari")];
  var OLD = {
    en: "Coram needs a newer browser: Chrome or Edge {0}, Firefox {1}, Safari {2}, or a later version.",
    "sr-Latn":
      "Za Coram je potreban noviji pregledač: Chrome ili Edge {0}, Firefox {1}, Safari {2} ili novija verzija.",
    "sr-Cyrl":
      "За Coram је потребан новији прегледач: Chrome или Edge {0}, Firefox {1}, Safari {2} или новија верзија.",
    mk: "За Coram е потребен понов прелистувач: Chrome или Edge {0}, Firefox {1}, Safari {2} или понова верзија.",
    sq: "Për Coram-in duhet një shfletues më i ri: Chrome ose Edge {0}, Firefox {1}, Safari {2} ose një version më i ri.",
  };
  var FAILED = {
    en: "Coram could not start: reload the page, and if it stays so, tell the person who runs it.",
    "sr-Latn":
      "Coram nije mogao da se pokrene: učitajte stranicu ponovo, a ako se to nastavi, javite osobi koja ga održava.",
    "sr-Cyrl":
      "Coram није могао да се покрене: учитајте страницу поново, а ако се то настави, јавите особи која га одржава.",
    mk: "Coram не можеше да се вклучи: вчитајте ја страницата повторно, а ако продолжи, јавете на лицето што го одржува.",
    sq: "Coram nuk mundi të hapet: ringarkojeni faqen dhe, nëse vazhdon, njoftoni personin që e mirëmban.",
  };

  var notice = null;

  function say(sentences) {
    if (notice) return;
    notice = document.createElement("main");
    notice.style.cssText = "max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif";
    var title = document.createElement("h1");
    title.textContent = "Coram";
    notice.appendChild(title);
    var words = document.createElement("div");
    words.setAttribute("role", "alert");
    notice.appendChild(words);
    Object.keys(sentences).forEach(function (lang) {
      var line = document.createElement("p");
      line.lang = lang;
      line.style.margin = "0.75rem 0";
      line.textContent = sentences[lang].replace(/\{(\d)\}/g, function (whole, at) {
        return versions[at];
      });
      words.appendChild(line);
    });
    if (document.body) document.body.insertBefore(notice, document.body.firstChild);
    else
      document.addEventListener("DOMContentLoaded", function () {
        if (notice) document.body.insertBefore(notice, document.body.firstChild);
      });
  }

  var missing = NEEDED.filter(mustHave).filter(isMissing);
  if (missing.length > 0) {
    // client/main.ts reads it, and starts nothing.
    document.documentElement.setAttribute("data-lacks", missing[0].what);
    say(OLD);
    return;
  }

  function onError(event) {
    // A script that did not come, or one of ours that failed; not what an extension or the layout reports.
    var from = event.target && event.target.tagName === "SCRIPT" ? event.target.src : event.filename;
    if (from && from.indexOf(location.origin + "/") === 0 && !/ResizeObserver/.test(event.message || "")) say(FAILED);
  }
  function onRejection() {
    say(FAILED);
  }
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", onRejection);
  addEventListener("coram-drawn", function () {
    removeEventListener("error", onError, true);
    removeEventListener("unhandledrejection", onRejection);
    if (notice) notice.remove();
    notice = null;
  });
})();
