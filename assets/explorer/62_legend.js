/* The legend: classes with their numbers, signs, and marks where region, group and area stand. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const { node } = atlas;

  const NO_VALUE = ["gesperrt", "unsicher", "undefiniert", "nicht_klassiert", "grenzen_veraendert", "neues_gebiet", "fehlt"];

  function classText(view, k) {
    const lower = k === 0 ? null : view.limits[k - 1];
    const upper = k === view.limits.length ? null : view.limits[k];
    return atlas.className(lower, upper, limitDecimals(view));
  }

  /* One decimal more than the values only where the limits need it. */
  function limitDecimals(view) {
    const scale = 10 ** view.file.stellen;
    return view.limits.every((limit) => Math.abs(Math.round(limit * scale) - limit * scale) < 1e-6) ? view.file.stellen : view.file.stellen + 1;
  }
  atlas.limitDecimals = limitDecimals;
  atlas.classText = classText;

  function tally(view) {
    const perClass = new Array(view.k).fill(0);
    const perStatus = {};
    for (let i = 0; i < view.classes.length; i += 1) {
      if (!view.shown[i]) continue;
      if (view.classes[i] >= 0) perClass[view.classes[i]] += 1;
      else perStatus[view.status(i)] = (perStatus[view.status(i)] || 0) + 1;
    }
    return { perClass, perStatus };
  }

  function legend(current) {
    const place = at("legende");
    if (!place) return;
    const blocks = [legendOf(current.a, true)];
    if (current.b && current.a.selection.karten === 2) blocks.push(legendOf(current.b, false));
    place.replaceChildren(...blocks.flat());
  }

  function legendOf(view, interactive) {
    const { perClass, perStatus } = tally(view);
    const rows = perClass.map((n, k) => legendRow(view, k, n, interactive));
    rows.reverse();
    const scale = node("div", { class: "skala" }, node("ul", { class: "klassen" }, ...rows), node("div", { class: "marken", "aria-hidden": "true" }, ...marks(view)));
    const unit = view.entry.einheit ? ` (${view.entry.einheit})` : "";
    const parts = [node("p", { class: "legende-titel" }, node("b", { text: view.entry.titel || view.entry.name }), node("span", { text: unit })),
      view.symbols ? symbolLegend(view) : scale];
    const rest = NO_VALUE.filter((status) => perStatus[status]);
    if (rest.length) {
      parts.push(node("ul", { class: "klassen ohne-wert" }, ...rest.map((status) => node("li", { class: "ohne" },
        node("span", { class: `feld-farbe ${status}` }), node("span", { class: "klasse-text", text: atlas.text(`legende_${status}`) }), node("span", { class: "klasse-n", text: atlas.number(perStatus[status], 0) })))));
    }
    // own limits are those of the first map; a change is always classed over all years
    const method = view.selection.methode === "eigene" && !interactive ? "rund" : view.selection.methode;
    const always = interactive ? view.selection.basis !== null : view.selection.methode === "eigene";
    const bezug = always ? "alle" : view.selection.bezug;
    const scope = view.file.jahre.length > 1 && method !== "eigene" ? `, ${atlas.directory.bezuege[bezug]}` : "";
    const { richtungen, richtungen_veraenderung: ofChange } = atlas.directory;
    const meaning = (view.entry.art === "veraenderung" ? ofChange : richtungen)[view.entry.richtung];
    if (!view.symbols) parts.push(node("p", { class: "legende-fuss", text: `${atlas.directory.methoden[method]}${scope}. ${meaning}`.trim() }));
    if (!view.symbols && view.k < view.selection.klassen && method !== "eigene") parts.push(node("p", { class: "legende-fuss", text: atlas.text("weniger_klassen", { n: view.k }) }));
    return parts.filter(Boolean);
  }

  function legendRow(view, k, n, interactive) {
    const label = classText(view, k);
    const content = [
      node("span", { class: "feld-farbe", style: { background: view.colours[Math.min(k, view.colours.length - 1)] } }),
      node("span", { class: "klasse-text", text: label }),
      node("span", { class: "klasse-n", text: atlas.number(n, 0) }),
    ];
    if (!interactive || atlas.still) return node("li", { class: "klasse" }, ...content);
    const pressed = atlas.highlightedClass === k;
    return node("li", {}, node("button", { type: "button", class: "klasse", "data-klasse": k, "aria-pressed": String(pressed),
      title: atlas.text("klasse", { k: k + 1, n: view.k }), onclick: () => highlight(pressed ? null : k) }, ...content));
  }

  /* Where a value stands on the scale of equally high classes, 0 = bottom, 1 = top. */
  function position(view, value) {
    if (Number.isNaN(value) || value === null) return null;
    let k = 0;
    while (k < view.limits.length && view.limits[k] <= value) k += 1;
    const low = k === 0 ? view.file.tiefster : view.limits[k - 1];
    const high = k === view.limits.length ? view.file.hoechster : view.limits[k];
    const inside = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
    return (k + inside) / view.k;
  }

  function marks(view) {
    if (view.symbols) return [];
    const regionName = atlas.regionOf(view).kurz;
    const list = [];
    const add = (value, name, kind) => {
      const spot = position(view, value);
      if (spot === null) return;
      list.push({ spot, name, kind, value });
    };
    add(view.region, regionName, "region");
    const group = markedGroup(view);
    if (group) add(view.group(group), atlas.directory.gruppen[view.selection.stand][group], "gruppe");
    if (view.selection.raum && view.indexOf(view.selection.raum) !== undefined) {
      const i = view.indexOf(view.selection.raum);
      if (view.status(i) === "beobachtet") add(view.values[i], atlas.shortName(view, i), "raum");
    }
    list.sort((p, q) => q.spot - p.spot);
    let lowest = 2;
    const rowShare = 0.17 * 5 / view.k / 1.6;
    list.forEach((mark) => { mark.label = Math.min(mark.spot, lowest - rowShare); lowest = mark.label; });
    return [...list.map((mark) => node("span", { class: `marke ${mark.kind}`, style: { bottom: `${mark.label * 100}%` } },
      node("span", { class: "marke-name", text: mark.name }), node("span", { class: "marke-wert", text: atlas.number(mark.value, view.file.stellen) }))),
    node("span", { class: "zeiger", id: view === atlas.current.a ? "zeiger" : "zeiger-b", hidden: true })];
  }

  function markedGroup(view) {
    if (view.selection.innerhalb) return view.selection.innerhalb;
    const i = view.selection.raum ? view.indexOf(view.selection.raum) : undefined;
    const group = i === undefined ? null : view.file.gruppe[i];
    return group && group !== view.selection.raum ? group : null;
  }

  atlas.markLegend = function (view, i) {
    const pin = at("zeiger");
    if (!pin) return;
    const spot = i === undefined || !view || view.status(i) !== "beobachtet" ? null : position(view, view.values[i]);
    pin.hidden = spot === null;
    if (spot !== null) pin.style.bottom = `${spot * 100}%`;
  };

  function symbolLegend(view) {
    const top = view.file.hoechster;
    const steps = [1, 0.35, 0.08].map((share) => roundDown(top * share)).filter((value, i, all) => value > 0 && all.indexOf(value) === i);
    const radius = (value) => view.maxRadius * Math.sqrt(value / top);
    const height = 2 * radius(steps[0]) + 4;
    let free = -Infinity;
    const lines = steps.map((value) => {
      // labels keep a line of type apart, however small the circles get
      const label = Math.max(height - 2 * radius(value) + 2, free + 15);
      free = label;
      return { value, label };
    });
    const circles = lines.map(({ value, label }) => `<circle cx="${radius(steps[0]) + 2}" cy="${height - radius(value) - 2}" r="${radius(value)}"/>`
      + `<line x1="${radius(steps[0]) + 2}" x2="${2 * radius(steps[0]) + 22}" y1="${height - 2 * radius(value) - 2}" y2="${label - 4}"/>`
      + `<text x="${2 * radius(steps[0]) + 26}" y="${label}">${atlas.number(value, 0)}</text>`).join("");
    const box = node("div", { class: "kreis-legende" });
    box.innerHTML = `<svg width="${2 * radius(steps[0]) + 110}" height="${Math.max(height, free) + 12}" viewBox="0 -8 ${2 * radius(steps[0]) + 110} ${Math.max(height, free) + 12}" aria-hidden="true">${circles}</svg>`;
    box.append(node("p", { text: atlas.text("kreise") }));
    return box;
  }

  function roundDown(value) {
    const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
    return Math.floor(value / power) * power;
  }

  function highlight(k) {
    atlas.highlightedClass = k;
    atlas.refresh();
    legend(atlas.current);
    atlas.filters(atlas.current);
    if (atlas.charts) atlas.charts.render(atlas.current);
    markRows();
    const button = document.querySelector(`.klasse[data-klasse="${k}"]`);
    if (button) button.focus();
  }

  function markRows() {
    document.querySelectorAll("#tabelle tr[data-raum]").forEach((row) => {
      const k = atlas.highlightedClass;
      const i = atlas.current.a.indexOf(row.dataset.raum);
      row.classList.toggle("blass", k !== null && atlas.current.a.classes[i] !== k);
    });
  }
  atlas.markRows = markRows;

  atlas.highlight = highlight;
  atlas.legend = legend;
})();
