/* Names on the map. */
(function () {
  "use strict";
  const atlas = window.atlas;

  const TRIES = 8;
  const NEAR = 0.3;  // of a group's width and height
  const COVERED = 0.2;  // of a group's name that may lie over symbols
  const BESIDE = [0, -14, 14, -22, 22];  // px above and below, where symbols stand in the middle
  const LETTER = { gruppe: 7.4, code: 6.4, gewaehlt: 7.6 };  // px, of one letter on average
  const HEIGHT = { gruppe: 17, code: 14, gewaehlt: 16 };
  const EDGE = 5;  // px from an area to a name beside it: half of its outline and air

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
      at: [bounds.getCenter(), ...parts.sort((p, q) => q.size - p.size).slice(0, TRIES).map((part) => part.at).filter(reaches(state, bounds))],
    }));
  }

  /** Which places are near enough: between symbols a name finds its place far off, and would seem to mean a neighbour. */
  function reaches(state, bounds) {
    if (!(state.symbolBoxes || []).length) return () => true;
    const middle = bounds.getCenter();
    const reach = [NEAR * (bounds.getNorth() - bounds.getSouth()), NEAR * (bounds.getEast() - bounds.getWest())];
    return (at) => Math.abs(at.lat - middle.lat) <= reach[0] && Math.abs(at.lng - middle.lng) <= reach[1];
  }

  /** How much of a box lies under others. */
  function covered(box, others) {
    const common = others.map((other) => Math.max(0, Math.min(box[2], other[2]) - Math.max(box[0], other[0])) * Math.max(0, Math.min(box[3], other[3]) - Math.max(box[1], other[1])));
    return common.reduce((sum, part) => sum + part, 0) / ((box[2] - box[0]) * (box[3] - box[1]));
  }

  const sizeOf = (text, kind, root) => ({ wide: text.length * LETTER[kind] * root + 6, high: HEIGHT[kind] * root });
  const boxOf = (x, y, { wide, high }) => [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2];

  /* The selected area is named before all others: in its middle where there is room, else beside it, and then no other name
     covers its outline. Names of groups leave a large one alone as well, as long as they find another place. */
  function chosenLabel(state, { texts: [text], at: [place], bounds }, root) {
    const size = sizeOf(text, "gewaehlt", root);
    const label = { text, kind: "code gewaehlt" };
    const middle = state.map.latLngToLayerPoint(place);
    const a = state.map.latLngToLayerPoint(bounds.getNorthWest());
    const b = state.map.latLngToLayerPoint(bounds.getSouthEast());
    const edge = EDGE * root;
    const outer = [a.x - edge, a.y - edge, b.x + edge, b.y + edge];
    if (!(state.symbolBoxes || []).length && fits(state, bounds, size.wide, size.high)) {
      return { node: labelAt(label, middle), taken: [boxOf(middle.x, middle.y, size)], spared: [outer] };
    }
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    const spots = [[b.x + edge + size.wide / 2, y], [a.x - edge - size.wide / 2, y], [x, a.y - edge - size.high / 2], [x, b.y + edge + size.high / 2]];
    const { x: w, y: h } = state.map.getSize();
    const inside = (box) => {
      const upper = state.map.layerPointToContainerPoint([box[0], box[1]]);
      return upper.x >= 0 && upper.y >= 0 && upper.x + size.wide <= w && upper.y + size.high <= h;
    };
    const [left, top] = spots.find((spot) => inside(boxOf(...spot, size))) || spots[0];
    return { node: labelAt(label, { x: left, y: top }), taken: [boxOf(left, top, size), outer], spared: [] };
  }

  /* Names: the selected area's, then groups, codes where there is room; a name that would cover another one is left out. */
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
    let chosen = { node: null, taken: [], spared: [] };
    if (inner && !view.selection.innerhalb) candidates.push(...groupLabels(state, groups));
    view.file.raeume.forEach((id, i) => {
      const layer = state.layers.get(id);
      if (!layer || !view.shown[i]) return;
      const point = layer.feature.properties.x;
      const texts = atlas.labelTexts ? atlas.labelTexts(view, i) : [atlas.shortName(view, i)];
      const label = { texts, text: texts[0], at: inner ? [L.latLng(point[1], point[0])] : around(L.latLng(point[1], point[0]), layer.getBounds()), kind: inner ? "code" : "gruppe", bounds: layer.getBounds() };
      if (id !== view.selection.raum) candidates.push(label);
      else if (inner) chosen = chosenLabel(state, label, atlas.scale());
      else candidates.unshift(label);
    });
    const symbols = state.symbolBoxes || [];  // a group's name may cover a little of them, a code nothing
    const taken = [...chosen.taken];
    const nodes = [];
    const root = atlas.scale();
    const hits = (box) => (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1];
    const within = (box) => !symbols.length || state.map.layerPointToContainerPoint([box[0], box[1]]).y >= 0;
    const free = (box) => !taken.some(hits(box)) && within(box);
    candidates.forEach((label) => {
      if (label.kind === "code") {
        label.text = label.texts.find((text) => { const { wide, high } = sizeOf(text, "code", root); return fits(state, label.bounds, wide, high); });
        if (!label.text) return;
      }
      const size = sizeOf(label.text, label.kind, root);
      const spared = label.kind === "gruppe" ? chosen.spared : [];
      const limit = label.kind === "gruppe" ? COVERED : 0;
      const best = { cost: Infinity, box: null, spot: null };
      for (const place of label.at) {
        const spot = state.map.latLngToLayerPoint(place);
        for (const step of symbols.length ? BESIDE : [0]) {
          const box = boxOf(spot.x, spot.y + step * root, size);
          const over = free(box) ? covered(box, symbols) : Infinity;
          const cost = over + (spared.some(hits(box)) ? 1 : 0);
          if (over <= limit && cost < best.cost) Object.assign(best, { cost, box, spot: { x: spot.x, y: spot.y + step * root } });
        }
      }
      if (!best.box) return;
      taken.push(best.box);
      nodes.push(labelAt(label, best.spot));
    });
    pane.replaceChildren(...nodes, ...(chosen.node ? [chosen.node] : []));
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
