/* The profile: the server's sentences for all years, the shown year is looked up. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const { node } = atlas;
  atlas.answers = { kontext: null, profil: null, zusammenhang: null, zeit: null };

  /** Whether an answer is about the same base year, or none. */
  atlas.sameChange = (question, selection) => (question.basis || null) === selection.basis
    && (selection.basis === null || question.grenzaenderung === selection.grenzaenderung);

  /* Words as units stand smaller behind the number; a percent sign belongs to it. */
  function bigNumber(year) {
    const [number, unit] = year.wert.split("\u00a0");
    const word = Boolean(unit);
    return node("p", { class: year.darstellbar ? "grosse-zahl" : "grosse-zahl kein-wert" }, word ? number : year.wert,
      word ? node("span", { class: "einheit", text: ` ${unit}` }) : null);
  }

  /* Colour, symbol and name, and why; the whole reasoning is one link away. */
  function fields(entry) {
    if (!entry) return null;
    const items = entry.felder.map((field) => {
      const drawing = `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="${field.form}"/></svg>`)}")`;
      return node("li", { class: field.sicher ? "" : "unsicher" },
        node("span", { class: "symbol", "aria-hidden": "true", style: { maskImage: drawing, WebkitMaskImage: drawing, background: field.farbe } }),
        node("span", {}, node("b", { text: field.name }), node("span", { class: "grund", text: ` ${field.grund}` })));
    });
    return node("div", { class: "profil-felder" }, node("h4", { text: entry.titel }),
      items.length ? node("ul", {}, ...items) : node("p", { text: atlas.text("kein_feld") }),
      node("a", { href: entry.seite, text: atlas.text("felder_warum") }));
  }

  function profile({ a }) {
    const place = at("profil-ansicht");
    if (!place) return;
    const answer = atlas.answers.profil;
    const fits = answer && answer.frage && answer.frage.indikator === a.selection.indikator && answer.frage.stand === a.selection.stand
      && answer.frage.ebene === a.selection.ebene && (answer.frage.raum || null) === a.selection.raum
      && (answer.frage.innerhalb || null) === a.selection.innerhalb && (answer.frage.feld || null) === a.selection.feld
      && atlas.sameChange(answer.frage, a.selection);
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
    if (answer.bericht) actions.push(node("a", { class: "knopf", href: answer.bericht.adresse, text: answer.bericht.text }));
    place.replaceChildren(head,
      bigNumber(year),
      ...(year.guete ? [node("p", { class: "guete" }, node("b", { text: year.guete.name }), " ", node("span", { text: year.guete.text }))] : []),
      node("p", { class: "profil-satz", text: year.satz }),
      node("dl", { class: "profil-zeilen" }, ...rows),
      ...(year.hinweis ? [node("p", { class: "profil-hinweis", text: year.hinweis })] : []),
      ...lists, ...[fields(answer.handlungsfelder)].filter(Boolean), node("div", { class: "profil-wege" }, ...actions));
  }

  /** Fresh sentences from the server for the view already shown. */
  atlas.answer = function (kind, data) {
    atlas.answers[kind] = data;
    if (!atlas.current) return;
    if (kind === "kontext") {
      if (data && data.hinweise.length) atlas.notices(data.hinweise);
      atlas.context(atlas.current);
    }
    if (kind === "profil") profile(atlas.current);
    if ((kind === "zusammenhang" || kind === "zeit") && atlas.charts) atlas.charts.render(atlas.current);
    if (kind === "zusammenhang") atlas.announceRelation(atlas.current);
  };

  let last = null;
  atlas.renderers.push((current) => {
    if (atlas.highlightedClass !== null && last && (last.indikator !== current.a.selection.indikator || current.a.k <= atlas.highlightedClass)) {
      atlas.highlightedClass = null;
      atlas.refresh();
    }
    last = current.a.selection;
    atlas.titles(current);
    atlas.context(current);
    atlas.yearBar(current);
    atlas.filters(current);
    atlas.legend(current);
    profile(current);
    atlas.announceView(current);
  });
})();
