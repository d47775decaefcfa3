/* From the server's answer to painted maps. An answer names, for each map, the geometry, a class or sign for every area
   in the order of the level, the colours, and what is said about an area. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const LETTERS = { o: "beobachtet", s: "gesperrt", m: "fehlt", u: "unsicher", x: "undefiniert", n: "nicht_klassiert", q: "unbekannt" };
  let turn = 0;

  function makeView(answer, areas) {
    const n = areas.ids.length;
    return {
      answer,
      file: { raeume: areas.ids, kuerzel: areas.kuerzel, namen: areas.namen, gruppe: areas.gruppe, index: areas.index },
      selection: { stand: answer.stand, ebene: answer.ebene, innerhalb: answer.innerhalb, raum: answer.raum },
      classes: answer.klassen,
      colours: answer.farben,
      shown: Uint8Array.from({ length: n }, (_, i) => ((answer.gezeigt ? answer.gezeigt[i] : !answer.innerhalb || areas.gruppe[i] === answer.innerhalb) ? 1 : 0)),
      symbols: false,
      status: (i) => LETTERS[answer.zeichen ? answer.zeichen[i] : "o"],
      indexOf: (key) => areas.index.get(key),
    };
  }

  /** Paint what the server answered; an overtaken answer is dropped. */
  atlas.show = async function (answer) {
    turn += 1;
    const mine = turn;
    await atlas.ready;
    const maps = answer.karten;
    const views = await Promise.all(["a", "b"].map(async (key) => (maps[key] ? makeView(maps[key], await atlas.areas(maps[key].stand, maps[key].ebene)) : null)));
    if (mine !== turn) return;
    atlas.current = { a: views[0], b: views[1], selection: atlas.selection };
    document.documentElement.classList.toggle("zwei-karten", Boolean(views[1]) && !answer.wischen);
    document.documentElement.classList.toggle("wischen", Boolean(answer.wischen));
    const second = document.getElementById("karte-b-rahmen");
    if (second) second.hidden = !views[1];
    atlas.map.paint(atlas.current);
    requestAnimationFrame(() => {
      performance.mark("atlas:gemalt");
      setTimeout(() => { if (mine === turn) atlas.renderers.forEach((render) => render(atlas.current, answer)); }, 0);
    });
  };

  /* A map whose classes carry a sign writes it beside the code, or alone where there is little room. */
  atlas.labelTexts = function (view, i) {
    const sign = view.answer.marken && view.answer.marken[i];
    const name = atlas.shortName(view, i);
    return sign ? [`${name} ${sign}`, sign] : [name];
  };

  /* What is said of an area, for the accessible name and the bubble. */
  const said = (view, i) => view.answer.worte[i] || [];
  atlas.areaValue = (view, i) => said(view, i).map((line) => (Array.isArray(line) ? line.join(": ") : line)).join(", ");

  let hovered = null;
  atlas.hover = function (id, source, origin) {
    if (id === hovered) return;
    hovered = id;
    atlas.map.hover(id);
    const view = atlas.current && ((origin && origin.key === "b" && atlas.current.b) || atlas.current.a);
    const i = view && id ? view.indexOf(id) : undefined;
    document.querySelectorAll("[data-raum].gezeigt").forEach((row) => row.classList.remove("gezeigt"));
    if (id) document.querySelectorAll(`tr[data-raum="${CSS.escape(id)}"]`).forEach((row) => row.classList.add("gezeigt"));
    atlas.bubble(i === undefined || source === "tabelle" ? null : content(view, i), source, id);
  };

  function content(view, i) {
    const { node } = atlas;
    const lines = said(view, i);
    const rows = lines.filter(Array.isArray);
    return [node("p", { class: "blase-name" }, node("b", { text: atlas.areaName(view, i) })),
      ...lines.filter((line) => !Array.isArray(line)).map((text) => node("p", { text })),
      ...(rows.length ? [node("dl", {}, ...rows.flatMap(([name, value]) => [node("dt", { text: name }), node("dd", { text: value })]))] : [])];
  }

  atlas.pick = function (id) {
    if (!id && !atlas.selection.raum) return;
    atlas.navigate({ raum: id === atlas.selection.raum ? null : id });
  };
  atlas.drill = () => {};

  /* Tables and lists say by `data-raum` which area a row is about. */
  const rowOf = (target) => target && target.closest && target.closest("tr[data-raum]");
  document.addEventListener("mouseover", (event) => { const row = rowOf(event.target); if (row) atlas.hover(row.dataset.raum, "tabelle"); });
  document.addEventListener("mouseout", (event) => { if (rowOf(event.target) && !rowOf(event.relatedTarget)) atlas.hover(null, "tabelle"); });

  /* Buttons say by `data-setze` what they change in the selection. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-setze]");
    if (button) atlas.navigate(JSON.parse(button.dataset.setze));
  });
})();
