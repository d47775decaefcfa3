/* The bridge between Dash's components and the selection of a page. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const dash = (window.dash_clientside = window.dash_clientside || {});

  dash.seite = {
    /** First call: take over the selection that the server parsed from the URL. */
    begin: () => atlas.selection,

    /** A control was changed by hand; `data` of the start says which part of the selection it is. */
    changed(...values) {
      const trigger = (dash.callback_context.triggered[0] || {}).prop_id;
      if (!trigger) return dash.no_update;
      const controls = Object.entries(atlas.start.bedienung);
      const i = controls.findIndex(([id]) => `${id}.value` === trigger);
      const [, key] = controls[i];
      const value = values[i];
      atlas.navigate({ [key]: value === atlas.start.ohne ? null : value });
      return dash.no_update;
    },

    /** The server's answer: maps, title, what is said aloud, and where the selection had to give way. */
    async answered(answer) {
      const same = new Array(4).fill(dash.no_update);
      if (!answer) return same;
      // an answer to a question that has been overtaken
      if (JSON.stringify(answer.frage) !== JSON.stringify(atlas.selection)) return same;
      if (JSON.stringify(answer.auswahl) !== JSON.stringify(answer.frage)) atlas.settle(answer.auswahl);
      document.title = answer.fenster;
      await atlas.ready;
      atlas.notices(answer.hinweise);
      atlas.announce(answer.ansage);
      atlas.openTab(atlas.selection.ansicht);
      atlas.show(answer);
      const files = (map) => (map ? atlas.directory.raeume[map.stand][map.ebene] : null);
      return [...atlas.layersOf("flaechen-a", files(answer.karten.a)), ...atlas.layersOf("flaechen-b", files(answer.karten.b))];
    },
  };

  document.documentElement.classList.add("mit-tafel");
  atlas.listeners.push((selection) => atlas.ready.then(() => { atlas.openTab(selection.ansicht); }));
})();
