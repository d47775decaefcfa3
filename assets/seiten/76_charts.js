/* Charts that come with the answer: their type grows with the page, as everything else does. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const SHARE = 0.8125;  // of the page's type, as in the charts of the explorer
  const TRIES = 60;

  function scale(tries) {
    const wanted = parseFloat(getComputedStyle(document.documentElement).fontSize) * SHARE;
    const charts = [...document.querySelectorAll("#index-zeit .js-plotly-plot")];
    const drawn = charts.filter((chart) => chart.layout && chart._fullLayout);
    drawn.forEach((chart) => { if (Math.abs(chart._fullLayout.font.size - wanted) > 0.5) window.Plotly.relayout(chart, { "font.size": wanted }); });
    if (tries && drawn.length < document.querySelectorAll("#index-zeit .dash-graph").length) setTimeout(() => scale(tries - 1), 60);
  }

  atlas.renderers.push(() => { if (document.getElementById("index-zeit")) setTimeout(() => scale(TRIES), 0); });
})();
