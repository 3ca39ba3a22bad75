(function () {
  "use strict";
  var root = document.documentElement;
  var cameFrom = null;
  root.classList.add("js");

  // Light or dark: as the system has it, until the reader chooses. Storage may be closed to a local file.
  function stored(value) {
    try {
      if (value) { localStorage.setItem("crossread-theme", value); }
      return localStorage.getItem("crossread-theme");
    } catch (e) { return null; }
  }
  function isDark() {
    var set = root.getAttribute("data-theme");
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (stored()) { root.setAttribute("data-theme", stored() === "dark" ? "dark" : "light"); }
  var toggle = document.getElementById("theme");
  function nameToggle() { toggle.setAttribute("aria-pressed", String(isDark())); }
  toggle.addEventListener("click", function () {
    var next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    stored(next);
    nameToggle();
  });
  nameToggle();

  function unfold(element) {
    for (var e = element; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") { e.open = true; }
    }
  }
  function clearHits() {
    document.querySelectorAll(".hit").forEach(function (e) { e.classList.remove("hit"); });
  }

  // Go to an element. A passage has an id such as d2-120-155: document, start, end in its text.
  function go(id) {
    var target = document.getElementById(id);
    if (!target) { return false; }
    unfold(target);
    clearHits();
    var place = /^d\d+-(\d+)-(\d+)$/.exec(id);
    var seen = target;
    if (place) {
      var start = Number(place[1]), end = Number(place[2]);
      target.closest(".text").querySelectorAll("[data-o]").forEach(function (piece) {
        var at = Number(piece.dataset.o);
        if (at >= start && at < end) {
          if (seen === target) { seen = piece; }
          piece.classList.add("hit");
        }
      });
    }
    if (!seen.hasAttribute("tabindex")) { seen.setAttribute("tabindex", "-1"); }
    seen.focus({ preventScroll: true });
    seen.scrollIntoView({ block: place ? "center" : "start" });
    return true;
  }

  var back = document.getElementById("back");
  function comeBack() {
    if (!cameFrom) { return; }
    unfold(cameFrom);
    clearHits();
    cameFrom.scrollIntoView({ block: "center" });
    cameFrom.focus({ preventScroll: true });
    cameFrom = null;
    back.hidden = true;
  }
  back.addEventListener("click", comeBack);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !back.hidden) { comeBack(); }
  });

  // Inside a frame made of a string, a link to "#x" would load the page around it: every jump is ours.
  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    var link = event.target.closest('a[href^="#"]');
    if (!link) { return; }
    var id = link.getAttribute("href").slice(1);
    if (!go(id)) { return; }
    event.preventDefault();
    if (/^d\d/.test(id)) {
      cameFrom = link;
      back.hidden = false;
    }
    try { history.replaceState(null, "", "#" + id); } catch (e) { /* a frame has no address of its own */ }
  });
  window.addEventListener("hashchange", function () { go(location.hash.slice(1)); });
  if (location.hash.length > 1) { go(location.hash.slice(1)); }

  // "Single source" lies folded: choosing it unfolds it.
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type === "radio" && input.closest(".points") && input.value !== "all") {
      input.closest(".points").querySelectorAll("details[data-holds~=" + input.value + "]").forEach(function (d) { d.open = true; });
    }
  });
  document.querySelectorAll("[data-fold]").forEach(function (button) {
    button.addEventListener("click", function () {
      var all = document.querySelectorAll(button.dataset.fold);
      var open = !Array.prototype.every.call(all, function (d) { return d.open; });
      all.forEach(function (d) { d.open = open; });
      button.textContent = open ? "Fold all" : "Unfold all";
    });
  });

  // Paper cannot be unfolded.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.filter.call(document.querySelectorAll("details"), function (d) { return !d.open; });
    folded.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (d) { d.open = false; }); });
})();
