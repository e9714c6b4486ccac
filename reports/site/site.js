/* Pages of a report: the theme, formulas, search, previews.  All of it is an
   extra: without scripts the pages read, and TeX stands where formulas would.
   Nothing is requested but statements.js, from the same folder. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* ---- the theme: what was chosen here, or else what the system says ---- */

  function kept(value) {
    try { /* a browser may refuse it to pages from a disk */
      if (value === undefined)
        return localStorage.getItem("assay-theme");
      localStorage.setItem("assay-theme", value);
    } catch (e) { /* then it is not kept */ }
    return null;
  }

  function isDark() {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark"
                 : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var chosen = kept();
  if (chosen === "dark" || chosen === "light")
    root.setAttribute("data-theme", chosen);

  function startTheme() {
    var button = document.getElementById("a:theme");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", theme);
      button.setAttribute("aria-pressed", String(theme === "dark"));
      kept(theme);
    });
  }

  /* ---- formulas ---- */

  function typeset(element) {
    var tex = element.textContent, display = element.tagName === "DIV";
    if (!window.katex || element.classList.contains("set"))
      return;
    window.katex.render(tex, element, {
      displayMode: display, throwOnError: false, strict: "ignore",
      output: "htmlAndMathml", trust: false, maxExpand: 1000
    });
    element.classList.add("set");
    fit(element);
  }

  /* What is wider than its column scrolls, by the keyboard, too. */
  function fit(element) {
    if (element.tagName !== "DIV" && element.getBoundingClientRect().width >
                    element.parentNode.clientWidth) {
      element.classList.add("wide");
    }
    if (element.scrollWidth > element.clientWidth && element.clientWidth > 0) {
      element.tabIndex = 0;
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", "Formula");
    }
  }

  function typesetAll(parent) {
    parent.querySelectorAll(".math").forEach(function (e) {
      (e.classList.contains("set") ? fit : typeset)(e);
    });
  }

  function fitAll(parent) {
    parent.querySelectorAll(".math.set").forEach(fit);
  }

  /* Where all formulas of a page were set before, KaTeX is loaded for the
     first preview that has one. */
  function withKatex(then) {
    var source = document.body.getAttribute("data-katex");
    if (window.katex || !source) { then(); return; }
    var script = document.createElement("script");
    script.src = document.body.getAttribute("data-up") + source;
    script.onload = script.onerror = then;
    document.head.appendChild(script);
  }

  /* ---- statements, loaded when first asked for ---- */

  var waiting = null, byId = null;

  function withStatements(then) {
    if (byId && waiting.length === 0) { then(); return; }
    if (waiting) { waiting.push(then); return; }
    if (!document.body.hasAttribute("data-up"))
      return;
    waiting = [then];
    var script = document.createElement("script");
    script.src = document.body.getAttribute("data-up") + "statements.js";
    script.onload = function () {
      byId = new Map();
      window.assayStatements.forEach(function (s) { byId.set(s.id, s); });
      withKatex(function () {
        waiting.forEach(function (f) { f(); });
        waiting = [];
      });
    };
    document.head.appendChild(script);
  }

  function address(s) { return document.body.getAttribute("data-up") + s.to; }

  function add(parent, tag, text, className) {
    var e = document.createElement(tag);
    if (text !== undefined)
      e.textContent = text;
    if (className)
      e.className = className;
    parent.appendChild(e);
    return e;
  }

  function addBadge(parent, s) {
    if (s.verdict)
      add(parent, "strong", s.mark + " " + s.verdict,
          "badge " + s.verdict.toLowerCase());
  }

  /* ---- search ---- */

  var query, hits, found = [], at = -1;

  /* How well a statement fits: its id before its title before the rest. */
  function score(s, words) {
    var total = 0;
    var id = s.id.toLowerCase(), title = s.title.toLowerCase();
    var rest = (s.kind + " " + (s.verdict || "") + " " + s.cites + " " +
                (s.why || "")).toLowerCase();
    for (var i = 0; i < words.length; i++) {
      var w = words[i];
      var n = id === w ? 12 : id.startsWith(w) ? 8 : id.includes(w) ? 6
            : title.includes(w) ? 4 : rest.includes(w) ? 1 : 0;
      if (n === 0)
        return 0;
      total += n;
    }
    return total;
  }

  function select(i) {
    at = i;
    Array.prototype.forEach.call(hits.children, function (li, k) {
      li.setAttribute("aria-selected", String(k === i));
      if (k === i)
        li.scrollIntoView({block: "nearest"});
    });
    if (i >= 0)
      query.setAttribute("aria-activedescendant", "a:hit" + i);
    else
      query.removeAttribute("aria-activedescendant");
  }

  function closeHits() {
    hits.hidden = true;
    query.setAttribute("aria-expanded", "false");
    select(-1);
  }

  function showHits() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits.textContent = "";
    found = [];
    if (words.length === 0 || !byId) { closeHits(); return; }
    byId.forEach(function (s) {
      var n = score(s, words);
      if (n > 0)
        found.push({n: n, s: s, order: found.length});
    });
    found.sort(function (a, b) { return b.n - a.n || a.order - b.order; });
    found = found.slice(0, 30);
    found.forEach(function (hit, k) {
      var li = add(hits, "li");
      li.id = "a:hit" + k;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      addBadge(li, hit.s);
      add(li, "code", hit.s.id);
      add(li, "small", hit.s.title);
      li.addEventListener("mousedown", function (e) {
        e.preventDefault();
        go(k);
      });
    });
    if (found.length === 0) {
      var none = add(hits, "li", "No statement has all of these words.");
      none.setAttribute("role", "option");
      none.setAttribute("aria-selected", "false");
    }
    hits.hidden = false;
    query.setAttribute("aria-expanded", "true");
    select(found.length > 0 ? 0 : -1);
  }

  function go(k) {
    var hit = found[k];
    closeHits();
    query.value = "";
    if (hit)
      location.href = address(hit.s);
  }

  function startSearch() {
    query = document.getElementById("a:query");
    if (!query)
      return; /* the page over all papers */
    hits = document.getElementById("a:hits");
    query.parentNode.hidden = false;
    query.addEventListener("focus", function () { withStatements(showHits); });
    query.addEventListener("input", function () { withStatements(showHits); });
    query.addEventListener("blur", closeHits);
    query.addEventListener("keydown", function (e) {
      if (e.key === "ArrowDown" && found.length)
        select((at + 1) % found.length);
      else if (e.key === "ArrowUp" && found.length)
        select((at + found.length - 1) % found.length);
      else if (e.key === "Enter")
        go(at);
      else if (e.key === "Escape")
        closeHits();
      else
        return;
      e.preventDefault();
    });
    document.addEventListener("keydown", function (e) {
      var tag = e.target.tagName;
      if (e.key === "/" && !e.ctrlKey && !e.metaKey && tag !== "INPUT" &&
          tag !== "TEXTAREA") {
        e.preventDefault();
        query.focus();
      }
    });
  }

  /* ---- previews: the statement behind a reference ---- */

  var box = null, shownFor = null, timer = 0;

  function statementOf(link) {
    var hash = link.hash || (link.href && link.href.baseVal
      ? link.href.baseVal.replace(/^[^#]*/, "") : "");
    try {
      return byId && byId.get(decodeURIComponent(hash.slice(1)));
    } catch (e) {
      return null;
    }
  }

  function isReference(link) {
    return link && (link.classList.contains("ref") || link.closest(".graph") ||
                    (link.closest("main") && link.hash &&
                     link.querySelector("code") &&
                     !link.classList.contains("self")));
  }

  function hide() {
    clearTimeout(timer);
    if (box)
      box.remove();
    if (shownFor)
      shownFor.removeAttribute("aria-describedby");
    box = shownFor = null;
  }

  function show(link) {
    var s = statementOf(link);
    if (!s || shownFor === link)
      return;
    hide();
    box = add(document.body, "div", undefined,
              "preview " + (s.verdict || "shown").toLowerCase());
    box.id = "a:preview";
    box.setAttribute("role", "tooltip");
    var head = add(box, "p");
    addBadge(head, s);
    add(head, "b", s.title || s.id);
    if (s.tex)
      typeset(add(box, "div", s.tex, "math"));
    if (s.why)
      add(box, "p", s.why, "quiet");
    var more = add(add(box, "p", undefined, "more"), "a", "Go to " + s.id);
    more.href = address(s);
    shownFor = link;
    link.setAttribute("aria-describedby", "a:preview");
    var r = link.getBoundingClientRect();
    var left = Math.min(Math.max(r.left, 12),
                        root.clientWidth - box.offsetWidth - 12);
    var below = r.bottom + box.offsetHeight + 14 < root.clientHeight ||
                r.top < box.offsetHeight + 14;
    box.style.left = Math.max(left, 6) + scrollX + "px";
    box.style.top = (below ? r.bottom + 8 : r.top - box.offsetHeight - 8) +
                    scrollY + "px";
    box.addEventListener("mouseenter", function () { clearTimeout(timer); });
    box.addEventListener("mouseleave", later);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }

  function soon(link) {
    clearTimeout(timer);
    timer = setTimeout(function () {
      withStatements(function () { show(link); });
    }, 180);
  }

  function startPreviews() {
    document.addEventListener("mouseover", function (e) {
      var link = e.target.closest && e.target.closest("a");
      if (isReference(link) && !link.closest(".preview"))
        soon(link);
    });
    document.addEventListener("mouseout", function (e) {
      var link = e.target.closest && e.target.closest("a");
      if (isReference(link))
        later();
    });
    document.addEventListener("focusin", function (e) {
      if (isReference(e.target) && e.target.matches(":focus-visible"))
        soon(e.target);
    });
    document.addEventListener("focusout", later);
    document.addEventListener("keydown", function (e) {
      if (e.key === "Escape")
        hide();
    });
    /* a finger has no hover: the first tap shows, the second follows */
    document.addEventListener("click", function (e) {
      var link = e.target.closest && e.target.closest("a");
      if (e.pointerType === "touch" && isReference(link) &&
          !link.closest(".preview") && shownFor !== link) {
        e.preventDefault();
        withStatements(function () { show(link); });
      } else if (!e.target.closest || !e.target.closest(".preview")) {
        hide();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    startTheme();
    startSearch();
    startPreviews();
    typesetAll(document);
    /* fonts that arrive, and folds that open, make formulas wider */
    if (document.fonts)
      document.fonts.ready.then(function () { fitAll(document); });
    document.addEventListener("toggle", function (e) { fitAll(e.target); },
                              true);
    /* formulas have moved what the address names */
    var target = location.hash.length > 1 &&
      document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target)
      target.scrollIntoView({behavior: "instant"});
    root.setAttribute("data-ready", "true");
  });
})();
