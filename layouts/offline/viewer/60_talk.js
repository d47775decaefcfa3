/* The talk: scenes, years, keys, notes, overview. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { at, node, svg, data, state } = atlas;
  const scenes = data.szenen;
  const titleOf = (scene) => scene.titel || (scene.karte ? scene.jahre[scene.jahr].titel : scene.name);
  let playing = null;

  /* --- painting --- */
  /* A name taken from the view follows its year; a presenter's own name stays, with the title of the view below it. */
  function titleShown({ own, scene, year }) {
    if (!scene.karte) return scene.titel || scene.name;
    const prepared = own.jahre[own.jahr].titel;
    if (!scene.titel) return year.titel;
    return scene.titel === prepared || scene.titel.startsWith(`${prepared} – `) ? year.titel + scene.titel.slice(prepared.length) : scene.titel;
  }

  function paint() {
    const view = atlas.view();
    const { scene, year } = view;
    const pictured = !scene.karte;
    at("vortrag").classList.toggle("mit-bild", pictured);
    const title = titleShown(view);
    document.title = [title, data.titel, data.region].filter(Boolean).join(" – ");
    say("titel", title);
    say("kicker", pictured ? `${data.region} · ${scene.seite}` : scene.kicker);
    say("untertitel", pictured || title.startsWith(year.titel) ? "" : year.titel);
    say("satz", pictured ? scene.alt : year.satz);
    say("zusammenhang", pictured ? "" : (view.own.zusammenhang || [])[state.zweite ? atlas.view(true).t : state.jahr] || "");
    chooseMap(view);
    say("hinweis", pictured ? "" : year.hinweis || "");
    say("definition", pictured ? "" : scene.definition);
    say("quelle", pictured ? "" : year.quelle);
    say("zeichen", pictured ? "" : `${data.zeichen}.`);
    say("herausgeber", pictured ? "" : scene.herausgeber);
    at("link").href = scene.link;
    say("link", atlas.text("zum_atlas"));
    say("notiz", scene.notiz || atlas.text("ohne_notiz"));
    const next = scenes[state.szene + 1];
    say("danach", next ? atlas.text("naechste", { titel: titleOf(next) }) : atlas.text("letzte"));
    say("zaehler", `${state.szene + 1} / ${scenes.length}`);
    at("zaehler").setAttribute("aria-label", atlas.text("szene_von", { i: state.szene + 1, n: scenes.length }));
    at("zurueck").disabled = state.szene === 0;
    at("weiter").disabled = !next;
    at("bild").hidden = !pictured || state.tabelle;
    at("karte").hidden = pictured || state.tabelle;
    at("tabelle").hidden = !state.tabelle;
    at("zeit").hidden = pictured || view.figures.jahre.length < 2;
    if (pictured) { paintPicture(scene); return; }
    if (state.tabelle) atlas.paintTable(view); else atlas.paintMap(view);
    atlas.paintLegend(view);
    atlas.paintProfile(view);
    paintYears(view);
  }

  function say(id, text) {
    const element = at(id);
    if (element.textContent !== text) element.textContent = text;
    if (["untertitel", "hinweis", "kicker", "zusammenhang"].includes(id)) element.hidden = !text;
  }

  /* Of two maps one is shown; the bubble tells the values of both. */
  function chooseMap({ own }) {
    const place = at("karten-wahl");
    place.hidden = !own || !own.zweite;
    if (place.hidden) { place.replaceChildren(); return; }
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", atlas.text("zwei_karten"));
    place.replaceChildren(...[own, own.zweite].map((one, k) => node("button", { type: "button", class: "taste", "aria-pressed": String(state.zweite === (k === 1)),
      onclick: (event) => { if (state.zweite !== (k === 1)) flip(); if (event.detail) document.activeElement.blur(); }, text: one.thema })));
  }

  function flip() {
    if (!scenes[state.szene].zweite) return;
    stop();
    const year = atlas.view(true).t;
    state.zweite = !state.zweite;
    state.jahr = year;
    atlas.hover(null);
    paint();
  }

  /* A page beside the explorer: its sheet, or its numbers as tables. */
  function paintPicture(scene) {
    ["legende", "profil"].forEach((id) => at(id).replaceChildren());
    if (state.tabelle) {
      at("tabelle").replaceChildren(...scene.tafeln.map(({ titel, kopf, rechts, zeilen }) => node("table", {}, node("caption", { text: titel }),
        node("thead", {}, node("tr", {}, ...kopf.map((text, k) => node("th", { scope: "col", class: rechts[k] ? "rechts" : false, text })))),
        node("tbody", {}, ...zeilen.map((cells) => node("tr", {}, ...cells.map((text, k) => node(k ? "td" : "th", { scope: k ? false : "row", class: rechts[k] ? "rechts" : false, text }))))))));
      return;
    }
    const drawing = document.importNode(new DOMParser().parseFromString(scene.bild, "image/svg+xml").documentElement, true);
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    drawing.setAttribute("role", "group");  // it holds a link
    at("bild").replaceChildren(drawing);
  }

  function code({ module, pfad }) {
    return svg("svg", { viewBox: `-2 -2 ${module + 4} ${module + 4}`, class: "code", role: "img", "aria-label": "QR-Code" }, svg("path", { d: pfad }));
  }

  function paintYears(view) {
    const { jahre } = view.figures;
    const slider = at("jahr");
    slider.max = String(jahre.length - 1);
    slider.value = String(state.jahr);
    slider.setAttribute("aria-valuetext", atlas.text("jahr_von", { jahr: jahre[state.jahr], i: state.jahr + 1, n: jahre.length }));
    at("jahre").replaceChildren(...jahre.map((year, t) => node("button", { type: "button", "aria-pressed": String(t === state.jahr), tabindex: "-1", onclick: () => showYear(t),
      style: { left: `${(t / Math.max(1, jahre.length - 1)) * 100}%` }, text: year })));
    const button = at("abspielen");
    button.textContent = playing ? "❚❚" : "▶";
    button.setAttribute("aria-label", atlas.text(playing ? "anhalten" : "abspielen"));
  }

  /* --- steps --- */
  function showScene(i) {
    if (i < 0 || i >= scenes.length) return;
    stop();
    state.szene = i;
    state.jahr = scenes[i].jahr || 0;
    state.zweite = false;
    state.raum = scenes[i].raum === undefined ? null : scenes[i].raum;
    atlas.hover(null);
    paint();
    history.replaceState(null, "", `#${i + 1}`);
    atlas.announce(atlas.text("szene_gezeigt", { i: i + 1, n: scenes.length, titel: titleOf(scenes[i]) }));
  }

  function showYear(t) {
    const view = atlas.view();
    if (!view.figures || t < 0 || t >= view.figures.jahre.length) return false;
    state.jahr = t;
    atlas.hover(null);
    paint();
    const shown = atlas.view();
    const inside = shown.places.namen.filter((_, i) => shown.inside(i)).length;
    const without = shown.places.namen.filter((_, i) => shown.inside(i) && !shown.observed(i)).length;
    atlas.announce(atlas.text("karte_aktualisiert", { titel: shown.year.titel, n: inside, raeume: shown.places.mehrzahl, s: without }));
    return true;
  }

  function play() {
    if (playing) { stop(); return; }
    const view = atlas.view();
    if (!view.figures || view.figures.jahre.length < 2) return;
    if (state.jahr === view.figures.jahre.length - 1) showYear(0);
    playing = setInterval(() => { if (!showYear(state.jahr + 1)) stop(); }, 1100);
    paintYears(view);
  }

  function stop() {
    if (!playing) return;
    clearInterval(playing);
    playing = null;
    const view = atlas.view();
    if (view.figures) paintYears(view);
  }

  atlas.choose = function (i) {
    state.raum = i;
    const view = atlas.view();
    paint();
    atlas.announce(i === null ? atlas.text("auswahl_aufgehoben") : atlas.text("gewaehlt", { name: `${view.label(i)}: ${view.text(i)}` }));
  };

  atlas.hover = function (i, point) {
    const view = atlas.view();
    if (!view.map || state.tabelle) { at("blase").hidden = true; return; }
    if (i !== state.zeigt) {
      atlas.markMap(view, i);
      atlas.markLegend(view, i);
      state.zeigt = i;
    }
    atlas.showBubble(view, i, point);
  };

  /* --- notes, table, overview, dark, full screen --- */
  function toggleNotes() {
    at("notizen").hidden = !at("notizen").hidden;
    at("notizen-knopf").setAttribute("aria-pressed", String(!at("notizen").hidden));
  }
  function toggleTable() {
    state.tabelle = !state.tabelle;
    at("tabelle-knopf").setAttribute("aria-pressed", String(state.tabelle));
    atlas.hover(null);
    paint();
  }
  function toggleTheme() {
    const dark = document.documentElement.dataset.thema !== "dunkel";
    document.documentElement.dataset.thema = dark ? "dunkel" : "hell";
    at("thema-knopf").setAttribute("aria-pressed", String(dark));
  }
  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
  }
  function toggleBlack() { at("schwarz").hidden = !at("schwarz").hidden; }
  function open(dialog) { if (!at(dialog).open) at(dialog).showModal(); }
  function openCode() {
    const scene = scenes[state.szene];
    at("code").replaceChildren(code(scene.code));
    at("code-link").textContent = scene.link;
    open("code-dialog");
  }
  const sheet = (scene) => {
    const small = document.importNode(new DOMParser().parseFromString(scene.bild, "image/svg+xml").documentElement, true);
    small.setAttribute("aria-hidden", "true");
    small.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    return small;
  };
  function openOverview() {
    const now = { ...state };
    const cards = scenes.map((scene, i) => {
      Object.assign(state, { szene: i, jahr: scene.jahr || 0, zweite: false });
      const view = atlas.view();
      const small = view.map ? svg("svg", { viewBox: `0 0 ${view.map.breite} ${view.map.hoehe}`, "aria-hidden": "true" }, ...atlas.paintAreas(view).filter(Boolean), ...atlas.paintCircles(view)) : sheet(scene);
      return node("li", {}, node("button", { type: "button", "aria-current": i === now.szene ? "true" : false, onclick: () => { at("uebersicht").close(); showScene(i); } },
        small, node("span", { class: "nummer", text: i + 1 }), node("span", { text: titleOf(scene) })));
    });
    Object.assign(state, now);
    at("uebersicht-liste").replaceChildren(...cards);
    open("uebersicht");
    cards[now.szene].firstChild.focus();
  }

  const LETTERS = { n: toggleNotes, t: toggleTable, d: toggleTheme, f: toggleFull, p: play, q: openCode, v: flip, "ü": openOverview, o: openOverview, b: toggleBlack, ".": toggleBlack, "?": () => open("hilfe") };
  const STEPS = {
    ArrowRight: () => showScene(state.szene + 1), PageDown: () => showScene(state.szene + 1), " ": () => showScene(state.szene + 1),
    ArrowLeft: () => showScene(state.szene - 1), PageUp: () => showScene(state.szene - 1),
    Home: () => showScene(0), End: () => showScene(scenes.length - 1),
    ArrowDown: () => showYear(state.jahr + 1), ArrowUp: () => showYear(state.jahr - 1),
  };
  const scrolls = () => document.documentElement.scrollHeight > innerHeight + 1;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const own = target.closest("button, a, .tabelle") && [" ", "Enter"].includes(event.key);
    const range = target.matches("input") && /^(Arrow|Page|Home|End)/.test(event.key);
    const reading = (target.closest(".tabelle") || scrolls()) && ["ArrowUp", "ArrowDown"].includes(event.key);
    if (event.key === "Escape") { dismiss(); return; }
    if (own || range || reading) return;
    const act = STEPS[event.key] || (at("buchstaben").checked && LETTERS[event.key.toLowerCase()]);
    if (!act) return;
    if (!at("schwarz").hidden && act !== toggleBlack) at("schwarz").hidden = true;
    act();
    event.preventDefault();
  });

  function dismiss() {
    if (!at("schwarz").hidden) at("schwarz").hidden = true;
    else if (!at("blase").hidden) atlas.hover(null);
    else if (state.raum !== null) atlas.choose(null);
  }

  /* The pointer leaves no focus on what it turned, so that keys keep turning the scenes. */
  const press = (id, act) => at(id).addEventListener("click", (event) => { act(); if (event.detail) event.currentTarget.blur(); });
  Object.entries({ zurueck: () => showScene(state.szene - 1), weiter: () => showScene(state.szene + 1), abspielen: play, "uebersicht-knopf": openOverview,
    "notizen-knopf": toggleNotes, "tabelle-knopf": toggleTable, "code-knopf": openCode, "thema-knopf": toggleTheme, "vollbild-knopf": toggleFull,
    "hilfe-knopf": () => open("hilfe") }).forEach(([id, act]) => press(id, act));
  at("jahr").addEventListener("input", (event) => showYear(Number(event.target.value)));
  at("jahr").addEventListener("pointerup", (event) => event.target.blur());
  at("schwarz").addEventListener("click", toggleBlack);
  document.querySelectorAll("dialog .schliessen").forEach((button) => button.addEventListener("click", () => button.closest("dialog").close()));
  addEventListener("hashchange", () => showScene(Number(location.hash.slice(1)) - 1));

  ["notizen-knopf", "tabelle-knopf", "thema-knopf"].forEach((id) => at(id).setAttribute("aria-pressed", "false"));
  state.tabelle = false;
  at("vortrag").hidden = false;
  at("vortrag").classList.toggle("einzeln", scenes.length === 1);
  showScene(Math.min(scenes.length, Math.max(1, Number(location.hash.slice(1)) || 1)) - 1);
})();
