/* The naive reference: the colour is looked up while Leaflet rebuilds the layer. */
(() => {
  let scheduled = false;

  const markPainted = () => {
    if (scheduled) {
      return;
    }
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      window.naivePainted = performance.now();
    });
  };

  const colourOf = ({ value, indicator }, { limits, colours, missing }) =>
    value === null ? missing : colours[limits[indicator].filter((limit) => limit <= value).length];

  window.naive = {
    style: (feature, context) => {
      markPainted();
      return {
        weight: 0.5,
        color: "#ffffff",
        fillOpacity: 1,
        fillColor: colourOf(feature.properties, context.hideout),
      };
    },
  };
})();
