/* Names on the map. */
(function () {
  "use strict";
  const atlas = window.atlas;

  const TRIES = 8;
  const BESIDE = [0, -14, 14, -22, 22];  // px above and below, where symbols stand in the middle

  /* A group is named in its middle, or else in one of its larger areas, rather than not at all. */
  function groupLabels(state, groups) {
    const found = new Map();
    state.layers.forEach((layer) => {
      const { p: group, x: point } = layer.feature.properties;
      if (!group) return;
      const entry = found.get(group) || { bounds: L.latLngBounds([]), parts: [] };
      const own = layer.getBounds();
      entry.bounds.extend(own);
      entry.parts.push({ at: L.latLng(point[1], point[0]), size: (own.getNorth() - own.getSouth()) * (own.getEast() - own.getWest()) });
      found.set(group, entry);
    });
    return [...found].map(([id, { bounds, parts }]) => ({
      text: groups[id] || id, kind: "gruppe", bounds,
      at: [bounds.getCenter(), ...parts.sort((p, q) => q.size - p.size).slice(0, TRIES).map((part) => part.at)],
    }));
  }

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
    if (inner && !view.selection.innerhalb) candidates.push(...groupLabels(state, groups));
    view.file.raeume.forEach((id, i) => {
      const layer = state.layers.get(id);
      if (!layer || !view.shown[i]) return;
      const point = layer.feature.properties.x;
      const texts = atlas.labelTexts ? atlas.labelTexts(view, i) : [atlas.shortName(view, i)];
      candidates.push({ texts, text: texts[0], at: inner ? [L.latLng(point[1], point[0])] : around(L.latLng(point[1], point[0]), layer.getBounds()), kind: inner ? "code" : "gruppe", bounds: layer.getBounds() });
    });
    const symbols = state.symbolBoxes || [];  // a name covers them only where a group had no name otherwise
    const taken = [];
    const nodes = [];
    const root = atlas.scale();
    const hits = (box) => (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1];
    const within = (box) => !symbols.length || state.map.layerPointToContainerPoint([box[0], box[1]]).y >= 0;
    const free = (box, over) => !taken.some(hits(box)) && (over || (within(box) && !symbols.some(hits(box))));
    candidates.forEach((label) => {
      const height = (label.kind === "gruppe" ? 17 : 14) * root;
      const wide = (text) => text.length * (label.kind === "gruppe" ? 7.4 : 6.4) * root + 6;
      if (label.kind === "code") {
        label.text = label.texts.find((text) => fits(state, label.bounds, wide(text), height));
        if (!label.text) return;
      }
      const width = wide(label.text);
      for (const over of label.kind === "gruppe" && symbols.length ? [false, true] : [false]) {
        for (const place of label.at) {
          const spot = state.map.latLngToLayerPoint(place);
          for (const step of symbols.length && !over ? BESIDE : [0]) {
            const y = spot.y + step * root;
            const box = [spot.x - width / 2, y - height / 2, spot.x + width / 2, y + height / 2];
            if (free(box, over)) { taken.push(box); nodes.push(labelAt(label, { x: spot.x, y })); return; }
          }
        }
      }
    });
    pane.replaceChildren(...nodes);
  }

  /* The label point, then a little above and below it, inside the area's frame. */
  function around(point, bounds) {
    const reach = (bounds.getNorth() - bounds.getSouth()) / 4;
    return [point, ...[1, -1, 1.6, -1.6].map((step) => L.latLng(point.lat + step * reach, point.lng))];
  }

  function labelAt(label, spot) {
    const node = document.createElement("span");
    node.className = `name ${label.kind}`;
    node.textContent = label.text;
    node.style.transform = `translate(${spot.x}px, ${spot.y}px) translate(-50%, -50%)`;
    return node;
  }

  function fits(state, bounds, width, height) {
    const a = state.map.latLngToLayerPoint(bounds.getNorthWest());
    const b = state.map.latLngToLayerPoint(bounds.getSouthEast());
    return b.x - a.x > width * 1.05 && b.y - a.y > height * 1.05;
  }

  atlas.drawLabels = drawLabels;
})();
