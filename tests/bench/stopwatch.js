/* Runs before every script of a page. Time goes from the user's real event to the end of the frame that shows its effect:
   an animation frame sees the change, and a message posted in that frame arrives when the frame has been drawn. */
(() => {
  const PAPER = "#efece6";
  const PROBES = 200;
  const PATIENCE = 15000;
  const channel = new MessageChannel();

  const ours = () => {
    const state = window.atlas && window.atlas.map ? window.atlas.map.states.get("flaechen-a") : null;
    return state && state.ready && window.atlas.current ? state : null;
  };
  const naive = () => document.querySelector("path.leaflet-interactive");

  const every = (list) => {
    const step = Math.max(1, Math.floor(list.length / PROBES));
    return Array.from({ length: Math.min(list.length, PROBES) }, (_, i) => list[Math.min(list.length - 1, i * step)]);
  };

  /** Fills of up to 200 areas spread over the map, as they are in the document or, on a canvas, in the drawn options. */
  const fills = () => {
    const state = ours();
    if (state) {
      return every(state.order).map((id) => {
        const layer = state.layers.get(id);
        const symbol = state.symbols.get(id);
        const element = layer.getElement ? layer.getElement() : null;
        const fill = element ? element.getAttribute("fill") : layer.options.fillColor;
        return symbol ? `${fill} ${symbol.options.radius} ${symbol.options.fillColor}` : String(fill);
      });
    }
    const first = window.atlas ? null : naive();
    return first ? every(first.parentNode.children).map((path) => path.getAttribute("fill")) : [];
  };

  /** Whether Leaflet has drawn everything on its canvases. */
  const drawn = () => {
    const state = ours();
    if (!state) return true;
    const renderers = [state.layers.values().next().value._renderer, state.symbolRenderer, state.outlineRenderer];
    return renderers.every((renderer) => !renderer || !renderer._redrawRequest);
  };

  /** What a hover changes: speech bubble, outline on the map, needle in the chart. */
  const linked = () => {
    const bubble = document.getElementById("sprechblase");
    const outline = document.querySelector(".leaflet-umriss-pane path");
    const needle = document.querySelector(".atlas-nadel");
    return { bubble: bubble && !bubble.hidden ? bubble.textContent : "", outline: outline ? outline.getAttribute("d") : "",
      needle: needle ? needle.textContent : "" };
  };

  /** Resolves to the time at which the first frame with `seen()` has been drawn. */
  const frameWith = (seen) => new Promise((resolve) => {
    const look = () => {
      if (!seen()) { requestAnimationFrame(look); return; }
      channel.port1.onmessage = () => (drawn() ? resolve(performance.now()) : requestAnimationFrame(look));
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });

  let running = null;
  const arm = (type, seen) => {
    running = new Promise((resolve) => {
      window.addEventListener(type, (event) => {
        frameWith(seen).then((end) => resolve(end - event.timeStamp));
      }, { capture: true, once: true });
    });
  };

  const firstMap = frameWith(() => {
    const now = fills();
    return now.length > 0 && now.some((fill) => fill && fill !== PAPER);
  });

  window.stopwatch = {
    fills: () => fills().join(),
    /** Milliseconds from the start of the navigation to the first coloured map. */
    firstMap: () => firstMap,
    armPaint(type) {
      const before = fills().join();
      arm(type || "click", () => fills().join() !== before);
    },
    armHover({ name, code }) {
      const before = linked();
      arm("mousemove", () => {
        const now = linked();
        return now.bubble.includes(name) && now.needle.startsWith(code) && now.outline && now.outline !== before.outline;
      });
    },
    /** Milliseconds of the armed measurement; null if its effect never showed. */
    elapsed: (patience) => Promise.race([running, new Promise((done) => { setTimeout(done, patience || PATIENCE, null); })]),
  };
})();
