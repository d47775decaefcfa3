/* What the file holds, and small tools. Everything was computed when it was written; here it is only looked up. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("daten").textContent);
  const whole = (scene) => (scene.ansicht ? { ...data.ansichten[scene.ansicht], ...scene } : scene);
  data.szenen = data.szenen.map((scene) => ({ ...whole(scene), zweite: scene.zweite && whole(scene.zweite) }));
  const at = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, attributes, children) {
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === false || value === null || value === undefined) return;
      if (key === "text") element.textContent = value;
      else if (key === "style") Object.assign(element.style, value);
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const atlas = (window.atlas = { data, at, state: { szene: 0, jahr: 0, raum: null, zeigt: null, zweite: false } });
  atlas.node = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  atlas.svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  atlas.text = (key, values) => data.texte[key].replace(/\{(\w+)\}/g, (_, name) => (values || {})[name]);
  atlas.announce = (message) => { at("ansage").textContent = message; };

  const STATUS = { s: "gesperrt", m: "fehlt", u: "unsicher", x: "undefiniert", n: "nicht_klassiert", b: "grenzen_veraendert", c: "neues_gebiet" };

  /* Position of the year nearest to one of another list. */
  const nearest = (years, year) => years.reduce((best, one, i) => (Math.abs(one - year) <= Math.abs(years[best] - year) ? i : best), 0);

  /* One scene in one year, with everything that can be asked of an area. `other`: of two maps the one that is not shown,
     in the year nearest to the one shown. */
  atlas.view = function (other) {
    const { state } = atlas;
    const own = data.szenen[state.szene];
    if (!own.karte) return { scene: own };
    const second = Boolean(own.zweite) && state.zweite !== Boolean(other);
    const scene = second ? { ...own, ...own.zweite } : own;
    const figures = data.zahlen[scene.zahlen];
    const places = data.raeume[scene.raeume];
    const drawn = data.zahlen[(state.zweite && own.zweite ? own.zweite : own).zahlen].jahre;
    const t = other ? nearest(figures.jahre, drawn[state.jahr]) : state.jahr;
    const scale = 10 ** figures.stellen;
    const number = (whole) => (whole === null || whole === undefined ? NaN : whole / scale);
    const shown = (value) => {
      const text = atlas.value(value, figures.stellen, figures.einheit);
      return figures.art === "veraenderung" && value > 0 ? `+${text}` : text;
    };
    const letter = (i, year) => figures.s[year === undefined ? t : year][i];
    const verdict = (kind, i) => ({ "+": "vergleich_ueber", "-": "vergleich_unter", "=": "vergleich_gleich" })[figures.gegen[kind] ? figures.gegen[kind][t][i] : " "];
    return {
      own, scene, figures, places, t, number, shown,
      map: data.karten[scene.karte],
      year: scene.jahre[t],
      inside: (i) => scene.jahre[t].klassen[i] !== " ",
      klass: (i) => scene.jahre[t].klassen[i],
      value: (i, year) => number(figures.w[year === undefined ? t : year][i]),
      text: (i) => (letter(i) === "o" ? shown(number(figures.w[t][i])) : atlas.text(STATUS[letter(i)])),
      observed: (i, year) => letter(i, year) === "o",
      count: (i) => (figures.z ? figures.z[t][i] : null),
      group: (i) => places.gruppe[i],
      label: (i) => (places.gruppe[i] >= 0 ? `${places.namen[i]}, ${places.gruppen[places.gruppe[i]]}` : places.namen[i]),
      /* Kommune and region of an area, with what the value is beside them. */
      references(i) {
        const rows = [];
        const g = i === null ? scene.gruppe : places.gruppe[i];
        if (figures.art === "anzahl") return rows;
        if (i !== null && g >= 0 && g !== null) rows.push([places.gruppen[g], number(figures.gruppen[t][g]), verdict("gruppe", i)]);
        if (i !== null || scene.gruppe !== null) rows.push([places.region, number(figures.region[t]), i === null ? null : verdict("region", i)]);
        return rows.filter(([, value]) => !Number.isNaN(value));
      },
    };
  };
})();
