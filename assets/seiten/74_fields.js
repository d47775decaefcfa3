/* Symbols of the Handlungsfelder on the map: one per field found in an area, drawn where the area has its label point.
   They keep their size on the screen, shrink where the area is small, and are never told apart by colour alone. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const SPACE = "http://www.w3.org/2000/svg";
  const PANE = "zeichen";
  const INK = "#22201d";
  const SIZES = [13, 10.5, 8.5, 7];  // px at 16 px type
  const LARGE = 1.35;  // one field alone
  const LEAST = 6;  // only where symbols would lie over one another
  const TURNS = 12;
  const INSIDE = 0.2;  // of an area's box that its symbols keep from the edge
  let shown = null;

  function svg(tag, attributes) {
    const element = document.createElementNS(SPACE, tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  function paneOf(state) {
    let pane = state.map.getPane(PANE);
    if (!pane) {
      pane = state.map.createPane(PANE);
      pane.style.zIndex = 435;  // below the names
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
      state.map.on("zoomend", () => draw(state));
    }
    return pane;
  }

  /* How many symbols stand in a row: two rows from three on. */
  const columns = (n) => (n > 2 ? Math.ceil(n / 2) : n);

  function sizeFor(state, layer, n) {
    const bounds = layer.getBounds();
    const a = state.map.latLngToLayerPoint(bounds.getNorthWest());
    const b = state.map.latLngToLayerPoint(bounds.getSouthEast());
    const room = [(b.x - a.x) * 0.72, (b.y - a.y) * 0.72];
    const across = columns(n);
    const fit = SIZES.find((size) => size * 1.2 * across * atlas.scale() <= room[0] && size * 1.2 * Math.ceil(n / across) * atlas.scale() <= room[1]);
    return fit || SIZES[SIZES.length - 1];
  }

  /* One size for all, because a larger symbol would look like a larger need; a third of the areas may be too small for it. */
  function commonSize(state, zeichnung, view) {
    const sizes = [];
    zeichnung.raeume.forEach((marks, i) => {
      const layer = marks.length && view.shown[i] ? state.layers.get(view.file.raeume[i]) : null;
      if (layer) sizes.push(sizeFor(state, layer, marks.length));
    });
    sizes.sort((p, q) => p - q);
    return (sizes[Math.floor(sizes.length / 3)] || SIZES[0]) * atlas.scale() * (zeichnung.felder.length === 1 ? LARGE : 1);
  }

  /* Where the symbols of each area stand: pushed apart where they would cover one another, none out of its own area. */
  function spread(state, homes, size) {
    const step = size * 1.14;
    const places = homes.map(({ i, marks, point, bounds }) => {
      const across = columns(marks.length);
      const spot = state.map.latLngToLayerPoint([point[1], point[0]]);
      const a = state.map.latLngToLayerPoint(bounds.getNorthWest());
      const b = state.map.latLngToLayerPoint(bounds.getSouthEast());
      const room = [(b.x - a.x) * INSIDE, (b.y - a.y) * INSIDE];
      return { i, marks, across, x: spot.x, y: spot.y, w: across * step, h: Math.ceil(marks.length / across) * step,
        low: { x: Math.min(spot.x, a.x + room[0]), y: Math.min(spot.y, a.y + room[1]) },
        high: { x: Math.max(spot.x, b.x - room[0]), y: Math.max(spot.y, b.y - room[1]) } };
    });
    let left = true;
    for (let turn = 0; left && turn < TURNS; turn += 1) {
      left = false;
      for (let k = 0; k < places.length; k += 1) for (let m = k + 1; m < places.length; m += 1) left = part(places[k], places[m]) || left;
    }
    return { places, step, free: !left };
  }

  /** Push two apart along the shorter way; whether they had to be. */
  function part(p, q) {
    const over = { x: (p.w + q.w) / 2 - Math.abs(p.x - q.x), y: (p.h + q.h) / 2 - Math.abs(p.y - q.y) };
    if (over.x <= 0.5 || over.y <= 0.5) return false;
    const axis = over.x <= over.y ? "x" : "y";
    const by = (p[axis] <= q[axis] ? over[axis] : -over[axis]) / 2;
    p[axis] = Math.max(p.low[axis], Math.min(p.high[axis], p[axis] - by));
    q[axis] = Math.max(q.low[axis], Math.min(q.high[axis], q[axis] + by));
    return true;
  }

  /* The common size, or the next smaller one that leaves all symbols in sight. */
  function arrange(state, homes, common) {
    const smaller = [...SIZES, LEAST].map((size) => size * atlas.scale()).filter((size) => size < common);
    return [common, ...smaller].reduce((found, size) => (found && found.free ? found : { ...spread(state, homes, size), size }), null);
  }

  function mark(field, kind, x, y, size) {
    const group = svg("g", { transform: `translate(${x} ${y}) scale(${size / 10})` });
    if (kind === "offen") {
      const sign = svg("text", { x: 5, y: 9, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: field.farbe, stroke: "#fff", "stroke-width": 2.4, "paint-order": "stroke" });
      sign.textContent = "?";
      group.append(sign);
      return group;
    }
    const hollow = kind === "weg" || kind === "hand-nicht";
    group.append(svg("path", { d: field.form, fill: "none", stroke: "#fff", "stroke-width": 3.2, "stroke-linejoin": "round" }));
    if (kind === "hinzu" || kind === "hand") group.append(svg("path", { d: field.form, fill: "none", stroke: INK, "stroke-width": 2.4, "stroke-linejoin": "round" }));
    group.append(svg("path", { d: field.form, fill: hollow ? "#fff" : field.farbe, stroke: hollow ? field.farbe : "#fff",
      "stroke-width": hollow ? 1.6 : 0.7, "stroke-dasharray": kind === "weg" ? "2.4 1.6" : "none" }));
    if (kind.startsWith("hand")) {
      const sign = svg("text", { x: 5, y: 8, "text-anchor": "middle", "font-size": 7.5, "font-weight": 700, fill: hollow ? INK : "#fff" });
      sign.textContent = "H";
      group.append(sign);
    }
    return group;
  }

  function draw(state) {
    if (!shown || !state.ready || !state.map || !state.view || state.key !== "a") return;
    const { zeichnung, view } = shown;
    if (state.view !== view) return;
    const homes = [];
    zeichnung.raeume.forEach((marks, i) => {
      const layer = marks.length && view.shown[i] ? state.layers.get(view.file.raeume[i]) : null;
      if (layer) homes.push({ i, marks, point: layer.feature.properties.x, bounds: layer.getBounds() });
    });
    const { places, step, size } = arrange(state, homes, commonSize(state, zeichnung, view));
    const nodes = [];
    const boxes = [];
    places.forEach(({ i, marks, across, x, y, w, h }) => {
      const rows = Math.ceil(marks.length / across);
      const group = svg("g", { "data-zeichen": view.file.raeume[i] });
      marks.forEach(([f, kind], k) => {
        const row = Math.floor(k / across);
        const inRow = row === rows - 1 ? marks.length - row * across : across;
        group.append(mark(zeichnung.felder[f], kind, x - (inRow * step) / 2 + (k - row * across) * step, y - h / 2 + row * step, size));
      });
      nodes.push(group);
      boxes.push([x - w / 2, y - h / 2, x + w / 2, y + h / 2]);
    });
    const root = svg("svg", { class: "zeichen-ebene", width: 1, height: 1, overflow: "visible", focusable: "false" });
    root.append(...nodes);
    paneOf(state).replaceChildren(root);
    const key = JSON.stringify(boxes.map((box) => box.map(Math.round)));
    if (state.symbolKey === key) return;
    state.symbolKey = key;
    state.symbolBoxes = boxes;
    state.labelled = null;
    atlas.drawLabels(state);
  }

  atlas.mapListeners.push((state) => draw(state));
  atlas.renderers.push((current, answer) => {
    document.documentElement.classList.toggle("mit-zeichen", Boolean(answer.zeichnung));
    if (!answer.zeichnung) return;
    document.documentElement.classList.toggle("erprobt", Boolean(answer.erprobung));
    shown = { zeichnung: answer.zeichnung, view: current.a };
    atlas.map.states.forEach((state) => draw(state));
  });
})();
