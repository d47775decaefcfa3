/* The menu of the drawer: its links lead to the chart that is shown; without a chart on paper there is no menu. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const CHARTS = ["rang", "zeit", "zusammenhang"];

  function links({ a }) {
    const { ansicht, vergleich, basis } = a.selection;
    const menu = document.getElementById("diagramm-dateien");
    if (!menu) return;
    // of a change there is the ranking alone
    menu.hidden = !CHARTS.includes(ansicht) || (basis !== null && ansicht !== "rang") || (ansicht === "zusammenhang" && !vergleich);
    const query = atlas.format(a.selection);
    menu.querySelectorAll("a[data-datei]").forEach((link) => {
      const options = link.dataset.wahl ? `&${link.dataset.wahl}` : "";
      link.href = `/export/${link.dataset.datei}?${query}${options}`;
    });
  }

  atlas.renderers.push(links);
})();
