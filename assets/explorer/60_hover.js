/* Pointing, picking and going into an area: one hover marks map, legend, chart and table. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { node } = atlas;

  atlas.pick = function (id) {
    const selection = atlas.selection;
    const raum = id === selection.raum ? null : id;
    if (raum === selection.raum || !atlas.mayChange({ raum })) return;
    atlas.navigate({ raum });
    const view = atlas.current.a;
    atlas.announce(raum ? atlas.text("gewaehlt", { name: atlas.areaName(view, view.indexOf(raum)) }) : atlas.text("auswahl_aufgehoben"));
  };

  /** Into the parts of an area of the group level, or to the group of a smaller one. */
  atlas.drill = function (id) {
    if (!atlas.mayChange({ innerhalb: id })) return;
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
  atlas.hover = function (id, source, origin) {
    if (id === hovered) return;
    hovered = id;
    performance.mark("atlas:zeigen");
    atlas.map.hover(id);
    const view = atlas.current && atlas.current.a;
    const i = view && id ? view.indexOf(id) : undefined;
    atlas.markLegend(view, i);
    markRow(id, source);
    if (atlas.charts) atlas.charts.hover(i, source);
    const other = atlas.current && atlas.current.b && origin && origin.key === "b";
    bubble(other ? atlas.current.b : view, i, source, id, other ? view : atlas.current && atlas.current.b);
    performance.mark("atlas:gezeigt");
  };

  /* --- speech bubble --- */
  function bubble(view, i, source, id, second) {
    const hidden = i === undefined || source === "tabelle" || source === "diagramm";
    atlas.bubble(hidden ? null : [...bubbleContent(view, i), ...(second ? [secondValue(second, i)] : [])], source, id);
  }

  function secondValue(view, i) {
    return node("p", { class: "blase-zweit" }, node("span", { text: view.entry.kurz }), " ", node("b", { text: atlas.areaValue(view, i) }));
  }

  function bubbleContent(view, i) {
    const status = view.status(i);
    const group = view.file.gruppe[i];
    const groups = atlas.directory.gruppen[view.selection.stand];
    const parts = [node("p", { class: "blase-name" }, node("b", { text: atlas.areaName(view, i) })),
      node("p", { class: "blase-indikator", text: `${view.entry.kurz} ${view.jahr}` })];
    parts.push(node("p", { class: status === "beobachtet" ? "blase-wert" : "blase-grund", text: atlas.areaValue(view, i) }));
    const rows = [];
    if (view.counts && !Number.isNaN(view.counts[i])) rows.push([view.entry.zaehler || atlas.text("anzahl"), atlas.number(view.counts[i], 0)]);
    if (group && group !== view.file.raeume[i] && view.entry.art !== "anzahl") rows.push([groups[group], atlas.figure(view, view.group(group))]);
    if (view.entry.art !== "anzahl") rows.push([atlas.regionOf(view).name, atlas.figure(view, view.region)]);
    parts.push(node("dl", {}, ...rows.flatMap(([name, value]) => [node("dt", { text: name }), node("dd", { text: value })])));
    if (view.guete(i)) parts.push(node("p", { class: "blase-rang", text: atlas.text("guete_ist", { guete: view.guete(i) }) }));
    const rank = rankText(view, i);
    if (rank) parts.push(node("p", { class: "blase-rang", text: rank }));
    return parts;
  }

  function rankText(view, i) {
    const rank = view.rank(i);
    if (!rank) return "";
    return atlas.text(rank[0] === rank[1] ? "rang" : "rang_bis", { a: atlas.number(rank[0], 0), b: atlas.number(rank[1], 0), n: atlas.number(rank[2], 0) });
  }

  let marked = null;
  function markRow(id, source) {
    if (marked) marked.classList.remove("gezeigt");
    marked = id && source !== "tabelle" ? document.querySelector(`#tabelle tr[data-raum="${CSS.escape(id)}"]`) : null;
    if (marked) marked.classList.add("gezeigt");
  }
})();
