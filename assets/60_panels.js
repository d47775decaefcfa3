/* What stands around the map: title, years, filters, legend, profile, speech bubble. Everything is written from the one
   view that was just painted and from the sentences the server sent for all years. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  atlas.highlightedClass = null;
  atlas.answers = { kontext: null, profil: null, zusammenhang: null };

  function node(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === false || value === null || value === undefined) return;
      if (key === "text") element.textContent = value;
      else if (key === "style") Object.assign(element.style, value);
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  atlas.node = node;

  function setText(id, text) {
    const element = at(id);
    if (element && element.textContent !== text) element.textContent = text;
  }

  const levelOf = (view) => atlas.directory.ebenen.find((level) => level.id === view.selection.ebene);
  const standOf = (view) => atlas.directory.staende.find((stand) => stand.id === view.selection.stand);
  atlas.levelOf = levelOf;
  atlas.standOf = standOf;

  /* --- pick, drill, hover --- */
  atlas.pick = function (id) {
    const selection = atlas.selection;
    const raum = id === selection.raum ? null : id;
    if (raum === selection.raum) return;
    atlas.navigate({ raum });
    const view = atlas.current.a;
    atlas.announce(raum ? atlas.text("gewaehlt", { name: atlas.areaName(view, view.indexOf(raum)) }) : atlas.text("auswahl_aufgehoben"));
  };

  /** Into the parts of an area of the group level, or to the group of a smaller one. */
  atlas.drill = function (id) {
    const view = atlas.current.a;
    const { directory } = atlas;
    if (view.selection.ebene === directory.gruppenebene) {
      const finest = directory.ebenen.find((level) => atlas.years(view.selection.indikator, view.selection.stand, level.id).length);
      if (finest && finest.id !== directory.gruppenebene) atlas.navigate({ ebene: finest.id, innerhalb: id, raum: null });
      return;
    }
    const group = view.file.gruppe[view.indexOf(id)];
    atlas.navigate({ innerhalb: view.selection.innerhalb === group ? null : group, raum: id });
  };

  let hovered = null;
  atlas.hover = function (id, source) {
    if (id === hovered) return;
    hovered = id;
    performance.mark("atlas:zeigen");
    atlas.map.hover(id);
    const view = atlas.current && atlas.current.a;
    const i = view && id ? view.indexOf(id) : undefined;
    markLegend(view, i);
    markRow(id, source);
    if (atlas.charts) atlas.charts.hover(i, source);
    bubble(view, i, source, id);
    performance.mark("atlas:gezeigt");
  };

  /* --- speech bubble --- */
  const pointer = { x: 0, y: 0 };
  document.addEventListener("pointermove", (event) => {
    pointer.x = event.clientX; pointer.y = event.clientY;
    const box = at("sprechblase");
    if (box && !box.hidden && box.dataset.quelle === "karte") placeBubble(box, pointer);
  }, { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const box = at("sprechblase");
    if (box && !box.hidden) box.hidden = true;
  });

  function bubble(view, i, source, id) {
    const box = at("sprechblase");
    if (!box) return;
    if (i === undefined || source === "tabelle" || source === "diagramm") { box.hidden = true; return; }
    box.replaceChildren(...bubbleContent(view, i), ...(atlas.current.b ? [secondValue(atlas.current.b, i)] : []));
    box.hidden = false;
    box.dataset.quelle = source;
    placeBubble(box, source === "karte" ? pointer : atlas.map.pointOf(id) || pointer);
  }

  function secondValue(view, i) {
    return node("p", { class: "blase-zweit" }, node("span", { text: view.entry.kurz }), " ", node("b", { text: atlas.areaValue(view, i) }));
  }

  function bubbleContent(view, i) {
    const status = view.status(i);
    const { stellen } = view.file;
    const { einheit } = view.entry;
    const group = view.file.gruppe[i];
    const groups = atlas.directory.gruppen[view.selection.stand];
    const parts = [node("p", { class: "blase-name" }, node("b", { text: atlas.areaName(view, i) }))];
    parts.push(node("p", { class: status === "beobachtet" ? "blase-wert" : "blase-grund", text: atlas.areaValue(view, i) }));
    const rows = [];
    if (view.counts && !Number.isNaN(view.counts[i])) rows.push([atlas.text("anzahl"), atlas.number(view.counts[i], 0)]);
    if (group && group !== view.file.raeume[i] && view.entry.art !== "anzahl") rows.push([groups[group], atlas.value(view.group(group), stellen, einheit)]);
    if (view.entry.art !== "anzahl") rows.push([atlas.directory.regionsname, atlas.value(view.region, stellen, einheit)]);
    parts.push(node("dl", {}, ...rows.flatMap(([name, value]) => [node("dt", { text: name }), node("dd", { text: value })])));
    const rank = rankText(view, i);
    if (rank) parts.push(node("p", { class: "blase-rang", text: rank }));
    return parts;
  }

  function rankText(view, i) {
    const rank = view.rank(i);
    if (!rank || rank[0] === null) return "";
    return atlas.text(rank[0] === rank[1] ? "rang" : "rang_bis", { a: atlas.number(rank[0], 0), b: atlas.number(rank[1], 0), n: atlas.number(rank[2], 0) });
  }
  atlas.rankText = rankText;

  function placeBubble(box, point) {
    const width = box.offsetWidth;
    const height = box.offsetHeight;
    const right = point.x + 18 + width > innerWidth - 8;
    box.style.left = `${Math.max(8, right ? point.x - width - 18 : point.x + 18)}px`;
    box.style.top = `${Math.max(8, Math.min(point.y + 14, innerHeight - height - 8))}px`;
  }

  /* --- titles, notes, years, filters --- */
  function titles({ a, b }) {
    const title = atlas.text("karte_titel", { name: a.entry.name, jahr: a.jahr });
    setText("titel", title);
    document.title = `${title} – ${atlas.directory.regionsname} – Sozialraumatlas`;
    document.documentElement.classList.toggle("zwei-karten", Boolean(b && a.selection.karten === 2));
    setText("karte-a-titel", b && a.selection.karten === 2 ? title : "");
    setText("karte-b-titel", b ? atlas.text("karte_b_titel", { name: b.entry.name, jahr: b.jahr }) : "");
    ["a", "b"].forEach((key) => {
      const view = key === "a" ? a : b;
      const frame = at(`karte-${key}-rahmen`);
      if (frame && view) frame.setAttribute("aria-label", `${view.entry.name} ${view.jahr}, ${levelOf(view).mehrzahl}`);
    });
    const second = at("karte-b-rahmen");
    if (second) second.hidden = !(b && a.selection.karten === 2);
    const link = at("csv");
    if (link) {
      link.href = `${atlas.root.replace(/\/[^/]*$/, "")}/tabelle.csv?${atlas.format(a.selection)}`;
      link.setAttribute("download", `${a.selection.indikator}_${a.jahr}_${a.selection.ebene}_${a.selection.stand}.csv`);
    }
  }

  function context({ a }) {
    const answer = atlas.answers.kontext;
    const fits = answer && answer.frage && answer.frage.indikator === a.selection.indikator && answer.frage.stand === a.selection.stand
      && answer.frage.ebene === a.selection.ebene && (answer.frage.innerhalb || null) === a.selection.innerhalb;
    const year = fits && answer.jahre[a.jahr];
    setText("schlagzeile", year ? year.satz : "");
    setText("definition", fits ? answer.definition : "");
    setText("quelle", year ? year.quelle : "");
    const synthetic = at("synthetisch");
    if (synthetic) {
      synthetic.textContent = (year && year.synthetisch) || "";
      synthetic.hidden = !(year && year.synthetisch);
    }
  }

  function years({ a }) {
    const list = a.file.jahre;
    const slider = at("wahl-jahr");
    const place = at("jahre");
    if (!slider || !place) return;
    const key = list.join();
    if (place.dataset.jahre !== key) {
      place.dataset.jahre = key;
      place.replaceChildren(...list.map((year) => node("button", { type: "button", class: "jahr", "data-jahr": year,
        text: year, onclick: () => atlas.navigate({ jahr: year }) })));
      slider.max = String(list.length - 1);
      slider.disabled = list.length < 2;
      at("abspielen").disabled = list.length < 2;
    }
    slider.value = String(a.year);
    slider.style.setProperty("--anteil", list.length < 2 ? 1 : a.year / (list.length - 1));
    slider.setAttribute("aria-valuetext", atlas.text("jahr_von", { jahr: a.jahr, i: a.year + 1, n: list.length }));
    [...place.children].forEach((button) => button.setAttribute("aria-pressed", String(Number(button.dataset.jahr) === a.jahr)));
  }

  function filters({ a }) {
    const place = at("filter");
    if (!place) return;
    const chips = [];
    const chip = (label, clear) => chips.push(node("button", { type: "button", class: "filter-marke", onclick: clear,
      "aria-label": atlas.text("aufheben", { name: label }) }, node("span", { text: label }), node("span", { class: "kreuz", "aria-hidden": "true", text: "×" })));
    const { innerhalb } = a.selection;
    if (innerhalb) chip(atlas.text("filter_innerhalb", { name: atlas.directory.gruppen[a.selection.stand][innerhalb] }), () => atlas.navigate({ innerhalb: null }));
    if (atlas.highlightedClass !== null) chip(atlas.text("filter_klasse", { name: classText(a, atlas.highlightedClass) }), () => highlight(null));
    place.replaceChildren(...chips);
  }

  /* --- legend --- */
  const NO_VALUE = ["gesperrt", "unsicher", "undefiniert", "nicht_klassiert", "fehlt"];

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
    const most = Math.max(...perClass, 1);
    const rows = perClass.map((n, k) => legendRow(view, k, n, most, interactive));
    rows.reverse();
    const scale = node("div", { class: "skala" }, node("ul", { class: "klassen" }, ...rows), node("div", { class: "marken", "aria-hidden": "true" }, ...marks(view)));
    const unit = view.entry.einheit ? ` (${view.entry.einheit})` : "";
    const parts = [node("p", { class: "legende-titel" }, node("b", { text: view.entry.name }), node("span", { text: unit })),
      view.symbols ? symbolLegend(view) : null, scale];
    const rest = NO_VALUE.filter((status) => perStatus[status]);
    if (rest.length) {
      parts.push(node("ul", { class: "klassen ohne-wert" }, ...rest.map((status) => node("li", { class: "ohne" },
        node("span", { class: `feld-farbe ${status}` }), node("span", { class: "klasse-text", text: atlas.text(`legende_${status}`) }), node("span", { class: "klasse-n", text: atlas.number(perStatus[status], 0) })))));
    }
    const method = atlas.directory.methoden[view.selection.methode === "eigene" && !interactive ? "rund" : view.selection.methode];
    const scope = view.file.jahre.length > 1 && view.selection.methode !== "eigene" ? `, ${atlas.directory.bezuege[view.selection.bezug]}` : "";
    parts.push(node("p", { class: "legende-fuss", text: `${method}${scope}. ${atlas.directory.richtungen[view.entry.richtung]}` }));
    if (view.k < view.selection.klassen && view.selection.methode !== "eigene") parts.push(node("p", { class: "legende-fuss", text: atlas.text("weniger_klassen", { n: view.k }) }));
    return parts.filter(Boolean);
  }

  function legendRow(view, k, n, most, interactive) {
    const label = classText(view, k);
    const content = [
      node("span", { class: "feld-farbe", style: { background: view.colours[Math.min(k, view.colours.length - 1)] } }),
      node("span", { class: "klasse-text", text: label }),
      node("span", { class: "klasse-balken", "aria-hidden": "true" }, node("span", { style: { width: `${(100 * n) / most}%` } })),
      node("span", { class: "klasse-n", text: atlas.number(n, 0) }),
    ];
    if (!interactive) return node("li", { class: "klasse" }, ...content);
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
    const list = [];
    const add = (value, name, kind) => {
      const spot = position(view, value);
      if (spot === null) return;
      list.push({ spot, name, kind, value });
    };
    add(view.region, atlas.directory.regionskurz, "region");
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

  function markLegend(view, i) {
    const pin = at("zeiger");
    if (!pin) return;
    const spot = i === undefined || !view || view.status(i) !== "beobachtet" ? null : position(view, view.values[i]);
    pin.hidden = spot === null;
    if (spot !== null) pin.style.bottom = `${spot * 100}%`;
  }

  function symbolLegend(view) {
    const top = view.file.hoechster;
    const steps = [1, 0.35, 0.08].map((share) => roundDown(top * share)).filter((value, i, all) => value > 0 && all.indexOf(value) === i);
    const radius = (value) => view.maxRadius * Math.sqrt(value / top);
    const height = 2 * radius(steps[0]) + 4;
    const circles = steps.map((value) => `<circle cx="${radius(steps[0]) + 2}" cy="${height - radius(value) - 2}" r="${radius(value)}"/>`
      + `<line x1="${radius(steps[0]) + 2}" x2="${2 * radius(steps[0]) + 22}" y1="${height - 2 * radius(value) - 2}" y2="${height - 2 * radius(value) - 2}"/>`
      + `<text x="${2 * radius(steps[0]) + 26}" y="${height - 2 * radius(value) + 2}">${atlas.number(value, 0)}</text>`).join("");
    const box = node("div", { class: "kreis-legende" });
    box.innerHTML = `<svg width="${2 * radius(steps[0]) + 110}" height="${height + 10}" viewBox="0 -8 ${2 * radius(steps[0]) + 110} ${height + 10}" aria-hidden="true">${circles}</svg>`;
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
    filters(atlas.current);
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

  let marked = null;
  function markRow(id, source) {
    if (marked) marked.classList.remove("gezeigt");
    marked = id && source !== "tabelle" ? document.querySelector(`#tabelle tr[data-raum="${CSS.escape(id)}"]`) : null;
    if (marked) marked.classList.add("gezeigt");
  }

  /* Words as units stand smaller behind the number; a percent sign belongs to it. */
  function bigNumber(year) {
    const [number, unit] = year.wert.split("\u202f");
    const word = unit && unit.length > 2;
    return node("p", { class: year.darstellbar ? "grosse-zahl" : "grosse-zahl kein-wert" }, word ? number : year.wert,
      word ? node("span", { class: "einheit", text: ` ${unit}` }) : null);
  }

  /* --- profile: the server's strings for all years, the shown year is looked up --- */
  function profile({ a }) {
    const place = at("profil-ansicht");
    if (!place) return;
    const answer = atlas.answers.profil;
    const fits = answer && answer.frage && answer.frage.indikator === a.selection.indikator && answer.frage.stand === a.selection.stand
      && answer.frage.ebene === a.selection.ebene && (answer.frage.raum || null) === a.selection.raum
      && (answer.frage.innerhalb || null) === a.selection.innerhalb;
    if (!fits) { place.classList.add("wartet"); return; }
    place.classList.remove("wartet");
    const year = answer.jahre[a.jahr];
    if (!year) { place.replaceChildren(); return; }
    const rows = year.zeilen.map(([name, value]) => [node("dt", { text: name }), node("dd", { text: value })]).flat();
    const head = node("div", { class: "profil-kopf" }, node("p", { class: "profil-ort", text: answer.ort }), node("h3", { text: answer.name }),
      answer.raum ? node("button", { type: "button", class: "knopf klein", "aria-label": atlas.text("aufheben", { name: answer.name }), onclick: () => atlas.navigate({ raum: null }) }, "×") : null);
    const lists = (year.listen || []).map((list) => node("div", { class: "extreme" }, node("h4", { text: list.titel }),
      node("ol", {}, ...list.raeume.map(([id, name, value]) => node("li", {}, node("button", { type: "button", class: "extrem", "data-raum": id,
        onclick: () => atlas.navigate({ raum: id }), onmouseenter: () => atlas.hover(id, "liste"), onmouseleave: () => atlas.hover(null, "liste"),
        onfocus: () => atlas.hover(id, "liste"), onblur: () => atlas.hover(null, "liste") }, node("span", { text: name }), node("b", { text: value })))))));
    const actions = answer.wege.map((way) => node("button", { type: "button", class: "knopf", text: way.text, onclick: () => atlas.navigate(way.ziel) }));
    place.replaceChildren(head,
      bigNumber(year),
      node("p", { class: "profil-satz", text: year.satz }),
      node("dl", { class: "profil-zeilen" }, ...rows),
      ...(year.hinweis ? [node("p", { class: "profil-hinweis", text: year.hinweis })] : []),
      ...lists, node("div", { class: "profil-wege" }, ...actions));
  }

  function announce({ a }) {
    const without = [...a.classes].filter((k, i) => k < 0 && a.shown[i]).length;
    const n = a.shown.reduce((sum, one) => sum + one, 0);
    atlas.announce(atlas.text("karte_aktualisiert", { titel: `${a.entry.name} ${a.jahr}`, n, raeume: levelOf(a).mehrzahl, s: without }));
  }

  /** Fresh sentences from the server for the view already shown. */
  atlas.answer = function (kind, data) {
    atlas.answers[kind] = data;
    if (!atlas.current) return;
    if (kind === "kontext") context(atlas.current);
    if (kind === "profil") profile(atlas.current);
    if (kind === "zusammenhang" && atlas.charts) atlas.charts.render(atlas.current);
  };

  let last = null;
  atlas.renderers.push((current) => {
    if (atlas.highlightedClass !== null && last && (last.indikator !== current.a.selection.indikator || current.a.k <= atlas.highlightedClass)) {
      atlas.highlightedClass = null;
      atlas.refresh();
    }
    last = current.a.selection;
    titles(current); context(current); years(current); filters(current); legend(current); profile(current); announce(current);
  });
})();
