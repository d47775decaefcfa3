/* What lies over the areas: proportional symbols, and the lines around the hovered and the selected area. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const WHITE = "#ffffff";
  const INK = "#22201d";

  /* Proportional symbols: area of the circle is proportional to the count; the largest is drawn first. */
  function drawSymbols(state, view) {
    const top = view.file.hoechster;
    const order = [...view.file.raeume.keys()].sort((p, q) => (view.values[q] || 0) - (view.values[p] || 0));
    order.forEach((i) => {
      const id = view.file.raeume[i];
      const visible = view.status(i) === "beobachtet" && view.shown[i] && view.values[i] > 0;
      const radius = visible ? view.maxRadius * Math.sqrt(Math.min(1, view.values[i] / top)) : 0;
      const colour = view.colours[Math.min(Math.max(view.classes[i], 0), view.colours.length - 1)];
      let symbol = state.symbols.get(id);
      if (!symbol) {
        const layer = state.layers.get(id);
        const point = layer && layer.feature.properties.x;
        if (!point) return;
        symbol = L.circleMarker([point[1], point[0]], { pane: "symbole", interactive: false, renderer: symbolRenderer(state),
          color: WHITE, weight: 1 }).addTo(state.map);
        state.symbols.set(id, symbol);
      }
      symbol.setStyle({ fillColor: colour, opacity: radius ? 1 : 0, fillOpacity: radius ? 0.68 : 0 });
      symbol.setRadius(radius);
    });
  }

  function symbolRenderer(state) {
    if (!state.symbolRenderer) {
      state.symbolRenderer = (state.canvas ? L.canvas : L.svg)({ pane: "symbole" });
      if (!state.canvas) state.symbolRenderer._updateCircle = exactCircle;
    }
    return state.symbolRenderer;
  }

  /* Leaflet rounds radii to whole pixels, which makes areas of small circles up to twice what the count asks for. */
  function exactCircle(layer) {
    const { x, y } = layer._point;
    const r = layer._radius;
    const arc = `a${r},${r} 0 1,0 `;
    this._setPath(layer, layer._empty() || !r ? "M0 0" : `M${x - r},${y}${arc}${2 * r},0 ${arc}${-2 * r},0 `);
  }

  function clearSymbols(state) {
    state.symbols.forEach((symbol) => symbol.remove());
    state.symbols.clear();
  }

  /* Selection: dark double line; hover: light one. Drawn above everything from the very same coordinates. */
  function outline(state, kind, id) {
    if (state[kind] && state[kind].id === id) return;
    if (state[kind]) { state[kind].lines.forEach((line) => line.remove()); state[kind] = null; }
    const layer = id && state.layers.get(id);
    if (!layer || !state.ready) return;
    const looks = kind === "selected"
      ? [{ color: WHITE, weight: 6 }, { color: INK, weight: 3.2 }, { color: WHITE, weight: 1 }]
      : [{ color: INK, weight: 3.4, opacity: 0.75 }, { color: WHITE, weight: 1.6 }];
    const lines = looks.map((look) => L.polygon(layer.getLatLngs(), { fill: false, interactive: false, pane: "umriss",
      renderer: outlineRenderer(state), smoothFactor: 0, lineJoin: "round", ...look, weight: look.weight * atlas.scale() }).addTo(state.map));
    state[kind] = { id, lines };
  }

  function outlineRenderer(state) {
    if (!state.outlineRenderer) state.outlineRenderer = L.svg({ pane: "umriss" });
    return state.outlineRenderer;
  }

  function clearOutlines(state) {
    ["hover", "selected"].forEach((kind) => outline(state, kind, null));
    clearSymbols(state);
  }

  atlas.overlay = { drawSymbols, clearSymbols, outline, clear: clearOutlines };
})();
