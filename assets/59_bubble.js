/* The speech bubble beside the pointer, or beside the focused area. Escape puts it away. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const pointer = { x: 0, y: 0 };

  document.addEventListener("pointermove", (event) => {
    pointer.x = event.clientX; pointer.y = event.clientY;
    const box = at("sprechblase");
    if (box && !box.hidden && box.dataset.quelle === "karte") placeBubble(box, pointer);
  }, { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const box = at("sprechblase");
    if (box && !box.hidden) box.hidden = true;
  });

  /** Show these elements for an area, or nothing. */
  atlas.bubble = function (content, source, id) {
    const box = at("sprechblase");
    if (!box) return;
    box.hidden = !content;
    if (!content) return;
    box.replaceChildren(...content);
    box.dataset.quelle = source;
    placeBubble(box, source === "karte" ? pointer : atlas.map.pointOf(id) || pointer);
  };

  function placeBubble(box, point) {
    const width = box.offsetWidth;
    const height = box.offsetHeight;
    // away from the middle of the map, where the neighbours are that one compares
    const stage = at("buehne").getBoundingClientRect();
    const leftwards = point.x < stage.left + stage.width / 2 && point.x - width - 18 > 8;
    const right = leftwards || point.x + 18 + width > innerWidth - 8;
    box.style.left = `${Math.max(8, right ? point.x - width - 18 : point.x + 18)}px`;
    box.style.top = `${Math.max(8, Math.min(point.y + 14, innerHeight - height - 8))}px`;
  }
})();
