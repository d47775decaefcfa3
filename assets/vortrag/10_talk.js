/* What hall and presenter's window share: the scenes, where the talk stands, and the channel between the windows. */
(function () {
  "use strict";
  const { atlas } = window;
  const { talks } = atlas;
  const query = new URLSearchParams(location.search);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`sozialraum-vortrag:${atlas.start.region}`) : null;

  /** Number of the scene from 0, whether the screen is black, the theme, and when the talk began (ms). */
  const state = { nr: Math.max(0, (Number.parseInt(query.get("szene"), 10) || 1) - 1), schwarz: false,
    thema: query.get("thema") === "hell" ? "hell" : "dunkel", beginn: Date.now() };
  const show = (atlas.show = { state, listeners: [], heard: [], scenes: [] });
  show.scene = (nr = state.nr) => show.scenes[nr] || null;
  show.name = (nr) => (show.scene(nr) && (show.scene(nr).titel || atlas.text("szenen_ohne_titel"))) || "";

  function apply(patch) {
    const before = { ...state };
    Object.assign(state, patch);
    state.nr = Math.max(0, Math.min(show.scenes.length - 1, state.nr));
    show.listeners.forEach((listener) => listener(before));
  }

  /** Change where the talk stands, here and in the other windows. */
  show.change = function (patch) {
    apply(patch);
    if (channel) channel.postMessage({ art: "stand", stand: { ...state } });
  };

  const whole = (value, least) => typeof value === "number" && Number.isFinite(value) && value >= least;
  if (channel) {
    channel.onmessage = ({ data }) => {
      show.heard.forEach((listener) => listener());
      if (data.art === "frage") channel.postMessage({ art: "stand", stand: { ...state } });
      else if (data.art === "stand" && whole(data.stand.nr, 0) && whole(data.stand.beginn, 0)) {
        const { nr, schwarz, thema, beginn } = data.stand;
        apply({ nr, schwarz: Boolean(schwarz), thema: thema === "hell" ? "hell" : "dunkel", beginn });
      }
    };
  }
  /** Ask the other windows where the talk stands. */
  show.ask = () => { if (channel) channel.postMessage({ art: "frage" }); };

  /** Steps that keys, buttons and fingers ask for. */
  show.steps = {
    weiter: () => (state.schwarz ? show.change({ schwarz: false }) : show.change({ nr: state.nr + 1 })),
    zurueck: () => (state.schwarz ? show.change({ schwarz: false }) : show.change({ nr: state.nr - 1 })),
    anfang: () => show.change({ nr: 0, schwarz: false }),
    ende: () => show.change({ nr: show.scenes.length - 1, schwarz: false }),
    schwarz: () => show.change({ schwarz: !state.schwarz }),
    thema: () => show.change({ thema: state.thema === "dunkel" ? "hell" : "dunkel" }),
    "zeit-neu": () => show.change({ beginn: Date.now() }),
  };
  const KEYS = { ArrowRight: "weiter", ArrowDown: "weiter", PageDown: "weiter", " ": "weiter", ArrowLeft: "zurueck", ArrowUp: "zurueck",
    PageUp: "zurueck", Backspace: "zurueck", Home: "anfang", End: "ende", b: "schwarz", B: "schwarz", ".": "schwarz", d: "thema", D: "thema" };
  /* What a control that the keyboard is on wants for itself. */
  const OWN = { button: [" ", "Enter"], a: ["Enter"], select: null, input: null, textarea: null };

  // whether the keyboard went to what has the focus; `:focus-visible` says so of everything once a key is pressed
  let byTab = false;
  show.pointed = () => { byTab = false; };
  window.addEventListener("pointerdown", show.pointed, true);

  let digits = "";
  let forget = null;
  function typed(next) {
    digits = next;
    clearTimeout(forget);
    if (digits) forget = setTimeout(() => typed(""), 2500);
    if (show.typed) show.typed(digits);
  }

  /** A key pressed in this window or in a scene; `more` are steps only this window knows. */
  show.press = function (event, more) {
    if (event.key === "Tab") byTab = true;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    const inside = target.ownerDocument !== document;
    const tag = target.tagName ? target.tagName.toLowerCase() : "";
    const own = target.getAttribute && target.getAttribute("role") === "button" ? ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " ", "Enter"] : OWN[tag];
    // in a scene only what the keyboard itself went to keeps its keys: after a click with the mouse the clicker goes on
    if ((byTab || (!inside && tag !== "button")) && own !== undefined && (own === null || own.includes(event.key))) return;
    if (/^\d$/.test(event.key)) { event.preventDefault(); typed((digits + event.key).slice(0, 2)); return; }
    if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      const nr = Number(digits) - 1;
      const asked = Boolean(digits);
      typed("");
      if (!asked) show.steps.weiter();
      else if (nr >= 0 && nr < show.scenes.length) show.change({ nr, schwarz: false });
      return;
    }
    const step = KEYS[event.key] ? show.steps[KEYS[event.key]] : (more || {})[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    typed("");
    step();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-tut]");
    if (button && show.steps[button.dataset.tut]) show.steps[button.dataset.tut](button);
  });

  /** The scenes: those of the link, else those of this browser. Resolves to sentences about what is wrong. */
  show.open = async function () {
    await atlas.ready;
    let wrong = [];
    if (talks.carried()) {
      const answer = await talks.unpack();
      if (answer.vortrag) talks.borrow(answer.vortrag);
      else wrong = answer.fehler;
    }
    show.scenes = talks.talk.szenen;
    talks.listeners.push((talk) => { show.scenes = talk.szenen; show.change({}); });
    return wrong;
  };
})();
