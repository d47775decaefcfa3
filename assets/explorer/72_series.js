/* The time series over boundary revisions: three readings from the server, drawn with breaks, dashes and signs, and the
   table of the same values. What a reading means and what is said of it comes from layouts/series.py. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const GREY = "#8a8378";
  const DARK = "#4d473f";
  const SIGN = "#6b645a";
  let tabular = false;

  /* The answer for the place shown; without one the values that are here already stand in for the usual reading. */
  function mainSeries(view) {
    const { selection } = view;
    const answer = atlas.answers.zeit;
    const fits = answer && answer.frage && ["indikator", "stand", "ebene", "innerhalb", "raum"]
      .every((key) => (answer.frage[key] || null) === (selection[key] || null));
    if (fits) return { name: answer.name, ...answer.lesarten[selection.lesart] };
    // beside a map of change the values here are changes, not what the series shows
    if (selection.lesart !== "umgerechnet" || selection.basis !== null) return null;
    const i = selection.raum ? view.indexOf(selection.raum) : undefined;
    const values = i !== undefined ? view.file.w.map((year) => year[i]) : selection.innerhalb ? view.file.gruppen[selection.innerhalb] : view.file.region;
    const name = i !== undefined ? atlas.ownName(view, i) : selection.innerhalb ? atlas.directory.gruppen[selection.stand][selection.innerhalb] : atlas.regionOf(view).name;
    const rows = view.file.jahre.map((jahr, y) => ({ jahr, wert: !values || Number.isNaN(values[y]) ? null : values[y], text: "", guete: "",
      geschaetzt: false, spanne: null, stand: "", raeume: "", bruch: false }));
    return { name, zeilen: rows, satz: "" };
  }

  /* Region and group behind the series, from the values of the chosen Gebietsstand. */
  function references(view) {
    const { file, selection, entry } = view;
    const i = selection.raum ? view.indexOf(selection.raum) : undefined;
    if (selection.basis !== null || entry.art === "anzahl" || (i === undefined && !selection.innerhalb)) return [];
    const list = [{ name: atlas.regionOf(view).kurz, values: file.region, colour: GREY, symbol: "square" }];
    const group = i === undefined ? null : file.gruppe[i];
    if (group && group !== file.raeume[i]) {
      list.push({ name: atlas.directory.gruppen[selection.stand][group], values: file.gruppen[group] || [], colour: DARK, symbol: "diamond" });
    }
    return list;
  }

  /* Stretches between neighbouring years: none across a break, dashed where one end is an estimate. */
  function stretches(rows) {
    const parts = { solid: { x: [], y: [] }, dashed: { x: [], y: [] } };
    rows.slice(1).forEach((row, n) => {
      const before = rows[n];
      if (row.bruch || row.wert === null || before.wert === null) return;
      const part = row.geschaetzt || before.geschaetzt ? parts.dashed : parts.solid;
      part.x.push(before.jahr, row.jahr, null);
      part.y.push(before.wert, row.wert, null);
    });
    return parts;
  }

  function mainTraces(rows, colour) {
    const { solid, dashed } = stretches(rows);
    const line = (part, dash) => ({ type: "scatter", mode: "lines", ...part, hoverinfo: "none", connectgaps: false, line: { color: colour, width: 3.2 * atlas.scale(), dash } });
    const seen = rows.filter((row) => row.wert !== null);
    const spans = seen.some((row) => row.spanne);
    const points = {
      type: "scatter", mode: "markers", x: seen.map((row) => row.jahr), y: seen.map((row) => row.wert), hoverinfo: "text",
      hovertext: seen.map((row) => [`<b>${row.jahr}: ${row.text}</b>`, row.spannentext, row.guete, atlas.charts.escape(row.raeume)].filter(Boolean).join("<br>")),
      hoverlabel: { bgcolor: "#ffffff", bordercolor: "#22201d", font: { color: "#22201d" } },
      // hollow: not simply counted there and then
      marker: { size: 8 * atlas.scale(), symbol: "circle", color: seen.map((row) => (row.guete && row.guete !== "exakt" ? "#ffffff" : colour)), line: { color: colour, width: 2 * atlas.scale() } },
      ...(spans ? { error_y: { type: "data", symmetric: false, array: seen.map((row) => (row.spanne ? row.spanne[1] - row.wert : 0)),
        arrayminus: seen.map((row) => (row.spanne ? row.wert - row.spanne[0] : 0)), color: colour, thickness: 1.2, width: 4 } } : {}),
    };
    return [line(solid, "solid"), line(dashed, "5px,4px"), points];
  }

  /* Years in a row that were counted and judged alike. */
  function runs(rows, lesart) {
    const list = [];
    rows.forEach((row) => {
      const key = lesart === "umgerechnet" ? row.guete : row.stand;
      const last = list[list.length - 1];
      if (last && last.key === key && !row.bruch) last.to = row.jahr;
      else list.push({ key, from: row.jahr, to: row.jahr, bruch: row.bruch, row });
    });
    return list.filter((run) => run.key || run.bruch);
  }

  function marks(rows, lesart, width, years) {
    const list = runs(rows, lesart);
    const pitch = width / Math.max(1, years[years.length - 1] - years[0] + 0.4);
    const shapes = [];
    const notes = [];
    const told = list.length > 1 || list.some((run) => run.key && run.key !== "exakt" && lesart === "umgerechnet");
    list.forEach((run, n) => {
      if (n) {
        shapes.push({ type: "line", x0: run.from - 0.5, x1: run.from - 0.5, yref: "paper", y0: 0, y1: run.bruch ? 1.16 : 1.1, layer: "below",
          line: { color: run.bruch ? "#22201d" : "#c9c2b6", width: run.bruch ? 2 : 1, dash: run.bruch ? "solid" : "2px,2px" } });
        if (run.bruch) notes.push({ x: run.from - 0.5, xanchor: "left", xshift: 4, yref: "paper", y: 1, yanchor: "top", showarrow: false, bgcolor: "rgba(255,255,255,0.85)", text: `<b>${atlas.text("bruch")}</b>` });
      }
      if (!told || !run.key) return;
      const room = (run.to - run.from + 1) * pitch;
      const size = 6.1 * atlas.scale();
      const words = [run.key, run.key.split(" ")[0]].find((text) => text.length * size < room);
      if (words) notes.push({ x: (run.from + run.to) / 2, xanchor: "center", yref: "paper", y: 1, yanchor: "bottom", yshift: 2, showarrow: false, text: words, font: { color: SIGN, size: 11.5 * atlas.scale() } });
    });
    rows.filter((row) => row.wert === null && row.text).forEach((row) => notes.push({ x: row.jahr, yref: "paper", y: 0, yanchor: "bottom", showarrow: false,
      text: row.text.split(" ")[0], font: { color: SIGN, size: 14 * atlas.scale() }, hovertext: row.text }));
    return { shapes, notes };
  }

  const known = (values) => values.filter((y) => y !== null && y !== undefined && !Number.isNaN(y));

  function draw(view, main, behind) {
    const { file, selection } = view;
    const entry = atlas.directory.indikatoren[selection.indikator];
    const rows = main ? main.zeilen : [];
    const years = [...new Set([...file.jahre, ...rows.map((row) => row.jahr)])].sort((p, q) => p - q);
    const accent = getComputedStyle(document.documentElement).getPropertyValue("--akzent").trim() || "#22201d";
    const traces = behind.map((line) => ({ type: "scatter", mode: "lines+markers", x: file.jahre, y: line.values, hoverinfo: "none", connectgaps: false,
      line: { color: line.colour, width: 1.6 * atlas.scale() }, marker: { size: 5 * atlas.scale(), color: line.colour, symbol: line.symbol } }));
    // a number of the series keeps the unit of the indicator, whatever the map shows
    const figure = (x, y) => { const row = rows.find((one) => one.jahr === x && one.wert === y); return (row && row.text) || atlas.figure(view, y); };
    const ends = behind.map((line) => end(line, line.colour, file.jahre, line.values, figure));
    if (main) {
      traces.push(...mainTraces(rows, accent));
      ends.push(end({ name: main.name, short: shortOf(view, main.name) }, accent, rows.map((row) => row.jahr), rows.map((row) => row.wert), figure));
    }
    const chart = atlas.charts.plot("diagramm-zeit");
    const margin = { l: 46, t: 24 * atlas.scale(), b: 30 };
    const { labels, margin: right } = atlas.endLabels.of(ends.filter(Boolean), (chart && chart.clientWidth) || 500);
    const width = Math.max(1, ((chart && chart.clientWidth) || 500) - margin.l - right);
    const height = Math.max(1, ((chart && chart.clientHeight) || 200) - margin.t - margin.b);
    const { shapes, notes } = marks(rows, selection.lesart, width, years);
    const all = known([...behind.flatMap((line) => [...line.values]), ...rows.flatMap((row) => [row.wert, ...(row.spanne || [])])]);
    const placed = atlas.endLabels.spread(labels, Math.min(0, ...all), Math.max(0, ...all), height);
    const step = Math.ceil((years.length * 36 * atlas.scale()) / Math.max(width, 1));
    const ticks = years.filter((_, n) => (years.length - 1 - n) % step === 0);
    atlas.charts.react("diagramm-zeit", traces, {
      margin: { ...margin, r: right },
      annotations: [...placed.map(atlas.endLabels.note), ...notes],
      shapes: [...shapes, { type: "line", x0: view.jahr, x1: view.jahr, yref: "paper", y0: 0, y1: 1, line: { color: "#c9c2b6", width: 1 }, layer: "below" }],
      xaxis: { tickvals: ticks, ticktext: ticks.map(String), autorange: false, range: [years[0] - 0.2, years[years.length - 1] + 0.2] },
      yaxis: { ...atlas.charts.numbers({ entry }), ticksuffix: entry.einheit === "%" ? "\u202f%" : "", rangemode: "tozero" },
    });
  }

  function shortOf(view, name) {
    const i = view.selection.raum ? view.indexOf(view.selection.raum) : undefined;
    if (i !== undefined) return atlas.shortName(view, i);
    return view.selection.innerhalb ? name : atlas.regionOf(view).kurz;
  }

  function end({ name, short }, colour, years, values, figure) {
    const last = [...years.keys()].reverse().find((n) => values[n] !== null && values[n] !== undefined && !Number.isNaN(values[n]));
    return last === undefined ? null : { name, short: short || name, colour, x: years[last], y: values[last], value: figure(years[last], values[last]) };
  }

  /* --- the table of the same values --- */
  function table(view, main, behind) {
    const place = at("reihe");
    const { node } = atlas;
    const rows = main ? main.zeilen : [];
    const spans = rows.some((row) => row.spannentext);
    const columns = [
      ["reihe_jahr", (row) => String(row.jahr)], ["reihe_wert", (row) => row.text, true],
      ...(spans ? [["reihe_spanne", (row) => row.spannentext || "–", true]] : []),
      ["reihe_guete", (row) => (row.bruch ? `${row.guete || "–"} (${atlas.text("bruch")})` : row.guete || "–")],
      ["reihe_stand", (row) => row.stand], ["reihe_raeume", (row) => row.raeume],
    ].map(([key, text, number]) => ({ name: atlas.text(key), text, number }));
    behind.forEach((line) => columns.push({ name: line.name, number: true, text: (row) => {
      const value = line.values[view.file.jahre.indexOf(row.jahr)];
      return value === undefined || Number.isNaN(value) ? "–" : atlas.figure(view, value);
    } }));
    const kind = (column) => (column.number ? "zahl" : "");
    const lesart = atlas.directory.lesarten[view.selection.lesart];
    const title = atlas.text("reihe_titel", { name: atlas.directory.indikatoren[view.selection.indikator].name, raum: main ? main.name : "", lesart });
    place.replaceChildren(node("table", { class: "tafel" }, node("caption", { text: title }),
      node("thead", {}, node("tr", {}, ...columns.map((column) => node("th", { scope: "col", class: kind(column) }, node("span", { text: column.name }))))),
      node("tbody", {}, ...rows.map((row) => node("tr", { class: row.bruch ? "bruch" : "" },
        ...columns.map((column, n) => (n ? node("td", { class: kind(column), text: column.text(row) }) : node("th", { scope: "row", text: column.text(row) }))))))));
  }

  function render(view) {
    const main = mainSeries(view);
    const behind = references(view);
    atlas.setText("satz-zeit", main ? main.satz : "");
    at("platz-zeit").hidden = tabular;
    at("reihe").hidden = !tabular;
    if (tabular) table(view, main, behind);
    else draw(view, main, behind);
  }

  atlas.actions.reihe = (button) => {
    tabular = !tabular;
    button.setAttribute("aria-pressed", String(tabular));
    render(atlas.current.a);
    if (!tabular) atlas.charts.render(atlas.current);
  };

  /* The hovered area as a thin line over the chart, from the values already here. */
  function ghost(view, i) {
    const chart = atlas.charts.plot("diagramm-zeit");
    if (!chart || !chart._fullLayout || tabular) return;
    const old = chart.querySelector(".atlas-geist");
    if (old) old.remove();
    if (i === undefined || view.selection.basis !== null) return;
    const { xaxis, yaxis, _size: size, width, height } = chart._fullLayout;
    const spots = view.file.jahre.map((year, y) => [size.l + xaxis.l2p(year), size.t + yaxis.l2p(view.file.w[y][i])]);
    const parts = [];
    spots.forEach(([x, y]) => {
      if (Number.isNaN(y)) parts.push(null);
      else parts.push(`${parts.length && parts[parts.length - 1] ? "L" : "M"}${x},${y}`);
    });
    const box = document.createElement("div");
    box.className = "atlas-geist";
    const last = spots.filter(([, y]) => !Number.isNaN(y)).pop();
    box.innerHTML = `<svg width="${width}" height="${height}" aria-hidden="true"><path d="${parts.filter(Boolean).join("")}"/></svg>`;
    if (last) {
      const label = document.createElement("span");
      // a value above the axis is named at the upper edge
      label.textContent = `${last[1] < size.t ? "↑ " : ""}${atlas.shortName(view, i)} ${atlas.figure(view, view.file.w[view.file.jahre.length - 1][i])}`;
      label.style.transform = `translate(${last[0]}px, ${Math.max(size.t + 14, last[1])}px) translate(-100%, -110%)`;
      box.append(label);
    }
    chart.append(box);
  }

  atlas.series = { render, ghost };
})();
