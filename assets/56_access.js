/* The map by keyboard and for screen readers: areas are buttons with a name and a value. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const NAMED = 400;  // ms after which names come even so

  /* One tab stop for the map; arrows go to the neighbour in that direction, Enter selects. */
  function keyboard(state) {
    if (state.canvas) return;
    state.focused = null;
    state.inside = null;
    state.order.forEach((id) => {
      const element = state.layers.get(id).getElement();
      if (!element) return;
      element.dataset.raum = id;
      element.addEventListener("focus", () => {
        if (element.matches(":focus-visible")) atlas.hover(id, "tastatur", state);
        moveTabStop(state, id);
      });
      element.addEventListener("blur", () => atlas.hover(null, "tastatur", state));
      element.addEventListener("keydown", (event) => press(state, id, event));
    });
    name(state);
  }

  /* What lies beside the Ausschnitt is scenery: not reached, not read out. */
  function reach(state) {
    const { file, selection } = state.view;
    if (state.inside && state.reached === selection.innerhalb) return;
    const part = state.order.filter((id) => file.gruppe[file.index.get(id)] === selection.innerhalb);
    state.inside = new Set(selection.innerhalb && part.length ? part : state.order);
    state.reached = selection.innerhalb;
    const stop = state.inside.has(state.focused) ? state.focused : state.order.find((id) => state.inside.has(id));
    const had = state.layers.get(state.focused);
    const follow = stop !== state.focused && had && had.getElement() === document.activeElement;
    state.focused = stop;
    state.layers.forEach((layer, id) => offer(layer.getElement(), state.inside.has(id), id === stop));
    if (follow) focusArea(state, stop);
  }

  function offer(element, inside, first) {
    if (!element) return;
    if (!inside) {
      ["role", "tabindex", "aria-label", "aria-pressed"].forEach((attribute) => element.removeAttribute(attribute));
      element.setAttribute("aria-hidden", "true");
      return;
    }
    element.removeAttribute("aria-hidden");
    // what cannot be pressed is no button
    element.setAttribute("role", atlas.still ? "img" : "button");
    element.setAttribute("tabindex", first ? "0" : "-1");
  }

  const TOWARDS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  function press(state, id, event) {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); atlas.pick(id, state); return; }
    const towards = TOWARDS[event.key];
    if (!towards) return;
    event.preventDefault();
    const from = place(state, id);
    let best = null;
    state.layers.forEach((layer, other) => {
      if (other === id || !state.inside.has(other)) return;
      const to = place(state, other);
      const ahead = (to.x - from.x) * towards[0] + (to.y - from.y) * towards[1];
      const aside = Math.abs((to.x - from.x) * towards[1]) + Math.abs((to.y - from.y) * towards[0]);
      if (ahead <= 0 || aside > ahead * 1.5) return;
      const distance = ahead + 2 * aside;
      if (!best || distance < best.distance) best = { other, distance };
    });
    if (best) focusArea(state, best.other);
  }

  function place(state, id) {
    const point = state.layers.get(id).feature.properties.x;
    return state.map.latLngToLayerPoint([point[1], point[0]]);
  }

  function focusArea(state, id) {
    moveTabStop(state, id);
    state.layers.get(id).getElement().focus({ preventScroll: true });
  }

  /* However the focus got there (keys, mouse, a script), the map stays one tab stop. */
  function moveTabStop(state, id) {
    if (!state.inside || !state.inside.has(id)) return;
    [[state.focused, "-1"], [id, "0"]].forEach(([key, tabindex]) => {
      const layer = state.inside.has(key) && state.layers.get(key);
      if (layer && layer.getElement()) layer.getElement().setAttribute("tabindex", tabindex);
    });
    state.focused = id;
  }

  /* Accessible names follow the values, and never delay the painting; a browser that is never idle must not lose them. */
  function name(state) {
    const view = state.view;
    if (!view || state.canvas || !state.layers.size || !state.layers.has(view.file.raeume[0])) return;
    reach(state);
    const work = () => view.file.raeume.forEach((id, i) => {
      const layer = state.inside.has(id) && state.layers.get(id);
      const element = layer && layer.getElement();
      if (element && state.view === view) {
        element.setAttribute("aria-label", [atlas.areaName(view, i), atlas.areaValue(view, i)].filter(Boolean).join(": "));
        if (!atlas.still) element.setAttribute("aria-pressed", String(view.selection.raum === id));
      }
    });
    if (window.requestIdleCallback) requestIdleCallback(work, { timeout: NAMED });
    else setTimeout(work);
  }

  atlas.access = { keyboard, name };
})();
