/* Scenes as frames of the bare pages: made ahead, side by side, only one visible. */
(function () {
  "use strict";
  const { atlas } = window;
  const LOOK = 60;  // ms between two looks at a scene that loads

  /** Address of the page without its frame that shows a view. */
  atlas.sceneAddress = function (view, bedienung, thema) {
    const [path, query] = view.split("?");
    const page = path.replace(/\/$/, "");
    return `/vortrag/ansicht${page}?${[query, `bedienung=${bedienung}`, `thema=${thema}`].filter(Boolean).join("&")}`;
  };

  const painted = (frame) => {
    const inside = frame.contentWindow;
    try {
      const source = inside.document.getElementById("quelle");
      return Boolean(inside.atlasFirstPaint && inside.atlas && inside.atlas.current && source && source.textContent);
    } catch (_) { return false; }
  };
  const refused = (frame) => {
    const inside = frame.contentDocument;
    return Boolean(inside && inside.readyState === "complete" && inside.body && inside.body.classList.contains("textseite"));
  };

  /** One scene on its way to the screen; `whenReady` is called once, painted or refused. */
  atlas.makeFrame = function (view, title, bedienung, thema, whenReady) {
    const frame = atlas.node("iframe", { src: atlas.sceneAddress(view, bedienung, thema), title, class: "szenen-rahmen" });
    const look = () => {
      if (!frame.isConnected) return;
      if (painted(frame) || refused(frame)) { frame.dataset.bereit = ""; whenReady(frame); return; }
      setTimeout(look, LOOK);
    };
    setTimeout(look, LOOK);
    return frame;
  };

  /* A name taken from the view begins with its title; a name without one leaves the title to speak. */
  const saysTheSame = (name, title) => !name || name === title || name.startsWith(`${title} – `);

  /** The name of a scene and the title of its view are shown once: `tell` gets the words for the hall's bar, at once and whenever
      they change; a title that stands there is left out below. A presenter's own name stays, with the title under it. */
  atlas.titleFrame = function (frame, name, tell) {
    const inside = frame.contentDocument;
    const heading = inside && inside.getElementById("titel");
    if (!heading) return;
    const prepared = heading.textContent;
    const same = saysTheSame(name, prepared);
    inside.documentElement.classList.toggle("titel-im-saal", same);
    if (!same) return;
    const its = frame.contentWindow.atlas;
    const untouched = () => ["raum", "innerhalb"].every((part) => (its.selection[part] || null) === (its.start.auswahl[part] || null));
    // what was changed on the screen is not called by what was prepared
    const say = () => tell(heading.textContent + (untouched() ? name.slice(prepared.length) : ""));
    new frame.contentWindow.MutationObserver(say).observe(heading, { childList: true, characterData: true, subtree: true });
    its.renderers.push(say);
    say();
  };

  /** What people changed in a scene while it was on the screen is taken back. */
  atlas.restoreFrame = function (frame) {
    const inside = frame.contentWindow && frame.contentWindow.atlas;
    if (!inside || !inside.current) return;
    inside.navigate(inside.start.auswahl);
    if ([...inside.map.states.values()].some((map) => map.moved)) {
      frame.contentDocument.querySelectorAll(".karten-knoepfe button:last-child").forEach((home) => home.click());
    }
    if (inside.highlightedClass !== null && inside.highlight) inside.highlight(null);
  };

  atlas.themeFrame = function (frame, thema) {
    const inside = frame.contentDocument;
    if (inside) { inside.documentElement.classList.toggle("dunkel", thema === "dunkel"); inside.documentElement.classList.toggle("hell", thema === "hell"); }
  };
})();
