/* The pieces between two Gebietsstände over the maps: what changed hands, told by colour, line and words. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const files = new Map();
  const PANE = "teile";
  let turn = 0;
  let shown = null;  // the pieces on the maps

  function load(url) {
    if (!files.has(url)) files.set(url, fetch(url).then((answer) => answer.json()));
    return files.get(url);
  }

  function words(piece) {
    const { node } = atlas;
    return [node("p", { class: "blase-name" }, node("b", { text: piece.name })),
      node("dl", {}, ...piece.worte.flatMap(([name, value]) => [node("dt", { text: name }), node("dd", { text: value })]))];
  }

  function draw(state, collection, { stuecke: pieces, deckkraft }) {
    if (state.pieces) { state.pieces.remove(); state.pieces = null; }
    if (!state.ready || !state.map) return;
    if (!state.map.getPane(PANE)) state.map.createPane(PANE).style.zIndex = 405;
    const features = collection.features.filter((feature) => pieces[feature.id]);
    state.pieces = L.geoJSON({ type: "FeatureCollection", features }, {
      pane: PANE,
      renderer: (state.pieceRenderer = state.pieceRenderer || L.svg({ pane: PANE })),
      smoothFactor: 0,
      style: (feature) => ({ fillColor: pieces[feature.id].farbe, fillOpacity: deckkraft, color: deckkraft ? "#ffffff" : pieces[feature.id].farbe, weight: (deckkraft ? 1.2 : 1.8) * atlas.scale() }),
      onEachFeature(feature, layer) {
        layer.on({
          mouseover: () => { layer.setStyle({ fillOpacity: Math.max(0.35, deckkraft) }); atlas.bubble(words(pieces[feature.id]), "karte", null); },
          mouseout: () => { layer.setStyle({ fillOpacity: deckkraft }); atlas.bubble(null); },
          click: () => {
            const [old, now] = feature.id.split("|");
            atlas.navigate({ raum: now ? `neu:${now}` : `alt:${old}` });
          },
        });
      },
    }).addTo(state.map);
  }

  atlas.mapListeners.push((state) => { if (shown) draw(state, ...shown); });
  atlas.renderers.push(async (_current, answer) => {
    if (!answer.teile) return;
    turn += 1;
    const mine = turn;
    const { von, nach } = answer.teile;
    const collection = await load(`${atlas.root}/teile/${encodeURIComponent(von)}/${encodeURIComponent(nach)}.json`);
    if (mine !== turn) return;
    shown = [collection, answer.teile];
    atlas.map.states.forEach((state) => draw(state, ...shown));
  });
})();
