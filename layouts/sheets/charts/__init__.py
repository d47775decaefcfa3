"""Charts of the screen on paper: rankings, time series and scatters, drawn from protected numbers alone.

Drawing knows no region: it takes frozen values and gives a `Block` (layouts.sheets.items) that every writer of sheets
can draw. Lengths in points, `u` is the size of the running text around the chart.

- `series.draw_series(TimeChart, width, height, u)`: lines over years, drawn in exactly this room, from a small multiple
  (about 18 u × 10 u) to a page. Put the curve the chart is about last; a `Curve` without a name shows its value alone.
- `ranking.draw_ranking(BarChart, width, height, u)`: bars in as many columns as they need, at most this high. A few
  `Bar`s (area, Kommune, region) make a comparison.
- `scatter.draw_scatter(Scatter, width, height, u)`: two numbers of each area.

The values of a view come from `timecontent.time_content` / `time_chart`, `rankcontent.rank_chart` and
`scattercontent.scatter_chart`; a whole page from `page.build_chart_sheet`.
"""
