/* The dialog „Einbetten“: what the choices mean as code, and the very same page as a preview. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const LAST = 400;  // ms without typing before the preview loads again
  const LOOKS = 20;  // times the preview is measured while it fills
  let timer = null;
  let measuring = null;
  let typed = false;  // a height of one's own stays

  const chosen = (id) => { const button = document.querySelector(`#${id} input:checked`); return button ? button.value : ""; };

  /* A size within what the field allows; anything else is the nearest allowed. */
  function size(id) {
    const input = at(id);
    const wanted = Math.round(Number(input.value)) || Number(input.min);
    return Math.min(Number(input.max), Math.max(Number(input.min), wanted));
  }

  /** Address of the embedded page that shows the current view, on this server. */
  function address() {
    const page = location.pathname.replace(/\/$/, "");
    const query = atlas.format(atlas.selection);
    return `/embed${page}?${[query, `bedienung=${chosen("einbetten-bedienung")}`].filter(Boolean).join("&")}`;
  }

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  function code() {
    const origin = atlas.start.oeffentlich || location.origin;
    const fixed = chosen("einbetten-art") === "fest";
    const width = fixed ? String(size("einbetten-breite")) : "100%";
    const style = `border:0;${fixed ? "max-width:100%" : `min-width:${at("einbetten-breite").min}px`}`;
    return `<iframe src="${escaped(origin + address())}"\n  title="${escaped(document.title)}"\n  width="${width}" height="${size("einbetten-hoehe")}" style="${style}"\n  loading="lazy" referrerpolicy="no-referrer"></iframe>`;
  }

  /* As large as it will be, made smaller where the dialog has less room. */
  function preview() {
    const frame = at("einbetten-vorschau");
    const room = frame.parentElement.clientWidth;
    const width = chosen("einbetten-art") === "fest" ? size("einbetten-breite") : Math.max(room, Number(at("einbetten-breite").min));
    const height = size("einbetten-hoehe");
    const scale = Math.min(1, room / width);
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, transform: scale < 1 ? `scale(${scale})` : "" });
    frame.parentElement.style.height = `${Math.round(height * scale)}px`;
    at("einbetten-massstab").textContent = scale < 1 ? atlas.text("einbetten_verkleinert", { p: Math.round(100 * scale) }) : atlas.text("einbetten_vorschau");
    if (frame.getAttribute("src") !== address()) frame.setAttribute("src", address());
    clearTimeout(measuring);
    if (!typed) measure(LOOKS);
  }

  /* As high as title, map, legend and sources need at this width. */
  function measure(looks) {
    if (typed) return;
    const { contentWindow, contentDocument } = at("einbetten-vorschau");
    const needed = contentWindow && contentWindow.atlasFirstPaint ? contentDocument.documentElement.scrollHeight : 0;
    if (needed > size("einbetten-hoehe")) {
      at("einbetten-hoehe").value = String(Math.ceil(needed / 10) * 10);
      at("einbetten-code").value = code();
      preview();
    } else if (looks > 0) measuring = setTimeout(() => measure(looks - 1), LAST);
  }

  function update() {
    if (!typed) at("einbetten-hoehe").value = at("einbetten-hoehe").defaultValue;
    write();
  }

  function write() {
    at("einbetten-breite").disabled = chosen("einbetten-art") !== "fest";
    at("einbetten-code").value = code();
    clearTimeout(timer);
    timer = setTimeout(preview, LAST);
  }

  atlas.dialogs.einbetten = {
    // a picture, not a place to be: keys pressed in it would not reach the dialog
    open() { at("einbetten-vorschau").inert = true; update(); clearTimeout(timer); preview(); },
    // nothing goes on behind a closed dialog
    close() { clearTimeout(timer); clearTimeout(measuring); at("einbetten-vorschau").removeAttribute("src"); },
  };
  ["change", "input"].forEach((kind) => document.addEventListener(kind, (event) => {
    if (event.target.closest && event.target.closest("#einbetten") && event.target.id !== "einbetten-code") {
      if (event.target.id === "einbetten-hoehe") typed = true;
      update();
    }
  }));
  window.addEventListener("resize", () => { const dialog = at("einbetten"); if (dialog && dialog.open) preview(); });

  atlas.actions["einbetten-kopieren"] = (button) => {
    const text = at("einbetten-code");
    const label = button.querySelector("span:last-child");
    navigator.clipboard.writeText(text.value).then(() => {
      const before = label.textContent;
      label.textContent = atlas.text("einbetten_kopiert");
      atlas.announce(label.textContent);
      setTimeout(() => { label.textContent = before; }, 1800);
    }, () => { text.focus(); text.select(); label.textContent = atlas.text("einbetten_von_hand"); });
  };
})();
