/* The screen in the hall: the scene shown, the ones beside it made ahead, keys, clicker, fingers. */
(function () {
  "use strict";
  const { atlas } = window;
  const { node, show, talks } = atlas;
  const at = (id) => document.getElementById(id);
  const AHEAD = [1, -1, 2];  // which neighbours are made, in this order, one at a time
  const QUIET = 3000;  // ms without a move after which the controls go
  const SWIPE = 60;  // px
  const SAID = 6000;  // ms a message stays
  const PATIENCE = 200;  // ms before a scene that loads says so
  const frames = new Map();  // number of the scene → { frame, view, ready }
  let shown = null;
  let withCode = false;

  /* --- scenes --- */
  function frameOf(nr) {
    const scene = show.scene(nr);
    const have = frames.get(nr);
    if (have && have.view === scene.ansicht && have.name === scene.titel) return have;
    if (have) drop(nr);
    const entry = { view: scene.ansicht, name: scene.titel, ready: false };
    entry.frame = atlas.makeFrame(scene.ansicht, atlas.text("saal_szene_titel", { n: nr + 1, titel: show.name(nr) }), "jahre", show.state.thema, () => {
      entry.ready = true;
      listen(entry.frame.contentWindow);
      atlas.titleFrame(entry.frame, scene.titel, (words) => { entry.title = words; if (nr === show.state.nr) headline(); });
      atlas.themeFrame(entry.frame, show.state.thema);
      if (nr === show.state.nr) present();
      else ahead();
    });
    entry.frame.inert = true;
    frames.set(nr, entry);
    at("saal-szenen").append(entry.frame);
    return entry;
  }

  function drop(nr) {
    if (shown === frames.get(nr)) shown = null;
    frames.get(nr).frame.remove();
    frames.delete(nr);
  }

  /* One after the other: what is on the screen must not stutter. */
  function ahead() {
    const { nr } = show.state;
    [...frames.keys()].filter((other) => Math.abs(other - nr) > 3).forEach(drop);
    for (const step of AHEAD) {
      if (show.scene(nr + step)) {
        new Image().src = codeAddress(nr + step);
        if (!frameOf(nr + step).ready) return;
      }
    }
  }

  function present() {
    const entry = frameOf(show.state.nr);
    if (!entry.ready) { conceal(); waitAloud(entry); return; }
    at("saal-laedt").hidden = true;
    if (shown === entry) return;
    const before = shown;
    if (entry.used) restore(entry);
    conceal();
    entry.used = true;
    entry.frame.classList.add("gezeigt");
    entry.frame.inert = false;
    shown = entry;
    performance.mark("vortrag:gezeigt");
    window.vortragBereit = 1;
    setTimeout(() => { if (before && before.frame.isConnected && shown !== before) restore(before); ahead(); }, 250);
  }

  /* A scene comes back as it was prepared. */
  function restore(entry) {
    entry.used = false;
    atlas.restoreFrame(entry.frame);
  }

  function conceal() {
    if (!shown) return;
    if (document.activeElement === shown.frame) at("saal").focus({ preventScroll: true });
    shown.frame.classList.remove("gezeigt");
    shown.frame.inert = true;
    shown = null;
  }

  function waitAloud(entry) {
    setTimeout(() => {
      if (shown || entry.ready || frames.get(show.state.nr) !== entry) return;
      at("saal-laedt").textContent = atlas.text("saal_laedt");
      at("saal-laedt").hidden = false;
    }, PATIENCE);
  }

  /* --- words and signs --- */
  const codeAddress = (nr) => `/vortrag/code.svg?${new URLSearchParams({ ansicht: show.scene(nr).ansicht })}`;

  function headline() {
    const { nr } = show.state;
    const entry = frames.get(nr);
    const title = (entry && entry.title) || show.name(nr);
    at("saal-titel").textContent = title;
    at("saal-titel").classList.toggle("lang", title.length > 70);
    document.title = `${nr + 1}/${show.scenes.length} ${title}`;
  }

  function words(before) {
    const { nr, schwarz, thema } = show.state;
    const n = nr + 1;
    const m = show.scenes.length;
    headline();
    at("saal-stelle").textContent = atlas.text("saal_stelle", { n, m });
    at("saal-wahl").value = String(nr);
    at("saal-ende").href = show.scene().ansicht;
    document.querySelector('[data-tut="zurueck"]').disabled = nr === 0;
    document.querySelector('[data-tut="weiter"]').disabled = n === m;
    at("saal-schwarz").hidden = !schwarz;
    document.querySelector('[data-tut="schwarz"]').setAttribute("aria-pressed", String(schwarz));
    document.documentElement.classList.toggle("dunkel", thema === "dunkel");
    document.documentElement.classList.toggle("hell", thema === "hell");
    // the button says where it leads
    const other = document.querySelector('[data-tut="thema"]');
    other.querySelector(".wort").textContent = other.title = atlas.text(thema === "dunkel" ? "saal_hell" : "saal_dunkel");
    frames.forEach(({ frame }) => atlas.themeFrame(frame, thema));
    if (withCode) drawCode();
    if (!before || before.nr !== nr) atlas.announce(atlas.text("saal_ansage", { n, m, titel: show.name(nr) }));
    else if (schwarz && !before.schwarz) atlas.announce(atlas.text("saal_schwarz"));
    const query = new URLSearchParams({ szene: n, thema });
    history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
  }

  function drawCode() {
    at("saal-code").hidden = !withCode;
    document.querySelector('[data-tut="code"]').setAttribute("aria-pressed", String(withCode));
    if (!withCode) return;
    at("saal-code-bild").src = codeAddress(show.state.nr);
    at("saal-code-bild").alt = `QR: ${show.scene().ansicht}`;
    at("saal-code").querySelector("figcaption").textContent = atlas.text("saal_code");
  }

  function list() {
    at("saal-wahl").replaceChildren(...show.scenes.map((scene, i) => node("option", { value: i, text: `${i + 1}  ${show.name(i)}` })));
  }

  function render(before) {
    const none = !show.scenes.length;
    at("saal-leer").hidden = !none;
    document.documentElement.classList.toggle("ohne-szenen", none);
    if (none) { conceal(); return; }
    if (at("saal-wahl").options.length !== show.scenes.length || (before && before.nr === show.state.nr)) list();
    performance.mark("vortrag:wahl");
    present();
    words(before);
  }

  /* --- keys, fingers, controls --- */
  const toggleFull = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {}));
  const openNotes = () => window.open(`/vortrag/notizen?szene=${show.state.nr + 1}${location.hash}`, "sozialraum-notizen", "popup,width=1100,height=760");
  const help = () => { at("saal-hilfe").hidden = !at("saal-hilfe").hidden; document.querySelector('[data-tut="hilfe"]').setAttribute("aria-expanded", String(!at("saal-hilfe").hidden)); };
  function escape() {
    if (show.state.schwarz) show.steps.schwarz();
    else if (!at("saal-hilfe").hidden) help();
    else if (withCode) show.steps.code();
    else if (document.fullscreenElement) document.exitFullscreen();
    else location.href = at("saal-ende").getAttribute("href");
  }
  const MORE = { Escape: escape, f: toggleFull, F: toggleFull, n: openNotes, N: openNotes, q: () => show.steps.code(), Q: () => show.steps.code(), "?": help };
  Object.assign(show.steps, { voll: toggleFull, notizen: openNotes, hilfe: help, code: () => {
    withCode = !withCode;
    drawCode();
    if (withCode) atlas.announce(atlas.text("saal_code_ansage"));
  } });

  show.typed = (digits) => { at("saal-sprung").hidden = !digits; at("saal-sprung").textContent = digits; };

  function listen(target) {
    // before the scene's own scripts, which use arrows on the map
    target.addEventListener("keydown", (event) => show.press(event, MORE), true);
    target.addEventListener("pointerdown", show.pointed, true);
    let from = null;
    target.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
    target.addEventListener("touchend", (event) => {
      const [to] = event.changedTouches;
      const dx = from ? to.clientX - from.clientX : 0;
      if (from && Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(to.clientY - from.clientY)) show.steps[dx < 0 ? "weiter" : "zurueck"]();
      from = null;
    }, { passive: true });
    ["pointermove", "keydown", "touchstart"].forEach((kind) => target.addEventListener(kind, wake, { passive: true }));
  }

  let saying = null;
  function say(message) {
    at("saal-hinweis").textContent = message;
    at("saal-hinweis").hidden = false;
    clearTimeout(saying);
    saying = setTimeout(() => { at("saal-hinweis").hidden = true; }, SAID);
  }

  /* A screen that goes dark by itself ends a talk. */
  const stayOn = () => { if (navigator.wakeLock && document.visibilityState === "visible") navigator.wakeLock.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stayOn);
  window.addEventListener("hashchange", () => location.reload());

  let quiet = null;
  function wake() {
    document.documentElement.classList.remove("ruht");
    clearTimeout(quiet);
    quiet = setTimeout(() => { if (!at("saal-fuss").contains(document.activeElement)) document.documentElement.classList.add("ruht"); }, QUIET);
  }

  at("saal-wahl").addEventListener("change", (event) => { show.change({ nr: Number(event.target.value), schwarz: false }); at("saal").focus(); });
  at("saal-schwarz").addEventListener("click", () => show.change({ schwarz: false }));

  /* --- begin --- */
  show.steps.uebernehmen = (button) => {
    const m = talks.limits.szenen;
    const before = show.scenes.length;
    if (!talks.adopt()) { say(talks.borrowed ? atlas.text("saal_zu_viele", { m }) : atlas.text("szenen_nicht_gespeichert")); return; }
    // the scenes of the link now stand behind those that were here
    show.change({ nr: show.state.nr + show.scenes.length - before });
    history.replaceState(null, "", location.pathname + location.search);
    button.hidden = true;
    say(atlas.text("saal_uebernommen"));
  };
  document.addEventListener("click", async (event) => {
    if (!event.target.closest('[data-tut="szenen-laden"]')) return;
    const answer = await talks.choose();
    if (answer) begin(answer.fehler || [], answer.vortrag);
  });

  function begin(wrong, talk) {
    if (talk) { if (talks.talk.szenen.length) talks.borrow(talk); else talks.change(talk); }
    at("saal-leer-titel").textContent = wrong.length ? wrong.slice(0, 5).join(" ") : atlas.text("saal_leer");
    at("saal-leer-wie").textContent = atlas.text("saal_leer_wie");
    document.querySelector('[data-tut="uebernehmen"]').hidden = !talks.borrowed;
    show.state.nr = Math.max(0, Math.min(show.scenes.length - 1, show.state.nr));
    render(null);
    window.vortragBereit = show.scenes.length ? window.vortragBereit : 1;
  }

  show.listeners.push(render);
  listen(window);
  wake();
  stayOn();
  show.open().then((wrong) => { if (wrong.length) show.scenes = []; begin(wrong); show.ask(); });
})();
