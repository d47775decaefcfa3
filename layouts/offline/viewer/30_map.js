/* The map: painted once for each drawing, then only coloured. Pointing, choosing, and walking from area to area. */
(function () {
  "use strict";
  const { at, svg, state } = window.atlas;
  const atlas = window.atlas;
  let built = null;  // the drawing on the page: { key, box, paths, circles, layers }

  const PATTERNS = { s: "url(#muster-gesperrt)", n: "url(#muster-punkte)", b: "url(#muster-punkte)", c: "url(#muster-punkte)" };
  const colourOf = (view, i) => {
    const k = view.klass(i);
    const known = k >= "0" && k <= "9";
    if (view.scene.kreise) return known || k === "u" || k === "x" || k === "n" ? atlas.data.zeichenfarben.grund : PATTERNS[k] || atlas.data.zeichenfarben[k];
    return known ? view.year.farben[Math.min(Number(k), view.year.farben.length - 1)] : PATTERNS[k] || atlas.data.zeichenfarben[k];
  };
  atlas.colourOf = colourOf;

  /** Areas of a drawing as paths, also for the small maps of the overview. */
  atlas.paintAreas = (view) => view.map.pfade.map((d, i) => (d ? svg("path", { d, fill: colourOf(view, i) }) : null));

  function build(view) {
    const { map, scene } = view;
    const layers = ["umgebung", "flaechen", "grenzen", "kreise", "wahl", "zeiger", "schrift"].map((name) => [name, svg("g", { class: name })]);
    const layer = Object.fromEntries(layers);
    if (map.umgebung) layer.umgebung.append(svg("path", { d: map.umgebung }));
    const paths = atlas.paintAreas(view);
    paths.forEach((path, i) => {
      if (!path) return;
      Object.entries({ role: "button", tabindex: "-1", "data-i": i }).forEach(([key, value]) => path.setAttribute(key, value));
      layer.flaechen.append(path);
    });
    if (map.grenzen) layer.grenzen.append(svg("path", { d: map.grenzen }));
    const root = svg("svg", { viewBox: `0 0 ${map.breite} ${map.hoehe}`, role: "group", class: scene.kreise ? "mit-kreisen" : false }, ...layers.map(([, element]) => element));
    at("karte").replaceChildren(root);
    built = { key: scene.karte, root, paths, layer, lettering: null };
    letter(view);
  }

  /* Two sets of names: the one that can be read at this size. */
  function letter(view) {
    const { map } = view;
    const scale = atlas.mapScale(view);
    // hatches and dots grow with the type, not with the map
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    document.querySelectorAll("pattern").forEach((pattern) => {
      const turned = pattern.id === "muster-gesperrt" ? "rotate(45) " : "";
      pattern.setAttribute("patternTransform", `${turned}scale(${(0.8 * rem / scale).toFixed(2)})`);
    });
    const name = map.schrift.gross.grad * scale < 12.5 ? "klein" : "gross";
    if (built.lettering === name) return;
    built.lettering = name;
    const { grad, texte, linien } = map.schrift[name];
    built.layer.schrift.replaceChildren(
      ...texte.map(([x, y, text, size, kind]) => svg("text", { x, y, "font-size": size, class: kind, "stroke-width": size * 0.24, text })),
      svg("path", { d: linien, class: "massstab", "stroke-width": grad * 0.09 }));
    built.layer.schrift.setAttribute("aria-hidden", "true");
  }

  /** Pixels per unit of the drawing. */
  atlas.mapScale = function (view) {
    const place = at("karte");
    return Math.min(place.clientWidth / view.map.breite, place.clientHeight / view.map.hoehe) || 0.15;
  };

  atlas.paintMap = function (view) {
    if (!built || built.key !== view.scene.karte) build(view);
    built.root.setAttribute("aria-label", view.year.alt);
    built.paths.forEach((path, i) => {
      if (!path) return;
      const colour = colourOf(view, i);
      if (path.getAttribute("fill") !== colour) path.setAttribute("fill", colour);
      path.setAttribute("aria-label", `${view.label(i)}: ${view.text(i)}`);
      path.setAttribute("aria-pressed", String(state.raum === i));
    });
    built.layer.kreise.replaceChildren(...atlas.paintCircles(view));
    outline(view, "wahl", state.raum);
    atlas.markMap(view, null);
    rove(view, state.raum);
  };

  /** Circles whose area is in proportion to the number, the largest first so that small ones lie on top. */
  atlas.paintCircles = function (view) {
    if (!view.scene.kreise) return [];
    const known = view.places.namen.map((_, i) => i).filter((i) => view.inside(i) && view.observed(i) && view.value(i) > 0);
    known.sort((p, q) => view.value(q) - view.value(p));
    return known.map((i) => svg("circle", { cx: view.map.punkte[i][0], cy: view.map.punkte[i][1],
      r: Math.round(view.map.radius * Math.sqrt(view.value(i) / view.scene.groesster)), fill: view.scene.kreisfarbe }));
  };

  function outline(view, name, i) {
    const d = i === null || i === undefined ? "" : view.map.pfade[i];
    built.layer[name].replaceChildren(...(d ? ["aussen", "mitte", "innen"].map((line) => svg("path", { d, class: line })) : []));
  }

  /** A light line around the area somebody points at. */
  atlas.markMap = (view, i) => outline(view, "zeiger", i === state.raum ? null : i);

  /* --- one stop of the tabulator key, arrows inside --- */
  function rove(view, wanted) {
    const first = wanted !== null && built.paths[wanted] ? wanted : built.paths.findIndex(Boolean);
    built.paths.forEach((path, i) => { if (path) path.setAttribute("tabindex", i === first ? "0" : "-1"); });
  }

  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  function neighbour(view, from, key) {
    const [dx, dy] = DIRECTIONS[key];
    const [x, y] = view.map.punkte[from];
    let best = null;
    view.map.punkte.forEach((point, i) => {
      if (!point || i === from) return;
      const along = (point[0] - x) * dx + (point[1] - y) * dy;
      const aside = Math.abs((point[0] - x) * dy) + Math.abs((point[1] - y) * dx);
      if (along > 0 && (!best || along + 2 * aside < best.cost)) best = { i, cost: along + 2 * aside };
    });
    return best && best.i;
  }

  const areaAt = (target) => (target instanceof Element && target.closest("#karte [data-i]") ? Number(target.closest("[data-i]").dataset.i) : null);
  const place = at("karte");
  place.addEventListener("pointermove", (event) => atlas.hover(areaAt(event.target), event));
  place.addEventListener("pointerleave", () => atlas.hover(null));
  // the pointer leaves the focus where it is, so that the keys of a presenter keep turning the scenes
  place.addEventListener("mousedown", (event) => event.preventDefault());
  place.addEventListener("click", (event) => { const i = areaAt(event.target); if (i !== null) atlas.choose(i === state.raum ? null : i); });
  place.addEventListener("focusin", (event) => atlas.hover(areaAt(event.target)));
  place.addEventListener("focusout", () => atlas.hover(null));
  place.addEventListener("keydown", (event) => {
    const from = areaAt(event.target);
    if (from === null) return;
    const view = atlas.view();
    if (event.key === "Enter" || event.key === " ") atlas.choose(from === state.raum ? null : from);
    else if (DIRECTIONS[event.key]) {
      const next = neighbour(view, from, event.key);
      if (next !== null) { rove(view, next); built.paths[next].focus(); }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  new ResizeObserver(() => {
    const view = atlas.view();
    if (built && view.map && built.key === view.scene.karte) { letter(view); atlas.paintLegend(view); }
  }).observe(place);

  /** Where an area is on the screen. */
  atlas.spotOf = (i) => built.paths[i].getBoundingClientRect();
})();
