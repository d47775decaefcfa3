/* A click on a class of the legend singles it out on the map and in the table; a second one takes that back. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const buttons = () => [...document.querySelectorAll("#legende button[data-klasse]")];
  let colours = "";  // of the classes shown: other ones are other classes

  function mark() {
    buttons().forEach((button) => button.setAttribute("aria-pressed", String(Number(button.dataset.klasse) === atlas.highlightedClass)));
    const view = atlas.current && atlas.current.a;
    if (!view) return;
    document.querySelectorAll("#index-tafel tr[data-raum]").forEach((row) => {
      const i = view.indexOf(row.dataset.raum);
      row.classList.toggle("blass", atlas.highlightedClass !== null && view.classes[i] !== atlas.highlightedClass);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("#legende button[data-klasse]");
    if (!button) return;
    const chosen = Number(button.dataset.klasse);
    atlas.highlightedClass = atlas.highlightedClass === chosen ? null : chosen;
    mark();
    atlas.map.paint(atlas.current);
  });

  atlas.renderers.push((current, answer) => {
    if (!buttons().length) return;
    const now = JSON.stringify(answer.karten.a.farben);
    if (now !== colours && atlas.highlightedClass !== null) { atlas.highlightedClass = null; atlas.map.paint(current); }
    colours = now;
    mark();
  });
})();
