/* The selection of a page beside the explorer. The URL owns it; what a query means is decided by the server alone, which
   also sends the standards that a URL leaves out. */
(function () {
  "use strict";
  const { atlas } = window;
  const { start } = atlas;

  atlas.format = function (selection) {
    const query = new URLSearchParams();
    Object.entries(selection).forEach(([key, value]) => {
      const text = Array.isArray(value) ? value.join(",") : value;
      const standard = start.vorgaben[key];
      if (text !== null && text !== "" && text !== (Array.isArray(standard) ? standard.join(",") : standard)) query.set(key, text);
    });
    return query.toString();
  };

  const address = () => { const query = atlas.addressed(atlas.format(atlas.selection)); return query ? `${start.adresse}?${query}` : start.adresse; };

  /** Change part of the selection. `how` is "step" (new entry in the history) or "replace". */
  atlas.navigate = function (patch, how) {
    if (!atlas.mayChange(patch)) return;
    const next = { ...atlas.selection, ...patch };
    if (atlas.format(next) === atlas.format(atlas.selection)) return;
    performance.mark("atlas:wahl");
    atlas.selection = Object.freeze(next);
    if (how === "replace" || atlas.bare) history.replaceState(next, "", address());
    else history.pushState(next, "", address());
    tell();
  };

  /** The server shows something else than was asked for: the URL follows without a step. */
  atlas.settle = function (selection) {
    atlas.selection = Object.freeze(selection);
    history.replaceState(selection, "", address());
  };

  function tell() {
    atlas.listeners.forEach((listener) => listener(atlas.selection));
    window.dash_clientside.set_props("auswahl", { data: atlas.selection });
  }

  window.addEventListener("popstate", (event) => {
    if (!event.state) { location.reload(); return; }
    atlas.selection = Object.freeze(event.state);
    tell();
  });

  history.replaceState(start.auswahl, "", address());
})();
