/* What stands above and below the map: title, headline, years, active filters, source. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const { node, setText } = atlas;

  function titles({ a, b }) {
    const title = atlas.text("karte_titel", { name: a.entry.name, jahr: a.jahr });
    setText("titel", title);
    const mark = atlas.directory.vermerk ? `${atlas.directory.vermerk} | ` : "";
    document.title = `${mark}${title} – ${atlas.directory.regionsname} – Sozialraumatlas`;
    document.documentElement.classList.toggle("zwei-karten", Boolean(b && a.selection.karten === 2));
    setText("karte-a-titel", b && a.selection.karten === 2 ? title : "");
    setText("karte-b-titel", b ? atlas.text("karte_b_titel", { name: b.entry.name, jahr: b.jahr }) : "");
    ["a", "b"].forEach((key) => {
      const view = key === "a" ? a : b;
      const frame = at(`karte-${key}-rahmen`);
      if (frame && view) frame.setAttribute("aria-label", `${view.entry.name} ${view.jahr}, ${atlas.levelOf(view).mehrzahl}`);
    });
    const second = at("karte-b-rahmen");
    if (second) second.hidden = !(b && a.selection.karten === 2);
    ways(a.selection);
  }

  /* What the other pages understand of the selection goes along. */
  function ways({ indikator, innerhalb, stand }) {
    const way = document.querySelector('[data-weg="/gebietsstaende/"]');
    if (!way) return;
    const query = new URLSearchParams({ indikator });
    const { gruppen, staende } = atlas.directory;
    if (innerhalb) {
      // a Kommune that not every Gebietsstand has is compared with the neighbour of the one shown
      if (!Object.values(gruppen).every((groups) => innerhalb in groups)) {
        const n = Math.max(1, staende.findIndex((one) => one.id === stand));
        query.set("von", staende[n - 1].id);
        query.set("nach", staende[n].id);
      }
      query.set("innerhalb", innerhalb);
    }
    way.href = `/gebietsstaende/?${query}`;
  }

  function context({ a }) {
    const answer = atlas.answers.kontext;
    const fits = answer && answer.frage && answer.frage.indikator === a.selection.indikator && answer.frage.stand === a.selection.stand
      && answer.frage.ebene === a.selection.ebene && (answer.frage.innerhalb || null) === a.selection.innerhalb
      && (answer.frage.feld || null) === a.selection.feld && atlas.sameChange(answer.frage, a.selection);
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
    // without a frame it may be that only the highlighted class can be taken back
    const chip = (label, clear, own) => chips.push(!own && !atlas.mayChange({ innerhalb: null }) ? node("span", { class: "filter-marke", text: label }) : node("button", { type: "button", class: "filter-marke", onclick: clear,
      "aria-label": atlas.text("aufheben", { name: label }) }, node("span", { text: label }), node("span", { class: "kreuz", "aria-hidden": "true", text: "×" })));
    const { innerhalb } = a.selection;
    if (innerhalb) chip(atlas.text("filter_innerhalb", { name: atlas.directory.gruppen[a.selection.stand][innerhalb] }), () => atlas.navigate({ innerhalb: null }));
    const { feld } = a.selection;
    if (feld) chip(atlas.text("filter_feld", { name: atlas.directory.felder.namen[feld] }), () => atlas.navigate({ feld: null }));
    if (atlas.highlightedClass !== null) chip(atlas.text("filter_klasse", { name: atlas.classText(a, atlas.highlightedClass) }), () => atlas.highlight(null), true);
    place.replaceChildren(...chips);
  }

  let compared;  // the second indicator at the last announcement
  let awaited = null;  // the map beside which its sentence has not been said yet
  const mapOf = ({ indikator, jahr, ebene, stand, innerhalb, feld }) => [indikator, jahr, ebene, stand, innerhalb, feld].join();

  /* A second indicator does not change the map: what is said is how both go together, once it is known. */
  function announceRelation(current) {
    const sentence = awaited && atlas.charts.relation(current);
    if (!sentence) return;
    awaited = null;
    atlas.announce(sentence);
  }

  function announce(current) {
    const { a } = current;
    const { vergleich } = a.selection;
    const chosen = compared !== undefined && vergleich !== null && vergleich !== compared;
    compared = vergleich;
    if (chosen) awaited = mapOf(a.selection);
    if (vergleich === null || awaited !== mapOf(a.selection)) awaited = null;
    if (awaited) { announceRelation(current); return; }
    // the years run by in silence; the one at which they stop is said
    if (atlas.playing) return;
    const without = [...a.classes].filter((k, i) => k < 0 && a.shown[i]).length;
    const n = a.shown.reduce((sum, one) => sum + one, 0);
    atlas.announce(atlas.text("karte_aktualisiert", { titel: `${a.entry.name} ${a.jahr}`, n, raeume: atlas.levelOf(a).mehrzahl, s: without }));
  }

  Object.assign(atlas, { titles, context, yearBar: years, filters, announceView: announce, announceRelation });
})();
