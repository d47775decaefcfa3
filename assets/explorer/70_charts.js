/* Ranking and scatter (the time chart: 72_series.js): figures come from layouts/figures.py as skeletons; here values are put into them.
   Only the open one is drawn. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const INK = "#22201d";
  const GRID = "#e4dfd6";
  const MANY = 1200;
  const EDGE = 60;
  const WIDEST_BAR = 64;
  const NAME_ROOM = 128;  // of names beside the chart

  function plot(id) {
    const holder = at(id);
    return holder && holder.querySelector(".js-plotly-plot");
  }

  function react(id, traces, layout) {
    const chart = plot(id);
    if (!chart || !window.Plotly || !chart.layout) return;
    const skeleton = (chart.atlasSkeleton = chart.atlasSkeleton || JSON.parse(JSON.stringify(chart.layout)));
    const merged = { ...skeleton, ...layout, xaxis: { ...skeleton.xaxis, ...(layout.xaxis || {}) }, yaxis: { ...skeleton.yaxis, ...(layout.yaxis || {}) } };
    scaleType(merged);
    window.Plotly.react(chart, traces, merged, chart._context ? undefined : {});
    bind(chart, id);
  }

  function scaleType(layout) {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    layout.font = { ...layout.font, size: size * 0.8125 };
    return layout;
  }

  function bind(chart, id) {
    if (chart.atlasBound) return;
    chart.atlasBound = true;
    chart.on("plotly_hover", (event) => {
      const key = event.points[0] && event.points[0].customdata;
      if (key && !chart.atlasEcho) atlas.hover(key, "diagramm");
    });
    chart.on("plotly_unhover", () => { if (!chart.atlasEcho) atlas.hover(null, "diagramm"); });
    chart.on("plotly_click", (event) => {
      const point = event.points[0];
      if (id === "diagramm-zeit" && point) { if (atlas.current.a.file.jahre.includes(Number(point.x))) atlas.navigate({ jahr: Number(point.x) }); }
      else if (point && point.customdata) atlas.pick(point.customdata);
    });
  }

  const colourOf = (view, i) => (view.classes[i] >= 0 ? view.colours[Math.min(view.classes[i], view.colours.length - 1)] : "#b9b4aa");
  const dim = (view, i) => (atlas.highlightedClass !== null && view.classes[i] !== atlas.highlightedClass ? 0.25 : 1);

  function ordered(view) {
    const list = [];
    for (let i = 0; i < view.values.length; i += 1) if (view.shown[i] && view.classes[i] >= 0) list.push(i);
    return list.sort((p, q) => view.values[q] - view.values[p] || p - q);
  }

  function ranking(view) {
    const all = ordered(view);
    const short = all.length > MANY;
    const list = short ? [...all.slice(0, EDGE), ...all.slice(-EDGE)] : all;
    view.rankList = list;
    const note = at("satz-rang");
    if (note) note.textContent = short ? atlas.text("raenge_gekuerzt", { n: EDGE, alle: atlas.number(all.length, 0) }) : "";
    const selected = view.selection.raum;
    const ids = list.map((i) => view.file.raeume[i]);
    const shapes = [];
    const annotations = [];
    const beside = [];
    let outside = false;
    const divided = list.some((i) => view.values[i] < 0);
    if (divided) shapes.push({ type: "line", xref: "paper", x0: 0, x1: 1, y0: 0, y1: 0, line: { color: INK, width: 2 * atlas.scale() } });
    if (!view.symbols) {
      const { innerhalb } = view.selection;
      // names of lines stand beside the chart where bars leave them no free place: on both sides of zero, and behind high ones
      const lowest = Math.min(view.region, innerhalb ? view.group(innerhalb) : Infinity);
      outside = divided || (list.length > 0 && view.values[list[Math.floor(list.length * 0.8)]] > lowest);
      const lower = innerhalb && view.group(innerhalb) < view.region;
      level(view.region, atlas.regionOf(view).kurz, innerhalb && !lower ? "top" : "bottom");
      if (innerhalb) level(view.group(innerhalb), atlas.directory.gruppen[view.selection.stand][innerhalb], lower ? "top" : "bottom");
    }
    function level(value, name, side) {
      if (Number.isNaN(value)) return;
      shapes.push({ type: "line", xref: "paper", x0: 0, x1: 1, y0: value, y1: value, line: { color: INK, width: 1.2, dash: "4px,3px" } });
      if (outside) { beside.push({ name, short: name, value: atlas.figure(view, value), colour: INK, x: 1, y: value }); return; }
      annotations.push({ xref: "paper", x: 1, xanchor: "right", y: value, yanchor: side, showarrow: false, text: `${name} ${atlas.figure(view, value)}` });
    }
    const bars = {
      type: "bar", x: list.map((_, p) => p), y: list.map((i) => view.values[i]), customdata: ids, hoverinfo: "none",
      marker: { color: list.map((i) => colourOf(view, i)), opacity: list.map((i) => dim(view, i)),
        line: { width: ids.map((id) => (id === selected ? 3 : list.length > 150 ? 0 : 0.5)), color: ids.map((id) => (id === selected ? INK : "#b5aea2")) } },
    };
    const chart = plot("diagramm-rang");
    const { labels: names, margin: right } = beside.length ? atlas.endLabels.of(beside, 0, NAME_ROOM * atlas.scale()) : { labels: [], margin: 8 };
    const known = [0, view.region, ...list.map((i) => view.values[i])].filter((value) => !Number.isNaN(value));
    const size = chart && chart._fullLayout ? chart._fullLayout._size : null;
    atlas.endLabels.spread(names, Math.min(...known), Math.max(...known), size ? size.h : 120).forEach((label) => annotations.push({ ...atlas.endLabels.note(label), xref: "paper", xshift: 6 }));
    const longest = Math.max(...list.map((i) => clip(atlas.shortName(view, i)).length)) * 5.8 * atlas.scale();
    const room = chart ? chart.clientWidth - 46 - right : 0;
    // few areas stand beside each other at the left, none as a block
    const pitch = Math.min(room / list.length, Math.max(WIDEST_BAR * atlas.scale() / 0.88, longest + 4));
    // codes only where they can be read; else those one looks for: both ends and the chosen one
    const labels = pitch >= 10.5;
    const lying = longest < pitch;
    const named = list.map((i, p) => (labels || p === 0 || p === list.length - 1 || ids[p] === selected ? p : -1)).filter((p) => p >= 0);
    react("diagramm-rang", [bars], {
      shapes, annotations, margin: { l: 46, r: right, t: 12, b: 36 }, bargap: list.length > 150 ? 0 : Math.max(0.12, pitch ? 1 - (WIDEST_BAR * atlas.scale()) / pitch : 0),
      xaxis: { tickvals: named, ticktext: named.map((p) => clip(atlas.shortName(view, list[p]))), tickangle: lying ? 0 : -90,
        tickfont: { size: (labels && !lying ? Math.min(pitch * 1.1, 12) : 11) * atlas.scale() },
        linecolor: divided ? GRID : INK, autorange: false, range: [-0.7, Math.max(list.length, pitch ? room / pitch - 0.4 : 0) - 0.3] },
      yaxis: { ...numbers(view), ticksuffix: view.entry.einheit === "%" ? "\u202f%" : "", rangemode: "tozero" },
    });
  }

  const numbers = (view) => ({ tickformat: view.entry.art === "anzahl" ? ",.0f" : "", nticks: 5 });
  const clip = (text) => { const bare = text.replace(/ \(.*\)$/, ""); return bare.length > 15 ? `${bare.slice(0, 14)}…` : bare; };
  const escape = (text) => text.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[sign]);

  /** How both indicators go together in this year, as far as the server has said it. */
  function relation({ a, b }) {
    const answer = atlas.answers.zusammenhang;
    const fits = b && answer && answer.frage && answer.frage.indikator === a.selection.indikator && answer.frage.vergleich === b.file.indikator
      && answer.frage.stand === a.selection.stand && answer.frage.ebene === a.selection.ebene
      && (answer.frage.innerhalb || null) === a.selection.innerhalb && (answer.frage.feld || null) === a.selection.feld;
    return (fits && answer.jahre[a.jahr]) || "";
  }

  function scatter(current) {
    const note = at("satz-zusammenhang");
    const chart = at("diagramm-zusammenhang");
    const holder = chart && chart.closest(".platz");
    if (holder) holder.hidden = !current.b;
    if (!current.b) { if (note) note.textContent = atlas.text("vergleich_fehlt"); return; }
    const { a, b } = current;
    if (note) note.textContent = relation(current);
    const list = [];
    for (let i = 0; i < a.values.length; i += 1) {
      if (a.shown[i] && a.status(i) === "beobachtet" && b.status(i) === "beobachtet") list.push(i);
    }
    const selected = a.selection.raum;
    const points = {
      type: list.length > 2000 ? "scattergl" : "scatter", mode: "markers", hoverinfo: "none",
      x: list.map((i) => a.values[i]), y: list.map((i) => b.values[i]), customdata: list.map((i) => a.file.raeume[i]),
      marker: { size: list.map((i) => (a.file.raeume[i] === selected ? 15 : list.length > 300 ? 6 : 10)), opacity: list.map((i) => 0.9 * dim(a, i)),
        color: list.map((i) => colourOf(a, i)), line: { width: list.map((i) => (a.file.raeume[i] === selected ? 3 : 0.8)), color: INK } },
    };
    const name = (view) => escape(`${view.entry.kurz} ${view.jahr}${view.entry.einheit ? ` (${view.entry.einheit})` : ""}`);
    a.scatterList = list;
    react("diagramm-zusammenhang", [points], {
      annotations: [
        { text: `↑ <b>${name(b)}</b>`, xref: "paper", yref: "paper", x: 0, y: 1, xanchor: "left", yanchor: "bottom", showarrow: false },
        { text: `<b>${name(a)}</b> →`, xref: "paper", yref: "paper", x: 1, y: 0, xanchor: "right", yanchor: "top", yshift: -20 * atlas.scale(), showarrow: false },
      ],
      margin: { l: 46, r: 24, t: 26 * atlas.scale(), b: 44 * atlas.scale() },
      xaxis: numbers(a), yaxis: numbers(b),
    });
  }

  const DRAW = { rang: (c) => ranking(c.a), zeit: (c) => atlas.series.render(c.a), zusammenhang: scatter, tabelle: (c) => atlas.table.render(c) };

  function render(current) {
    if (!current) return;
    const open = current.selection.ansicht;
    if (atlas.openTab(open)) {
      const chart = plot(`diagramm-${open}`);
      if (chart && window.Plotly && chart.layout) window.Plotly.Plots.resize(chart);
    }
    DRAW[open](current);
  }

  /* A hover elsewhere is shown in the open chart without redrawing it. */
  function hover(i, source) {
    if (source === "diagramm") return;
    const current = atlas.current;
    const open = current && current.selection.ansicht;
    if (open === "zeit") { atlas.series.ghost(current.a, i); return; }
    const list = current && (open === "rang" ? current.a.rankList : open === "zusammenhang" ? current.a.scatterList : null);
    const chart = list && plot(`diagramm-${open}`);
    if (!chart || !chart._fullLayout || !window.Plotly) return;
    let pin = chart.querySelector(".atlas-nadel");
    const p = i === undefined ? -1 : list.indexOf(i);
    if (p < 0) { if (pin) pin.remove(); return; }
    const { xaxis, yaxis, _size: size } = chart._fullLayout;
    const x = size.l + xaxis.l2p(open === "rang" ? p : current.a.values[i]);
    const y = size.t + yaxis.l2p(open === "rang" ? current.a.values[i] : current.b.values[i]);
    if (!pin) {
      pin = document.createElement("div");
      pin.className = "atlas-nadel";
      chart.append(pin);
    }
    pin.classList.toggle("punkt", open !== "rang");
    pin.style.transform = `translate(${x}px, ${y}px)`;
    pin.textContent = open === "rang" ? `${atlas.shortName(current.a, i)} ${atlas.areaValue(current.a, i)}` : atlas.shortName(current.a, i);
  }

  atlas.charts = { render, hover, relation, plot, react, numbers, escape };
  atlas.renderers.push(render);
  /* Graphs appear after the first map; draw as soon as plotly has made them. */
  atlas.chartsReady = function () {
    const wait = (tries) => {
      if (plot("diagramm-rang") && plot("diagramm-rang").layout && window.Plotly) render(atlas.current);
      else if (tries) setTimeout(() => wait(tries - 1), 60);
    };
    wait(200);
  };
})();
