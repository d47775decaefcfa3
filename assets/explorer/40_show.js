/* From a selection to a painted view: fetch what is missing, colour the maps first, everything else in the next frame.
   A sequence number drops answers that have been overtaken, so colours never stand beside another legend. */
(function () {
  "use strict";
  const atlas = window.atlas;
  let turn = 0;

  async function yearLimits(selection, indikator) {
    if (selection.bezug !== "jahr" || changed(selection, indikator) || selection.methode === "eigene") return null;
    return atlas.yearLimits(indikator, selection.stand, selection.ebene);
  }

  /* Only the first map shows changes. */
  const changed = (selection, indikator) => selection.basis !== null && indikator === selection.indikator;

  async function viewOf(selection, indikator, areas) {
    const [file, limits, within] = await Promise.all([
      changed(selection, indikator) ? atlas.changes(selection) : atlas.loadedValues(indikator, selection.stand, selection.ebene) || atlas.values(indikator, selection.stand, selection.ebene),
      yearLimits(selection, indikator),
      atlas.fieldAreas(selection.feld, selection.stand),
    ]);
    if (!file.raeume) atlas.attachAreas(file, areas);
    return atlas.makeView(selection, file, limits, within);
  }

  async function show(selection) {
    turn += 1;
    const mine = turn;
    try {
      const areas = await atlas.areas(selection.stand, selection.ebene);
      const [a, b] = await Promise.all([
        viewOf(selection, selection.indikator, areas),
        selection.vergleich ? viewOf(selection, selection.vergleich, areas) : null,
      ]);
      if (mine !== turn) return;
      atlas.current = { a, b, selection };
      atlas.map.paint(atlas.current);
      requestAnimationFrame(() => afterPaint(mine));
    } catch (error) {
      if (mine !== turn) return;
      atlas.notices([atlas.text("ladefehler")]);
      throw error;
    }
  }

  function afterPaint(mine) {
    performance.mark("atlas:gemalt");
    // not before the coloured map is on screen: the panels take longer than the map
    requestAnimationFrame(() => setTimeout(() => {
      if (mine !== turn) return;
      atlas.renderers.forEach((render) => render(atlas.current));
      performance.mark("atlas:fertig");
    }, 0));
  }

  /* The store that feeds the server's callbacks, and notices, follow with the panels. */
  let pending = null;
  atlas.renderers.push(() => {
    if (!pending) return;
    const { selection, notices } = pending;
    pending = null;
    window.dash_clientside.set_props("auswahl", { data: selection });
    atlas.notices(notices);
  });

  atlas.show = show;
  atlas.refresh = () => { if (atlas.current) atlas.map.paint(atlas.current); };

  /* Selection changed by hand: maps first, then the store that feeds the server's callbacks. */
  atlas.listeners.push((selection, notices) => {
    show(selection);
    pending = { selection, notices };
  });

  /* What the URL asked for and could not be shown is said once, when the page stands. */
  let greeted = false;
  atlas.renderers.push(() => {
    if (!greeted && atlas.startNotices.length) atlas.notices(atlas.startNotices);
    greeted = true;
  });

  /* Start fetching before Dash has drawn anything. */
  atlas.ready.then(() => {
    const { indikator, stand, ebene, vergleich } = atlas.selection;
    atlas.areas(stand, ebene);
    if (atlas.selection.basis === null) atlas.values(indikator, stand, ebene);
    else atlas.changes(atlas.selection);
    if (vergleich) atlas.values(vergleich, stand, ebene);
  });
})();
