/* The presenter's window: this scene and the next, notes, time; what happens here happens in the hall. */
(function () {
  "use strict";
  const { atlas } = window;
  const { show } = atlas;
  const at = (id) => document.getElementById(id);
  const WIDTH = 1600;  // px a preview believes to have
  const HEIGHT = 900;
  let connected = false;

  /* A small picture of a scene; the same one is left as it is. */
  function picture(id, nr) {
    const place = at(id);
    const scene = show.scene(nr);
    if (!scene) { place.replaceChildren(); place.dataset.ansicht = ""; return; }
    if (place.dataset.ansicht === scene.ansicht) return;
    place.dataset.ansicht = scene.ansicht;
    const frame = atlas.makeFrame(scene.ansicht, atlas.text("saal_szene_titel", { n: nr + 1, titel: show.name(nr) }), "bild", "hell", () => {});
    frame.inert = true;
    frame.classList.add("gezeigt");
    place.replaceChildren(frame);
    fit(place);
  }

  function fit(place) {
    const frame = place.firstElementChild;
    if (!frame) return;
    const scale = place.clientWidth / WIDTH;
    Object.assign(frame.style, { width: `${WIDTH}px`, height: `${HEIGHT}px`, transform: `scale(${scale})` });
    place.style.height = `${Math.round(HEIGHT * scale)}px`;
  }

  function render() {
    const { nr, schwarz } = show.state;
    const m = show.scenes.length;
    if (!m) { at("saal-titel").textContent = atlas.text("saal_leer"); return; }
    at("saal-titel").textContent = show.name(nr);
    at("saal-stelle").textContent = atlas.text("saal_stelle", { n: nr + 1, m });
    at("notiz-text").textContent = show.scene().notiz || atlas.text("notiz_keine");
    at("notiz-text").classList.toggle("leise", !show.scene().notiz);
    at("notiz-folgt-titel").textContent = nr + 1 < m ? show.name(nr + 1) : atlas.text("notiz_ende");
    document.querySelector('[data-tut="zurueck"]').disabled = nr === 0;
    document.querySelector('[data-tut="weiter"]').disabled = nr + 1 === m;
    document.querySelector('[data-tut="schwarz"]').setAttribute("aria-pressed", String(schwarz));
    document.documentElement.classList.toggle("schwarz", schwarz);
    picture("notiz-jetzt", nr);
    picture("notiz-folgt", nr + 1);
  }

  const two = (n) => String(n).padStart(2, "0");
  function tick() {
    const now = new Date();
    const seconds = Math.max(0, Math.floor((now.getTime() - show.state.beginn) / 1000));
    const [h, rest] = [Math.floor(seconds / 3600), seconds % 3600];
    at("notiz-uhr").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    at("notiz-zeit").textContent = `${h ? `${h}:${two(Math.floor(rest / 60))}` : Math.floor(rest / 60)}:${two(rest % 60)}`;
  }

  const said = () => { at("notiz-stand").textContent = atlas.text(connected ? "notiz_verbunden" : "notiz_allein"); };
  show.heard.push(() => { if (!connected) { connected = true; said(); } });
  show.listeners.push(() => { render(); tick(); });
  document.addEventListener("keydown", (event) => show.press(event));
  window.addEventListener("resize", () => ["notiz-jetzt", "notiz-folgt"].forEach((id) => fit(at(id))));
  show.open().then((wrong) => {
    if (wrong.length) at("notiz-text").textContent = wrong.join(" ");
    show.ask();
    said();
    render();
    tick();
    setInterval(tick, 500);
    window.vortragBereit = 1;
  });
})();
