/* The table equivalent of the map: the same areas, the same values, the same signs. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const PAGE = 400;
  let sort = { key: "wert", down: true };
  let shownRows = PAGE;
  let shownFor = "";

  function columns(current) {
    const { a, b } = current;
    const level = atlas.levelOf(a);
    const list = [
      { key: "raum", name: level.name, text: (i) => atlas.ownName(a, i), order: (i) => i, head: true },
    ];
    if (a.selection.ebene !== atlas.directory.gruppenebene) {
      const groups = atlas.directory.gruppen[a.selection.stand];
      list.push({ key: "gruppe", name: atlas.directory.gruppenname, text: (i) => groups[a.file.gruppe[i]] || "", order: (i) => groups[a.file.gruppe[i]] || "" });
    }
    list.push(valueColumn("wert", a));
    if (a.counts) list.push({ key: "anzahl", name: a.entry.zaehler || atlas.text("anzahl"), number: true, text: (i) => (Number.isNaN(a.counts[i]) ? "–" : atlas.number(a.counts[i], 0)), order: (i) => a.counts[i] });
    if (a.file.r) list.push({ key: "rang", name: atlas.text("spalte_rang"), number: true, text: (i) => rank(a, i), order: (i) => { const r = a.rank(i); return r ? -r[0] : NaN; } });
    if (!a.symbols) list.push({ key: "klasse", name: atlas.text("spalte_klasse"), text: (i) => (a.classes[i] < 0 ? "–" : atlas.classText(a, a.classes[i])), order: (i) => (a.classes[i] < 0 ? NaN : a.classes[i]) });
    if (a.file.raeume.some((_, i) => a.shown[i] && a.guete(i))) list.push({ key: "guete", name: atlas.text("spalte_guete"), text: (i) => a.guete(i) || "–", order: (i) => a.guete(i) });
    if (b) list.push(valueColumn("vergleich", b));
    return list;
  }

  function valueColumn(key, view) {
    return { key, number: true, name: `${view.entry.kurz} ${view.jahr}${view.entry.einheit ? ` (${view.entry.einheit})` : ""}`,
      text: (i) => (view.status(i) === "beobachtet" ? atlas.number(view.values[i], view.file.stellen) : atlas.directory.signs[view.status(i)] || atlas.text(view.status(i))),
      title: (i) => (view.status(i) === "beobachtet" ? null : atlas.text(view.status(i))),
      order: (i) => (view.status(i) === "beobachtet" ? view.values[i] : NaN) };
  }

  function rank(view, i) {
    const r = view.rank(i);
    if (!r) return "–";
    return r[0] === r[1] ? atlas.number(r[0], 0) : `${atlas.number(r[0], 0)}–${atlas.number(r[1], 0)}`;
  }

  /* Rows without a value always come last, in the order of their codes. */
  function sorted(view, column) {
    const list = [];
    for (let i = 0; i < view.file.raeume.length; i += 1) if (view.shown[i]) list.push(i);
    const missing = (v) => typeof v === "number" && Number.isNaN(v);
    const sign = sort.down ? -1 : 1;
    return list.sort((p, q) => {
      const x = column.order(p);
      const y = column.order(q);
      if (missing(x) || missing(y)) return missing(x) && missing(y) ? p - q : missing(x) ? 1 : -1;
      return sign * (typeof x === "string" ? x.localeCompare(y, "de") : x - y) || p - q;
    });
  }

  function render(current) {
    const place = document.getElementById("tabelle");
    if (!place) return;
    const view = current.a;
    const cols = columns(current);
    if (!cols.some((column) => column.key === sort.key)) sort = { key: "wert", down: true };
    const key = [view.selection.indikator, view.selection.ebene, view.selection.stand, view.selection.innerhalb, view.selection.feld].join();
    if (key !== shownFor) { shownFor = key; shownRows = PAGE; }
    const rows = sorted(view, cols.find((column) => column.key === sort.key));
    const { node } = atlas;
    const head = node("tr", {}, ...cols.map((column) => node("th", { scope: "col", class: column.number ? "zahl" : "",
      "aria-sort": column.key === sort.key ? (sort.down ? "descending" : "ascending") : "none" },
      node("button", { type: "button", onclick: () => resort(column), "data-spalte": column.key }, node("span", { text: column.name }),
        node("span", { class: "pfeil", "aria-hidden": "true", text: column.key === sort.key ? (sort.down ? "▾" : "▴") : "" })))));
    const body = rows.slice(0, shownRows).map((i) => row(view, cols, i));
    const title = atlas.text("tabelle_titel", { name: view.entry.name, jahr: view.jahr, raeume: atlas.levelOf(view).mehrzahl, stand: atlas.standOf(view).name });
    const table = node("table", {}, node("caption", { text: title }), node("thead", {}, head), node("tbody", {}, ...body));
    const more = rows.length > shownRows
      ? node("button", { type: "button", class: "knopf", text: atlas.text("weitere", { n: Math.min(PAGE, rows.length - shownRows) }), onclick: () => { shownRows += PAGE; render(current); } }) : null;
    const scroll = place.scrollTop;
    place.replaceChildren(...[table, more].filter(Boolean));
    place.scrollTop = scroll;
    atlas.markRows();
  }

  function row(view, cols, i) {
    const { node } = atlas;
    const id = view.file.raeume[i];
    const cells = cols.map((column) => {
      if (column.head) return node("th", { scope: "row" }, node("button", { type: "button", class: "zeile-raum", text: column.text(i), "aria-pressed": String(id === view.selection.raum) }));
      return node("td", { class: column.number ? "zahl" : "", title: column.title ? column.title(i) : null, text: column.text(i) });
    });
    return node("tr", { "data-raum": id, class: id === view.selection.raum ? "gewaehlt" : "" }, ...cells);
  }

  function resort(column) {
    sort = { key: column.key, down: column.key === sort.key ? !sort.down : Boolean(column.number) };
    render(atlas.current);
    const button = document.querySelector(`#tabelle [data-spalte="${column.key}"]`);
    if (button) button.focus();
  }

  document.addEventListener("mouseover", (event) => {
    const line = event.target.closest && event.target.closest("#tabelle tr[data-raum]");
    if (line) atlas.hover(line.dataset.raum, "tabelle");
  });
  document.addEventListener("mouseout", (event) => {
    const line = (target) => target && target.closest && target.closest("#tabelle tr[data-raum]");
    if (line(event.target) && !line(event.relatedTarget)) atlas.hover(null, "tabelle");
  });
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest && event.target.closest("#tabelle tr[data-raum]");
    if (line) atlas.hover(line.dataset.raum, "tabelle");
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("#tabelle .zeile-raum");
    if (!button) return;
    const id = button.closest("tr").dataset.raum;
    atlas.pick(id);
    const again = () => { const now = document.querySelector(`#tabelle tr[data-raum="${CSS.escape(id)}"] .zeile-raum`); if (now) now.focus(); };
    setTimeout(again, 120);
  });

  atlas.table = { render };
})();
