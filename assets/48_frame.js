/* The frame that all pages share: tabs of the drawer, sheets on small screens, jumps, and the copied link. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  atlas.drawerListeners = [];  // called when the drawer opens

  /** Fold the drawer away, or open it. */
  atlas.fold = function (shut) {
    document.documentElement.classList.toggle("lade-zu", shut);
    const grip = document.querySelector(".lade-griff");
    grip.setAttribute("aria-expanded", String(!shut));
    grip.firstElementChild.textContent = atlas.text(shut ? "ausklappen" : "einklappen");
    if (!shut) atlas.drawerListeners.forEach((listener) => listener());
  };

  /** What buttons with `data-aktion` do. */
  atlas.actions = {
    link() {
      // the menu is closed again by now: its button says it
      const label = document.querySelector("#teilen summary span:last-child");
      const say = (key) => { label.textContent = atlas.text(key); setTimeout(() => { label.textContent = atlas.text("teilen"); }, 1800); };
      navigator.clipboard.writeText(location.href).then(() => { atlas.announce(atlas.text("link_kopiert")); say("link_kopiert"); },
        () => { atlas.notices([atlas.text("link_fehler")]); });
    },
    lade: () => atlas.fold(!document.documentElement.classList.contains("lade-zu")),
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest ? event.target.closest("[data-ansicht],[data-aktion],[data-blatt],[data-blatt-zu],[data-sprung]") : null;
    if (!target) { beside(event); return; }
    if (target.dataset.ansicht) {
      atlas.fold(false);
      atlas.navigate({ ansicht: target.dataset.ansicht }, "replace");
    }
    else if (target.dataset.aktion) { if (atlas.actions[target.dataset.aktion]) atlas.actions[target.dataset.aktion](target); }
    else if (target.dataset.blatt) sheet(target);
    else if ("blattZu" in target.dataset) atlas.closeSheets();
    else jump(event, target.dataset.sprung);
  });

  /* On small screens the ways to the pages are a strip that scrolls: the page shown must be in sight. */
  let ways = null;
  atlas.renderers.push(() => {
    if (ways) return;
    ways = document.querySelector(".wege");
    const here = ways && ways.querySelector("[aria-current]");
    if (here) ways.scrollLeft = here.offsetLeft - ways.offsetLeft - (ways.clientWidth - here.offsetWidth) / 2;
  });

  function jump(event, id) {
    const goal = at(id);
    if (!goal) return;
    event.preventDefault();
    if (goal.dataset.ansicht) atlas.navigate({ ansicht: goal.dataset.ansicht }, "replace");
    if (goal.closest("#wahl-inhalt")) { const grip = document.querySelector('[data-blatt="wahl"]'); if (grip.offsetParent && grip.getAttribute("aria-expanded") === "false") sheet(grip); }
    goal.focus();
    if (id === "buehne") { const first = goal.querySelector('path[tabindex="0"]'); if (first) first.focus(); }
  }

  function sheet(grip) {
    const open = grip.getAttribute("aria-expanded") === "true";
    atlas.closeSheets();
    if (open) return;
    grip.setAttribute("aria-expanded", "true");
    document.documentElement.classList.add(`blatt-${grip.dataset.blatt}`);
    if (grip.dataset.blatt === "profil" && grip.offsetParent) uncover();
  }

  /* The legend explains the map: what the sheet leaves free of the screen shows the map. */
  let scrolled = null;
  function uncover() {
    const before = window.scrollY;
    at("buehne").scrollIntoView({ block: "start", behavior: "instant" });
    scrolled = { before, after: window.scrollY };
  }

  /** Put a sheet away, if it is open; the focus goes back to its grip. */
  atlas.closeSheet = function (name) {
    const grip = document.querySelector(`[data-blatt="${name}"][aria-expanded="true"]`);
    if (!grip) return;
    const inside = at(grip.getAttribute("aria-controls")).contains(document.activeElement);
    grip.setAttribute("aria-expanded", "false");
    document.documentElement.classList.remove(`blatt-${name}`);
    if (inside) grip.focus({ preventScroll: true });
    if (scrolled && window.scrollY === scrolled.after) window.scrollTo({ top: scrolled.before, behavior: "instant" });
    scrolled = null;
  };
  atlas.closeSheets = () => ["wahl", "profil"].forEach(atlas.closeSheet);

  /* A tap on the map puts the sheet away, one on the buttons of the map does not. */
  function beside(event) {
    if (event.target.closest && event.target.closest("#buehne") && !event.target.closest("button, .wisch")) atlas.closeSheets();
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) atlas.closeSheets(); });

  /** Show the tab of the drawer that the selection names; true where its panel was hidden. */
  atlas.openTab = function (open) {
    let moved = false;
    document.querySelectorAll('[role="tab"][data-ansicht]').forEach((tab) => {
      const chosen = tab.dataset.ansicht === open;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const panel = at(`feld-${tab.dataset.ansicht}`);
      if (panel && panel.hidden === chosen) { panel.hidden = !chosen; moved = moved || chosen; }
    });
    return moved;
  };

  // a fold that opens is seen whole; the event does not bubble
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches(".klappe")) event.target.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, true);
  /* A choice may be longer than its field. */
  document.addEventListener("pointerover", (event) => {
    const choice = event.target.closest && event.target.closest("select");
    if (choice && choice.selectedOptions.length) choice.title = choice.selectedOptions[0].textContent;
  }, { passive: true });

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest && event.target.closest('[role="tab"]');
    if (!tab || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const tabs = [...tab.parentElement.querySelectorAll('[role="tab"]')];
    const now = tabs.indexOf(tab);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const goal = tabs[(next + tabs.length) % tabs.length];
    atlas.navigate({ ansicht: goal.dataset.ansicht }, "replace");
    goal.focus();
  });
})();
