/* The maps: a registry id → layer filled once per geometry; painting touches only areas whose fill differs. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const WHITE = "#ffffff";
  const INK = "#22201d";
  const PATTERN = { gesperrt: "muster-gesperrt", nicht_klassiert: "muster-punkte" };
  const maps = new Map();  // component id of the areas → state of one map

  function stateOf(id) {
    if (!maps.has(id)) {
      maps.set(id, { id, key: id.endsWith("b") ? "b" : "a", map: null, layers: new Map(), order: [], symbols: new Map(),
        labels: [], hover: null, selected: null, canvas: false, patterns: {} });
    }
    return maps.get(id);
  }

  const FILL = () => atlas.directory.zeichenfarben;
  const PAPER = "#efece6";

  /* Called by dash-leaflet for every area; reads current state instead of hideout, which would rebuild the layer. */
  const scale = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  let thick = null;
  function style(_feature, context) {
    thick = thick || scale();
    // where areas are a few pixels wide, hairlines would bleach the map
    const many = context && context.map && context.map.options.preferCanvas;
    return { fillColor: PAPER, fillOpacity: 1, color: WHITE, weight: (many ? 0.2 : 0.6) * thick, opacity: 1, smoothFactor: 0 };
  }

  function borderStyle() {
    return { fill: false, color: INK, weight: 1.1 * scale(), opacity: 0.55, interactive: false, smoothFactor: 0, lineJoin: "round" };
  }

  function register(feature, layer, context) {
    const state = stateOf(context.hideout.karte);
    // the same areas come again when a second map is taken away and put back
    if (state.pending !== context.url || state.layers.has(feature.id)) {
      state.pending = context.url;
      state.layers = new Map();
      state.order = [];
      state.url = context.url;
      state.ready = false;
      queueMicrotask(() => requestAnimationFrame(() => adopt(state)));
    }
    state.layers.set(feature.id, layer);
    state.order.push(feature.id);
    layer.on({
      mouseover: () => atlas.hover(feature.id, "karte", state),
      mouseout: () => atlas.hover(null, "karte", state),
      click: (event) => { if (event.originalEvent.detail < 2) atlas.pick(feature.id); },
      dblclick: (event) => { L.DomEvent.stop(event); atlas.drill(feature.id); },
    });
  }

  /* The geometry stands: fit, colour at once, then labels and keyboard. */
  function adopt(state) {
    const first = state.layers.values().next().value;
    if (!first || !first._map) { requestAnimationFrame(() => adopt(state)); return; }
    const map = first._map;
    if (!map.getSize().x || !map.getSize().y) {
      // still hidden: take it over once it is shown
      map.invalidateSize({ animate: false });
      setTimeout(() => adopt(state), 50);
      return;
    }
    state.canvas = !first.getElement || !first.getElement();
    if (state.map !== map || !state.prepared) prepare(state, map);
    const bounds = L.latLngBounds([]);
    state.layers.forEach((layer) => bounds.extend(layer.getBounds()));
    state.bounds = bounds;
    state.ready = true;
    fit(state, true);
    clearOutlines(state);
    if (atlas.current) paintOne(state, state.key === "b" ? atlas.current.b : atlas.current.a);
    requestAnimationFrame(() => {
      performance.mark("atlas:gemalt");
      if (!window.atlasFirstPaint) window.atlasFirstPaint = performance.now();
      setTimeout(() => {
        keyboard(state);
        drawLabels(state);
        if (window.dash_clientside) window.dash_clientside.set_props("bereit", { data: 1 });
      }, 0);
    });
  }

  function prepare(state, map) {
    state.map = map;
    state.prepared = true;
    ["umriss", "symbole", "namen"].forEach((name, i) => {
      if (!map.getPane(name)) { const pane = map.createPane(name); pane.style.zIndex = 420 + 10 * i; pane.style.pointerEvents = "none"; }
    });
    map.doubleClickZoom.disable();
    if (L.Browser.mobile || matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    map.on("zoomend resize", () => drawLabels(state));
    map.on("moveend", () => synchronise(state));
    map.on("click", (event) => { if (!event.originalEvent.target.closest("path")) atlas.pick(null); });
    new ResizeObserver(() => { if (!map.getContainer().offsetParent) return; map.invalidateSize({ animate: false }); if (!state.moved && state.ready) fit(state, true); }).observe(map.getContainer());
    map.getContainer().addEventListener("wheel", () => { state.moved = true; }, { passive: true });
    map.on("dragstart", () => { state.moved = true; });
    buttons(state);
  }

  function buttons(state) {
    const place = document.querySelector(`[data-karte="karte-${state.key}"]`);
    if (!place || place.childElementCount) return;
    [["+", atlas.text("hineinzoomen"), () => state.map.zoomIn()], ["−", atlas.text("herauszoomen"), () => state.map.zoomOut()],
      ["⌂", atlas.text("ganzer_ausschnitt"), () => { state.moved = false; fit(state); }]].forEach(([sign, label, act]) => {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = sign; button.title = label; button.setAttribute("aria-label", label);
      button.addEventListener("click", () => { if (sign !== "⌂") state.moved = true; act(); });
      place.append(button);
    });
  }

  /** Show the filtered part, or everything. */
  function fit(state, still) {
    const view = atlas.current && atlas.current.a;
    const within = view && view.selection.innerhalb;
    let bounds = state.bounds;
    if (within) {
      bounds = L.latLngBounds([]);
      state.layers.forEach((layer, id) => { if (view.file.gruppe[view.indexOf(id)] === within) bounds.extend(layer.getBounds()); });
    }
    if (bounds && bounds.isValid()) state.map.fitBounds(bounds, { padding: [14, 14], animate: !still && !reduced() });
    state.within = within;
  }

  const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  let syncing = false;
  function synchronise(state) {
    if (syncing || maps.size < 2) return;
    syncing = true;
    maps.forEach((other) => {
      if (other !== state && other.ready && other.map.getContainer().offsetParent) {
        other.map.setView(state.map.getCenter(), state.map.getZoom(), { animate: false });
        other.moved = state.moved;
      }
    });
    syncing = false;
  }

  function pattern(state, status) {
    if (!state.canvas) return `url(#${PATTERN[status]})`;
    if (!state.patterns[status]) {
      const image = document.createElement("canvas");
      image.width = image.height = 6;
      const pen = image.getContext("2d");
      pen.fillStyle = FILL().gesperrt; pen.fillRect(0, 0, 6, 6);
      pen.strokeStyle = WHITE; pen.beginPath(); pen.moveTo(0, 6); pen.lineTo(6, 0); pen.stroke();
      state.patterns[status] = pen.createPattern(image, "repeat");
    }
    return state.patterns[status];
  }

  function fillOf(state, view, i) {
    const status = view.status(i);
    if (view.symbols) return status === "fehlt" ? FILL().fehlt : status === "gesperrt" ? pattern(state, status) : FILL().grund;
    const k = view.classes[i];
    if (k >= 0) return view.colours[Math.min(k, view.colours.length - 1)];
    if (PATTERN[status]) return pattern(state, status);
    return status === "unsicher" || status === "undefiniert" ? FILL().unsicher : FILL().fehlt;
  }

  function paintOne(state, view) {
    if (!view || !state.ready || state.layers.size !== view.file.raeume.length || !view.file.index.has(state.order[0])) return;
    state.view = view;
    const highlight = atlas.highlightedClass;
    for (let i = 0; i < view.file.raeume.length; i += 1) {
      const layer = state.layers.get(view.file.raeume[i]);
      if (layer) paintArea(state, layer, fillOf(state, view, i), opacityOf(view, i, highlight));
    }
    if (!view.symbols && state.symbols.size) clearSymbols(state);
    if (view.symbols) drawSymbols(state, view);
    if (state.within !== view.selection.innerhalb && state.bounds) fit(state);
    outline(state, "selected", view.selection.raum);
    state.labelled = null;
  }

  function opacityOf(view, i, highlight) {
    if (!view.shown[i]) return 0.12;
    return highlight === null || highlight === undefined || view.classes[i] === highlight ? 1 : 0.2;
  }

  function paintArea(state, layer, fill, opacity) {
    const options = layer.options;
    if (options.fillColor === fill && options.fillOpacity === opacity) return;
    options.fillColor = fill;
    options.fillOpacity = opacity;
    const element = state.canvas ? null : layer.getElement();
    if (element) {
      element.setAttribute("fill", fill);
      element.setAttribute("fill-opacity", opacity);
    } else layer.redraw();
  }

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
          color: INK, weight: 0.8, fillOpacity: 0.85 }).addTo(state.map);
        state.symbols.set(id, symbol);
      }
      symbol.setStyle({ fillColor: colour, opacity: radius ? 0.75 : 0, fillOpacity: radius ? 0.85 : 0 });
      symbol.setRadius(radius);
    });
  }

  function symbolRenderer(state) {
    if (!state.symbolRenderer) state.symbolRenderer = (state.canvas ? L.canvas : L.svg)({ pane: "symbole" });
    return state.symbolRenderer;
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
      renderer: outlineRenderer(state), smoothFactor: 0, lineJoin: "round", ...look, weight: look.weight * scale() }).addTo(state.map));
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

  /* One tab stop for the map; arrows go to the neighbour in that direction, Enter selects. */
  function keyboard(state) {
    if (state.canvas) return;
    state.focused = null;
    state.order.forEach((id, i) => {
      const element = state.layers.get(id).getElement();
      if (!element) return;
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", i === 0 ? "0" : "-1");
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

  const TOWARDS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  function press(state, id, event) {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); atlas.pick(id); return; }
    const towards = TOWARDS[event.key];
    if (!towards) return;
    event.preventDefault();
    const from = place(state, id);
    let best = null;
    state.layers.forEach((layer, other) => {
      if (other === id) return;
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
    [[state.focused || state.order[0], "-1"], [id, "0"]].forEach(([key, tabindex]) => {
      const layer = state.layers.get(key);
      if (layer && layer.getElement()) layer.getElement().setAttribute("tabindex", tabindex);
    });
    state.focused = id;
  }

  /* Accessible names follow the values, but never delay the painting. */
  function name(state) {
    const view = state.view;
    if (!view || state.canvas) return;
    const work = () => view.file.raeume.forEach((id, i) => {
      const layer = state.layers.get(id);
      const element = layer && layer.getElement();
      if (element && state.view === view) {
        element.setAttribute("aria-label", `${atlas.areaName(view, i)}: ${atlas.areaValue(view, i)}`);
        element.setAttribute("aria-pressed", String(view.selection.raum === id));
      }
    });
    (window.requestIdleCallback || setTimeout)(work);
  }

  /* Below the group level areas are known by their codes, on it and above by their names. */
  const isPart = (view, i) => view.file.gruppe[i] && view.file.gruppe[i] !== view.file.raeume[i];
  atlas.shortName = (view, i) => (isPart(view, i) ? view.file.kuerzel[i] : view.file.namen[i]);
  atlas.ownName = function (view, i) {
    const { kuerzel, namen } = view.file;
    return isPart(view, i) && kuerzel[i] !== namen[i] ? `${kuerzel[i]} ${namen[i]}` : namen[i];
  };
  atlas.areaName = function (view, i) {
    const groups = atlas.directory.gruppen[view.selection.stand];
    return isPart(view, i) ? `${atlas.ownName(view, i)}, ${groups[view.file.gruppe[i]]}` : view.file.namen[i];
  };

  atlas.areaValue = function (view, i) {
    const status = view.status(i);
    if (status !== "beobachtet") return atlas.text(status);
    return atlas.value(view.values[i], view.file.stellen, view.entry.einheit);
  };

  atlas.map = {
    style, borderStyle, register,
    paint(view) {
      maps.forEach((state) => paintOne(state, state.key === "b" ? view.b : view.a));
    },
    /** Lines around the hovered area on every map. */
    hover(id) { maps.forEach((state) => outline(state, "hover", id)); },
    describe() { maps.forEach((state) => { name(state); drawLabels(state); }); },
    pointOf(id) {
      const state = maps.get("flaechen-a");
      if (!state || !state.layers.has(id)) return null;
      const point = state.layers.get(id).feature.properties.x;
      const spot = state.map.latLngToContainerPoint([point[1], point[0]]);
      const box = state.map.getContainer().getBoundingClientRect();
      return { x: box.left + spot.x, y: box.top + spot.y };
    },
    states: maps,
  };
  atlas.renderers.push(() => atlas.map.describe());
})();
