/* The maps: a registry id → layer filled once per geometry; painting touches only areas whose fill differs. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const WHITE = "#ffffff";
  const INK = "#22201d";
  const PATTERN = { gesperrt: "muster-gesperrt", unbekannt: "muster-gesperrt", nicht_klassiert: "muster-punkte",
    grenzen_veraendert: "muster-punkte", neues_gebiet: "muster-punkte" };
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
  const { scale } = atlas;
  const BAR = 10;  // rem, the longest scale bar
  let thick = null;

  /* Called by dash-leaflet for every area. */
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
      click: (event) => { if (event.originalEvent.detail < 2) atlas.pick(feature.id, state); },
      dblclick: (event) => { L.DomEvent.stop(event); atlas.drill(feature.id, state); },
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
    atlas.overlay.clear(state);
    if (atlas.current) paintOne(state, state.key === "b" ? atlas.current.b : atlas.current.a);
    atlas.mapListeners.forEach((listener) => listener(state));
    requestAnimationFrame(() => {
      performance.mark("atlas:gemalt");
      if (!window.atlasFirstPaint) window.atlasFirstPaint = performance.now();
      setTimeout(() => {
        atlas.access.keyboard(state);
        atlas.drawLabels(state);
        if (window.dash_clientside) window.dash_clientside.set_props("bereit", { data: 1 });
      }, 0);
    });
  }

  function prepare(state, map) {
    state.map = map;
    state.prepared = true;
    ["symbole", "umriss", "namen"].forEach((name, i) => {
      if (!map.getPane(name)) { const pane = map.createPane(name); pane.style.zIndex = 420 + 10 * i; pane.style.pointerEvents = "none"; }
    });
    // the areas themselves carry their names; read a second time they would only be noise
    map.getPane("namen").setAttribute("aria-hidden", "true");
    map.doubleClickZoom.disable();
    if (L.Browser.mobile || matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    if (atlas.still) ["dragging", "scrollWheelZoom", "touchZoom", "boxZoom"].forEach((way) => { if (map[way]) map[way].disable(); });
    // where the page itself scrolls, the wheel belongs to the page unless Ctrl is held
    map.getContainer().addEventListener("wheel", (event) => {
      if ((atlas.embedded || matchMedia("(max-width: 62rem)").matches) && !event.ctrlKey) event.stopImmediatePropagation();
      else state.moved = true;
    }, { capture: true, passive: true });
    measure(map);
    map.on("resize", () => measure(map));
    map.on("zoomend resize", () => atlas.drawLabels(state));
    map.on("moveend", () => synchronise(state));
    map.on("click", (event) => { if (!event.originalEvent.target.closest("path")) atlas.pick(null); });
    new ResizeObserver(() => { if (!map.getContainer().offsetParent) return; map.invalidateSize({ animate: false }); if (!state.moved && state.ready) fit(state, true); }).observe(map.getContainer());
    map.on("dragstart", () => { state.moved = true; });
    buttons(state);
  }

  /* The scale bar grows with the type: Leaflet's own 100 px are a crumb on a wall. Its round numbers make it half as long at least. */
  function measure(map) {
    L.Control.Scale.prototype.options.maxWidth = Math.min(BAR * 16 * scale(), map.getSize().x / 3);
  }

  function buttons(state) {
    const place = document.querySelector(`[data-karte="karte-${state.key}"]`);
    if (!place || place.childElementCount || atlas.still) return;
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
    const view = atlas.current && (atlas.current[state.key] || atlas.current.a);
    const within = view && view.selection.innerhalb;
    let bounds = state.bounds;
    if (within) {
      bounds = L.latLngBounds([]);
      state.layers.forEach((layer, id) => { if (view.file.gruppe[view.indexOf(id)] === within) bounds.extend(layer.getBounds()); });
    }
    // the whole region is the farthest view: nobody loses it by turning the wheel
    state.map.setMinZoom(0);
    state.map.setMaxBounds(null);
    const farthest = state.map.getBoundsZoom(state.bounds, false, L.point(24, 24));
    if (bounds && bounds.isValid()) state.map.fitBounds(bounds, { padding: [12, 12], animate: !still && !reduced() });
    state.map.setMinZoom(farthest - 0.3);
    state.map.setMaxBounds(state.bounds.pad(0.6));
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
    if (!view.symbols && state.symbols.size) atlas.overlay.clearSymbols(state);
    if (view.symbols) atlas.overlay.drawSymbols(state, view);
    if (state.within !== view.selection.innerhalb && state.bounds) fit(state);
    atlas.overlay.outline(state, "selected", view.selection.raum);
    state.labelled = null;
  }

  function opacityOf(view, i, highlight) {
    if (!view.shown[i]) return 0.12;
    return highlight === null || highlight === undefined || view.classes[i] === highlight ? 1 : 0.2;
  }

  function paintArea(state, layer, fill, opacity) {
    const options = layer.options;
    if (options.fillColor === fill && options.fillOpacity === opacity) return;
    const element = state.canvas ? null : layer.getElement();
    // on canvas `setStyle` asks for one common redraw; `redraw` would project every outline again
    if (!element) layer.setStyle({ fillColor: fill, fillOpacity: opacity });
    else {
      options.fillColor = fill;
      options.fillOpacity = opacity;
      element.setAttribute("fill", fill);
      element.setAttribute("fill-opacity", opacity);
    }
  }

  atlas.map = {
    style, borderStyle, register,
    paint(view) {
      maps.forEach((state) => paintOne(state, state.key === "b" ? view.b : view.a));
    },
    /** Lines around the hovered area on every map. */
    hover(id) { maps.forEach((state) => atlas.overlay.outline(state, "hover", id)); },
    describe() { maps.forEach((state) => { atlas.access.name(state); atlas.drawLabels(state); }); },
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