/* Small tools of all panels: elements, and what level and Gebietsstand a view shows. */
(function () {
  "use strict";
  const atlas = window.atlas;

  function node(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === false || value === null || value === undefined) return;
      if (key === "text") element.textContent = value;
      else if (key === "style") Object.assign(element.style, value);
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  atlas.node = node;

  atlas.setText = function (id, text) {
    const element = document.getElementById(id);
    if (element && element.textContent !== text) element.textContent = text;
  };

  atlas.levelOf = (view) => atlas.directory.ebenen.find((level) => level.id === view.selection.ebene);
  atlas.standOf = (view) => atlas.directory.staende.find((stand) => stand.id === view.selection.stand);
})();
