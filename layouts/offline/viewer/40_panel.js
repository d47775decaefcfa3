/* Legend, profile with its small chart, speech bubble and table. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { at, node, svg, state } = atlas;
  const PATTERN_CLASS = { s: "gesperrt", n: "nicht_klassiert", b: "nicht_klassiert", c: "nicht_klassiert", m: "fehlt", u: "unsicher", x: "undefiniert" };

  /* Where a value stands on the scale of equally high classes, 0 = bottom. */
  function spot(view, value) {
    const { grenzen } = view.year;
    let k = 0;
    while (k < grenzen.length && grenzen[k] <= value) k += 1;
    const low = k === 0 ? view.figures.tiefster : grenzen[k - 1];
    const high = k === grenzen.length ? view.figures.hoechster : grenzen[k];
    const inside = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
    return (k + inside) / (grenzen.length + 1);
  }

  function marks(view) {
    const list = view.year.legende.marken.map(([kind, name, value, at_]) => ({ kind, name, value, at: at_ }));
    const i = state.raum;
    if (i !== null && view.inside(i) && view.observed(i)) {
      list.push({ kind: "raum", name: view.places.kurz[i], value: atlas.number(view.value(i), view.figures.stellen), at: spot(view, view.value(i)) });
    }
    list.sort((p, q) => q.at - p.at);
    const step = 0.72 / Math.max(3, view.year.legende.klassen.length);
    let lowest = 2;
    list.forEach((mark) => { mark.label = Math.min(mark.at, lowest - step); lowest = mark.label; });
    return list.flatMap((mark) => [node("span", { class: `strich ${mark.kind}`, style: { bottom: `${mark.at * 100}%` } }),
      node("span", { class: `marke-text ${mark.kind}`, style: { bottom: `${mark.label * 100}%` } }, node("span", { text: mark.name }), " ", node("b", { text: mark.value }))]);
  }

  atlas.paintLegend = function (view) {
    const { legende } = view.year;
    const rows = legende.klassen.map(([text, n], k) => node("li", {}, node("span", { class: "farbe", style: { background: view.year.farben[Math.min(k, view.year.farben.length - 1)] } }),
      node("span", { class: "klasse", text }), node("span", { class: "anzahl", text: n })));
    const signs = legende.zeichen.map(([letter, text, n]) => node("li", {}, node("span", { class: `farbe ${PATTERN_CLASS[letter]}` }), node("span", { class: "klasse", text }), node("span", { class: "anzahl", text: n })));
    at("legende").replaceChildren(node("p", { class: "legende-titel" }, node("b", { text: legende.titel })),
      view.scene.kreise ? circleLegend(view) || "" : node("div", { class: "skala" }, node("p", { class: "gezaehlt", text: legende.gezaehlt }), node("ul", { class: "klassen" }, ...rows.reverse()),
        node("div", { class: "marken" }, ...marks(view), node("span", { class: "nadel", id: "nadel", hidden: true }))),
      ...(signs.length ? [node("ul", { class: "klassen zeichen" }, ...signs)] : []),
      ...legende.noten.map((text) => node("p", { class: "note", text })));
  };

  function circleLegend(view) {
    const scale = atlas.mapScale(view);
    const radius = (value) => view.map.radius * scale * Math.sqrt(value / view.scene.groesster);
    const circles = view.year.legende.kreise;
    if (!circles.length) return null;
    const top = radius(circles[0][0]);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    let free = -rem;
    const lines = circles.flatMap(([value, text]) => {
      const r = radius(value);
      const label = Math.max(2 * (top - r), free);
      free = label + 1.15 * rem;
      return [svg("circle", { cx: top, cy: 2 * top - r, r }), svg("path", { d: `M${top} ${2 * (top - r)}L${2 * top + rem} ${label}` }),
        svg("text", { x: 2 * top + 1.3 * rem, y: label + 0.33 * rem, text })];
    });
    const height = Math.max(2 * top, free) + rem;
    return svg("svg", { class: "kreis-legende", width: 2 * top + 9 * rem, height, viewBox: `-2 ${-rem / 2} ${2 * top + 9 * rem} ${height}`, "aria-hidden": "true" }, ...lines);
  }

  /** The needle on the scale where the area stands that somebody points at. */
  atlas.markLegend = function (view, i) {
    const needle = at("nadel");
    if (!needle) return;
    needle.hidden = i === null || !view.observed(i);
    if (!needle.hidden) needle.style.bottom = `${spot(view, view.value(i)) * 100}%`;
  };

  /* --- speech bubble --- */
  function comparison(rows, view) {
    return node("dl", {}, ...rows.flatMap(([name, value, verdict]) => [node("dt", {}, name, verdict ? node("small", { text: atlas.text(verdict) }) : null), node("dd", { text: view.shown(value) })]));
  }

  function facts(view, i) {
    const count = view.count(i);
    return count === null ? null : node("p", { class: "fallzahl" }, `${view.figures.zaehler}: `, node("b", { text: atlas.number(count, 0) }));
  }

  function secondValue(i) {
    const other = atlas.view(true);
    if (!other.own.zweite) return "";
    return node("p", { class: "blase-zweit" }, `${other.figures.name} ${other.figures.jahre[other.t]}: `, node("b", { text: other.text(i) }));
  }

  atlas.showBubble = function (view, i, point) {
    const box = at("blase");
    box.hidden = i === null;
    if (i === null) return;
    box.replaceChildren(node("p", { class: "blase-name" }, node("b", { text: view.places.namen[i] })),
      node("p", { class: "leise", text: view.group(i) >= 0 ? view.places.gruppen[view.group(i)] : view.places.ebene }),
      node("p", { class: view.observed(i) ? "zahl" : "kein-wert", text: view.text(i) }), facts(view, i) || "", comparison(view.references(i), view), secondValue(i));
    const area = point ? null : atlas.spotOf(i);
    const x = point ? point.clientX : area.right;
    const y = point ? point.clientY : area.top;
    const right = x + 18 + box.offsetWidth > innerWidth - 8;
    box.style.left = `${Math.max(8, right ? x - box.offsetWidth - 18 : x + 18)}px`;
    box.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - box.offsetHeight - 8))}px`;
  };

  /* --- profile: the chosen area, else the Kommune, else the region --- */
  function bigNumber(text, observed) {
    const [number, unit] = text.split("\u00a0");
    const word = observed && unit;
    return node("p", { class: observed ? "grosse-zahl" : "grosse-zahl kein-wert" }, word ? number : text, word ? node("span", { class: "einheit", text: ` ${unit}` }) : null);
  }

  atlas.paintProfile = function (view) {
    const i = state.raum;
    const { places, scene, figures, t } = view;
    const group = scene.gruppe;
    const name = i !== null ? places.namen[i] : group !== null ? places.gruppen[group] : places.region;
    const above = i !== null ? (view.group(i) >= 0 ? `${places.ebene} · ${places.gruppen[view.group(i)]}` : places.ebene) : group !== null ? places.gruppenname : "";
    const value = i !== null ? view.value(i) : view.number(group !== null ? figures.gruppen[t][group] : figures.region[t]);
    const text = i !== null ? view.text(i) : view.shown(value);
    const lists = i !== null ? [] : view.year.listen.map(([title, rows]) => node("div", { class: "liste" }, node("h3", { text: title }),
      node("ol", {}, ...rows.map(([area, shown]) => node("li", {}, node("span", { text: area }), node("b", { text: shown }))))));
    const close = i === null ? null : node("button", { type: "button", class: "taste schliessen", "aria-label": atlas.text("auswahl_weg"), onclick: () => atlas.choose(null) }, "×");
    at("profil").replaceChildren(node("div", { class: "profil-kopf" }, node("div", {}, node("p", { class: "leise", text: above }), node("h2", { text: name })), close),
      bigNumber(text, i === null ? !Number.isNaN(value) : view.observed(i)), i === null ? "" : facts(view, i) || "",
      comparison(view.references(i), view), atlas.chart(view, i, name) || "", ...lists, i === null ? node("p", { class: "leise tipp", text: atlas.text("raum_zeigen") }) : "");
  };

  /* --- table --- */
  atlas.paintTable = function (view) {
    const { places, figures } = view;
    const parts = places.gruppe.some((g) => g >= 0);
    const rows = places.namen.map((_, i) => i).filter((i) => view.inside(i));
    const rank = (i) => (view.observed(i) ? view.value(i) : -Infinity);
    rows.sort((p, q) => rank(q) - rank(p) || places.namen[p].localeCompare(places.namen[q], "de"));
    const head = [places.ebene, ...(parts ? [places.gruppenname] : []), figures.name, ...(figures.z ? [figures.zaehler] : [])];
    const number = (k) => k >= (parts ? 2 : 1);
    at("tabelle").replaceChildren(node("table", {}, node("caption", { text: atlas.text("tabelle_titel", { titel: view.year.titel, raeume: places.mehrzahl }) }),
      node("thead", {}, node("tr", {}, ...head.map((text, k) => node("th", { scope: "col", class: number(k) ? "rechts" : false, text })))),
      node("tbody", {}, ...rows.map((i) => node("tr", { class: i === state.raum ? "gewaehlt" : false },
        node("th", { scope: "row" }, node("button", { type: "button", "aria-pressed": String(i === state.raum), onclick: () => atlas.choose(i === state.raum ? null : i), text: places.namen[i] })),
        ...[...(parts ? [places.gruppen[places.gruppe[i]] || ""] : []), view.text(i), ...(figures.z ? [view.count(i) === null ? "" : atlas.number(view.count(i), 0)] : [])]
          .map((text, k) => node("td", { class: number(k + 1) ? "rechts" : false, text })))))));
  };
})();
