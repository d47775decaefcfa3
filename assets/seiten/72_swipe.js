/* Swiping between two maps that lie over each other: the right one is cut at the handle. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const STEP = 5;
  let share = 50;
  let dragging = false;

  function place() {
    const handle = at("wisch-griff");
    const upper = at("karte-b-rahmen");
    if (!handle || !upper) return;
    const on = document.documentElement.classList.contains("wischen");
    upper.style.clipPath = on ? `inset(0 0 0 ${share}%)` : "";
    handle.style.left = `${share}%`;
    at("wisch").style.setProperty("--teilung", `${share}%`);
    handle.setAttribute("aria-valuenow", String(Math.round(share)));
    handle.setAttribute("aria-valuetext", atlas.text("wischen_stand", { alt: Math.round(share), neu: 100 - Math.round(share) }));
  }

  function move(to) {
    share = Math.max(0, Math.min(100, to));
    place();
  }

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest && event.target.closest("#wisch-griff");
    if (!handle) return;
    dragging = true;
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus({ preventScroll: true });
  });
  document.addEventListener("pointermove", (event) => {
    if (!dragging) return;
    const box = at("buehne").getBoundingClientRect();
    move((100 * (event.clientX - box.left)) / box.width);
  });
  ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, () => { dragging = false; }));

  const KEYS = { ArrowLeft: (s) => s - STEP, ArrowRight: (s) => s + STEP, ArrowDown: (s) => s - STEP, ArrowUp: (s) => s + STEP,
    PageDown: (s) => s - 4 * STEP, PageUp: (s) => s + 4 * STEP, Home: () => 0, End: () => 100 };
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest || !event.target.closest("#wisch-griff") || !KEYS[event.key]) return;
    event.preventDefault();
    move(KEYS[event.key](share));
  });

  atlas.renderers.push((_current, answer) => {
    if (!answer.namen) return;
    at("wisch").hidden = !answer.wischen;
    ["alt", "neu"].forEach((side, i) => { at(`wisch-${side}`).textContent = answer.namen[i]; });
    ["a", "b"].forEach((key, i) => {
      atlas.setText(`karte-${key}-titel`, answer.wischen ? "" : answer.namen[i]);
      at(`karte-${key}-rahmen`).setAttribute("aria-label", answer.namen[i]);
    });
    place();
    // the second map may have been hidden before, or the stage divided anew
    atlas.map.states.forEach((state) => { if (state.map) state.map.invalidateSize({ animate: false }); });
  });

  /* On this page an area is known by its side. */
  const pick = atlas.pick;
  atlas.pick = (id, state) => {
    if (!at("wisch")) { pick(id, state); return; }
    if (!id) { if (atlas.selection.raum) atlas.navigate({ raum: null }); return; }
    const chosen = `${state && state.key === "b" ? "neu" : "alt"}:${id}`;
    atlas.navigate({ raum: chosen === atlas.selection.raum ? null : chosen });
  };
})();
