/* Names on the map. */
(function () {
  "use strict";
  const atlas = window.atlas;

  /* Names: groups first, codes where there is room; a name that would cover another one is left out. */
  function drawLabels(state) {
    if (!state.ready || !atlas.current) return;
    const view = state.view || atlas.current.a;
    const pane = state.map.getPane("namen");
    const key = `${state.map.getZoom()}|${state.url}|${view.selection.innerhalb}|${state.map.getContainer().clientWidth}`;
    if (state.labelled === key) return;
    state.labelled = key;
    const groups = atlas.directory.gruppen[view.selection.stand];
    const inner = view.selection.ebene !== atlas.directory.gruppenebene;
    const candidates = [];
    if (inner && !view.selection.innerhalb) {
      const sums = new Map();
      state.layers.forEach((layer) => {
        const p = layer.feature.properties;
        const entry = sums.get(p.p) || { x: 0, y: 0, n: 0, bounds: L.latLngBounds([]) };
        entry.bounds.extend(layer.getBounds());
        sums.set(p.p, entry);
      });
      sums.forEach((entry, id) => { if (id) candidates.push({ text: groups[id] || id, at: entry.bounds.getCenter(), kind: "gruppe", bounds: entry.bounds }); });
    }
    view.file.raeume.forEach((id, i) => {
      const layer = state.layers.get(id);
      if (!layer || !view.shown[i]) return;
      const point = layer.feature.properties.x;
      const text = inner ? view.file.kuerzel[i] : view.file.namen[i];
      candidates.push({ text, at: L.latLng(point[1], point[0]), kind: inner ? "code" : "gruppe", bounds: layer.getBounds() });
    });
    const taken = [];
    const nodes = [];
    candidates.forEach((label) => {
      const spot = state.map.latLngToLayerPoint(label.at);
      const root = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      const width = label.text.length * (label.kind === "gruppe" ? 7.4 : 6.4) * root + 6;
      const height = (label.kind === "gruppe" ? 17 : 14) * root;
      const box = [spot.x - width / 2, spot.y - height / 2, spot.x + width / 2, spot.y + height / 2];
      if (label.kind === "code" && !fits(state, label.bounds, width, height)) return;
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
      taken.push(box);
      const node = document.createElement("span");
      node.className = `name ${label.kind}`;
      node.textContent = label.text;
      node.style.transform = `translate(${spot.x}px, ${spot.y}px) translate(-50%, -50%)`;
      nodes.push(node);
    });
    pane.replaceChildren(...nodes);
  }

  function fits(state, bounds, width, height) {
    const a = state.map.latLngToLayerPoint(bounds.getNorthWest());
    const b = state.map.latLngToLayerPoint(bounds.getSouthEast());
    return b.x - a.x > width * 1.05 && b.y - a.y > height * 1.05;
  }

  atlas.drawLabels = drawLabels;
})();
