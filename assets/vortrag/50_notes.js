/* The presenter's window: this scene and the next, notes, time; what happens here happens in the hall. */
(function () {
  "use strict";
  const { atlas } = window;
  const { show } = atlas;
  const at = (id) => document.getElementById(id);
  const WIDTH = 1600;  // px a preview believes to have
  let connected = false;

  /* Small pictures of scenes, made once and laid over their places: a frame that moves in the document would load again. */
  const pictures = new Map();  // number of the scene → { frame, view }
  function pictureOf(nr) {
    const { ansicht } = show.scene(nr);
    const have = pictures.get(nr);
    if (have && have.view === ansicht) return have.frame;
    if (have) have.frame.remove();
    const title = atlas.text("saal_szene_titel", { n: nr + 1, titel: show.name(nr) });
    const frame = atlas.makeFrame(ansicht, title, "bild", "hell", () => {});
    frame.inert = true;
    pictures.set(nr, { frame, view: ansicht });
    at("notiz-bilder").append(frame);
    return frame;
  }

  function lay() {
    const { nr } = show.state;
    [...pictures.keys()].filter((other) => Math.abs(other - nr) > 2).forEach((other) => { pictures.get(other).frame.remove(); pictures.delete(other); });
    const places = [["notiz-jetzt", nr], ["notiz-folgt", nr + 1]].filter(([, number]) => show.scene(number));
    const origin = at("notiz-bilder").getBoundingClientRect();
    const wanted = new Map(places.map(([id, number]) => [pictureOf(number), at(id).getBoundingClientRect()]));
    pictures.forEach(({ frame }) => {
      const box = wanted.get(frame);
      frame.classList.toggle("gezeigt", Boolean(box));
      if (box) Object.assign(frame.style, { left: `${box.left - origin.left}px`, top: `${box.top - origin.top}px`, transform: `scale(${box.width / WIDTH})` });
    });
    at("notiz-folgt").hidden = !show.scene(nr + 1);
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
    lay();
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
  window.addEventListener("resize", () => { if (show.scenes.length) lay(); });
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
