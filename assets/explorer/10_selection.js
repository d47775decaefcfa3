/* The selection in the browser. The URL owns it: every step writes the URL, Back and Forward read the history's state.
   What a query means is decided by layouts/selection.py alone; this file only writes queries, never parses them. */
(function () {
  "use strict";
  const { atlas } = window;
  const { start } = atlas;
  const DEFAULTS = {
    innerhalb: null, feld: null, raum: null, vergleich: null, karten: 1, ansicht: "rang", methode: "rund", klassen: 5,
    grenzen: [], bezug: "alle", palette: null, lesart: "umgerechnet",
    basis: null, grenzaenderung: "umrechnen",
  };
  const PLACE = ["indikator", "jahr", "ebene", "stand"];

  atlas.format = function (selection) {
    const query = new URLSearchParams();
    PLACE.forEach((key) => query.set(key, selection[key]));
    Object.entries(DEFAULTS).forEach(([key, standard]) => {
      // with a decimal comma: the server reads "1.234" as one thousand and more
      const value = key === "grenzen" ? selection.grenzen.map((limit) => limit.toLocaleString("de-DE", { useGrouping: false, maximumFractionDigits: 20 })).join(";") : selection[key];
      const same = key === "grenzen" ? value === "" : value === standard;
      if (!same && value !== null && value !== "") query.set(key, value);
    });
    return query.toString();
  };

  /** Years with data of an indicator at a level of a Gebietsstand. */
  atlas.years = function (indikator, stand, ebene) {
    const entry = atlas.directory.indikatoren[indikator];
    return ((entry && entry.jahre[stand]) || {})[ebene] || [];
  };

  /** Years with data on any Gebietsstand. */
  function allYears(indikator, ebene) {
    const found = atlas.directory.staende.flatMap((stand) => atlas.years(indikator, stand.id, ebene));
    return [...new Set(found)].sort((p, q) => p - q);
  }

  /** Years a change can be measured from; none for what is a change already. */
  atlas.baseYears = (indikator, ebene) => (atlas.directory.indikatoren[indikator].art === "veraenderung" ? [] : allYears(indikator, ebene).slice(0, -1));

  function nearest(years, year) {
    return years.reduce((best, candidate) => {
      const closer = Math.abs(candidate - year) - Math.abs(best - year);
      return closer < 0 || (closer === 0 && candidate > best) ? candidate : best;
    });
  }

  let wish = start.auswahl.jahr;  // the year people chose; indicators without it do not make it forgotten

  function groupOf(area) {
    const { file } = atlas.current.a;
    return file.gruppe[file.index.get(area)];
  }

  /** Where the indicator has data, nearest to what is shown; says so when that is elsewhere. */
  function settle(next, changed) {
    const directory = atlas.directory;
    const levels = [next.ebene, ...directory.ebenen.map((level) => level.id).filter((id) => id !== next.ebene)];
    const stands = [next.stand, ...directory.staende.map((stand) => stand.id).reverse().filter((id) => id !== next.stand)];
    const places = stands.flatMap((stand) => levels.map((ebene) => ({ stand, ebene })));
    const place = places.find((p) => atlas.years(next.indikator, p.stand, p.ebene).length);
    const name = directory.indikatoren[next.indikator].name;
    const notices = [];
    if (place.stand !== next.stand || place.ebene !== next.ebene) {
      notices.push(atlas.text("nicht_dort", { name, ort: atlas.placeName(place.stand, place.ebene) }));
    }
    const settled = { ...next, ...place };
    if (settled.basis !== null && !atlas.baseYears(settled.indikator, settled.ebene).includes(settled.basis)) {
      notices.push(atlas.text("keine_veraenderung", { name, jahr: settled.basis }));
      settled.basis = null;
    }
    const years = settled.basis === null ? atlas.years(settled.indikator, settled.stand, settled.ebene)
      : allYears(settled.indikator, settled.ebene).filter((year) => year > settled.basis);
    settled.jahr = nearest(years, "jahr" in changed.patch ? next.jahr : wish);
    if (settled.jahr !== next.jahr && settled.jahr !== wish) {
      notices.push(atlas.text("kein_jahr", { name, jahr: wish, ersatz: settled.jahr }));
    }
    if (settled.ebene !== changed.ebene || settled.stand !== changed.stand) {
      if (!("raum" in changed.patch)) settled.raum = null;
      if (settled.innerhalb && !(settled.innerhalb in directory.gruppen[settled.stand])) settled.innerhalb = null;
    } else if (settled.innerhalb && settled.raum && groupOf(settled.raum) !== settled.innerhalb) {
      // filter and selected area must fit; the one that was just chosen stays
      if ("raum" in changed.patch) settled.innerhalb = null;
      else settled.raum = null;
    }
    const { felder } = directory;
    if (settled.feld && (settled.ebene !== felder.ebene || !felder.staende.includes(settled.stand))) {
      notices.push(atlas.text("feld_nicht_dort", { name: felder.namen[settled.feld] }));
      settled.feld = null;
    }
    if (settled.vergleich && !atlas.years(settled.vergleich, settled.stand, settled.ebene).length) settled.vergleich = null;
    if (!settled.vergleich) settled.karten = 1;
    if (settled.methode !== "eigene") settled.grenzen = [];
    return { settled, notices };
  }

  /** Change part of the selection. `how` is "step" (new entry in the history) or "replace" (play, hover-like changes). */
  atlas.navigate = function (patch, how) {
    if (!atlas.directory || !atlas.mayChange(patch)) return;
    const before = atlas.selection;
    if ("jahr" in patch) wish = patch.jahr;
    const { settled, notices } = settle({ ...before, ...patch }, { ...before, patch });
    if (atlas.format(settled) === atlas.format(before)) return;
    atlas.selection = Object.freeze(settled);
    const url = `${location.pathname}?${atlas.addressed(atlas.format(settled))}`;
    if (how === "replace" || atlas.bare) history.replaceState(settled, "", url);
    else history.pushState(settled, "", url);
    announceSelection(notices);
  };

  function announceSelection(notices) {
    performance.mark("atlas:wahl");
    atlas.listeners.forEach((listener) => listener(atlas.selection, notices));
  }

  window.addEventListener("popstate", (event) => {
    if (!event.state || !event.state.indikator) { location.reload(); return; }
    atlas.selection = Object.freeze(event.state);
    wish = atlas.selection.jahr;
    announceSelection([]);
  });

  history.replaceState(start.auswahl, "", `${location.pathname}?${atlas.addressed(atlas.format(start.auswahl))}${location.hash}`);
})();
