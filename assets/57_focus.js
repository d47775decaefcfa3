/* Where the focus goes when the button that was pressed goes away: it must never fall back to the top of the page. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const LONGEST = 10000;  // ms an answer may take
  const first = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility({ visibilityProperty: true }));
  const title = () => first("#titel");
  /* Where a button stood → what gets the focus instead. */
  const PLACES = [
    ["#filter", () => first("#filter button") || title()],
    ["#profil-ansicht", () => first("#profil-ansicht .profil-kopf h3") || first("#profil-ansicht .profil-ort, #profil-ansicht h3")],
    ["#hinweise", title],
    ["#erprobung", () => first("#waswenn-regler .grenze-zahl") || title()],
    ["#waswenn-regler", (button) => button.closest(".grenze") && button.closest(".grenze").querySelector(".grenze-zahl")],
  ];
  let watch = null;

  const gone = (button) => !button.isConnected || button.disabled || !button.checkVisibility({ visibilityProperty: true });

  function end() {
    if (watch) { watch.observer.disconnect(); clearTimeout(watch.timer); }
    watch = null;
  }

  function look() {
    if (!watch || watch.asked) return;
    watch.asked = true;
    // the browser lets go of a button only with the next frame
    requestAnimationFrame(() => setTimeout(() => {
      if (!watch) return;
      watch.asked = false;
      const { button, goal } = watch;
      const now = document.activeElement;
      if (now && now !== document.body && now !== button) { end(); return; }
      if (gone(button)) move(goal(button));
    }, 0));
  }

  function move(element) {
    if (!element) return;
    if (!element.matches("button, input, a[href], [tabindex]")) element.tabIndex = -1;
    element.focus({ preventScroll: watch.byPointer });
    if (document.activeElement === element) end();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    end();
    const found = PLACES.find(([place]) => button.closest(place));
    if (!found) return;
    const observer = new MutationObserver(look);
    // the place itself may be drawn anew
    observer.observe(button.closest("main") || document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "disabled", "hidden"] });
    watch = { button, goal: found[1], observer, byPointer: event.detail > 0, asked: false, timer: setTimeout(end, LONGEST) };
  }, true);

  /* What is fixed above and beside a table must not cover the button that has the focus. */
  document.addEventListener("focusin", (event) => {
    const frame = event.target.closest && event.target.closest(".tabelle-rahmen");
    const corner = frame && frame.querySelector("thead th");
    if (!corner || event.target === frame || !event.target.matches(":focus-visible")) return;
    const box = event.target.getBoundingClientRect();
    const around = frame.getBoundingClientRect();
    const fixed = corner.getBoundingClientRect();
    if (!event.target.closest("th:first-child")) {
      const hidden = fixed.right - box.left;
      if (hidden > 0) frame.scrollLeft -= hidden;
      else if (box.right > around.right) frame.scrollLeft += Math.min(box.right - around.right, -hidden);
    }
    if (!event.target.closest("thead") && box.top < fixed.bottom) frame.scrollTop -= fixed.bottom - box.top;
  });
})();
