/* Values: one file per indicator, level and Gebietsstand, fetched once. A year is looked up, never fetched.
   Class limits come ready from the server; here a value only looks for its class. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const files = new Map();
  const LETTERS = { o: "beobachtet", s: "gesperrt", m: "fehlt", u: "unsicher", x: "undefiniert", n: "nicht_klassiert",
    b: "grenzen_veraendert", c: "neues_gebiet" };

  function load(url) {
    if (!files.has(url)) {
      const entry = { document: null };
      entry.promise = fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${url}`);
        return answer.json();
      }).then((document) => { entry.document = decode(document); return entry.document; });
      entry.promise.catch(() => files.delete(url));
      files.set(url, entry);
    }
    return files.get(url);
  }

  /* Years travel as whole-numbered steps from the last year with a number; null is "no number here". */
  function years(rows, scale) {
    const before = new Float64Array(rows.length ? rows[0].length : 0);
    return rows.map((row) => Float64Array.from(row, (step, i) => {
      if (step === null) return NaN;
      before[i] += step;
      return before[i] / scale;
    }));
  }

  /* Values are whole numbers of the last decimal shown. */
  function decode(raw) {
    const scale = 10 ** raw.stellen;
    const number = (value) => (value === null ? NaN : value / scale);
    const reference = (list) => list.map(number);
    return {
      ...raw, w: years(raw.w, scale), anzahl: raw.z ? years(raw.z, 1) : null, r: raw.r && raw.r.map((rows) => years(rows, 1)),
      gruppen: Object.fromEntries(Object.entries(raw.gruppen).map(([key, list]) => [key, reference(list)])),
      region: reference(raw.region),
    };
  }

  atlas.valuesUrl = (indikator, stand, ebene) =>
    `${atlas.root}/werte/${encodeURIComponent(stand)}/${encodeURIComponent(ebene)}/${indikator}.json`;

  /** Resolves to the decoded file; synchronous access with `atlas.loadedValues` once it is there. */
  atlas.values = (indikator, stand, ebene) => load(atlas.valuesUrl(indikator, stand, ebene)).promise;
  atlas.loadedValues = (indikator, stand, ebene) => {
    const entry = files.get(atlas.valuesUrl(indikator, stand, ebene));
    return entry ? entry.document : null;
  };

  /** Changes since the base year of a selection: one file for all years, like the values. */
  const changesUrl = ({ indikator, stand, ebene, basis, grenzaenderung }) =>
    `${atlas.root}/veraenderung/${encodeURIComponent(stand)}/${encodeURIComponent(ebene)}/${basis}/${grenzaenderung}/${indikator}.json`;
  atlas.changes = (selection) => load(changesUrl(selection)).promise;

  atlas.yearLimits = (indikator, stand, ebene) =>
    fetchOnce(`${atlas.root}/jahresgrenzen/${encodeURIComponent(stand)}/${encodeURIComponent(ebene)}/${indikator}.json`);
  /** Areas of a Handlungsfeld, or null for all. */
  atlas.fieldAreas = async function (feld, stand) {
    if (!feld) return null;
    const fields = await fetchOnce(`${atlas.root}/felder/${encodeURIComponent(stand)}.json`);
    return new Set(fields.raeume[feld]);
  };

  const plain = new Map();
  function fetchOnce(url) {
    if (!plain.has(url)) plain.set(url, fetch(url).then((answer) => answer.json()));
    return plain.get(url);
  }

  /** Number of limits a value reaches: half-open classes [a, b). */
  function classOf(value, limits) {
    let k = 0;
    while (k < limits.length && limits[k] <= value) k += 1;
    return k;
  }

  /* The largest number of classes up to k that the method could draw up. */
  function limitsFor(table, methode, k) {
    const byCount = (table && table[methode]) || {};
    for (let count = k; count >= 2; count -= 1) if (byCount[count]) return byCount[count];
    return [];
  }

  /* The year with data nearest to the one asked for, the later of two equally near (as `nearest_year` on the server). */
  function nearestYear(years, wished) {
    let best = 0;
    years.forEach((year, i) => { if (Math.abs(year - wished) <= Math.abs(years[best] - wished)) best = i; });
    return best;
  }

  /* Radius of the largest symbol: a fourteenth of the stage, less where many areas crowd it. */
  function symbolRadius(n) {
    const stage = document.getElementById("buehne");
    const size = stage ? Math.min(stage.clientWidth, stage.clientHeight) || 480 : 480;
    return Math.max(8, Math.min(size / 14, (0.57 * size) / Math.sqrt(n)));
  }

  /**
   * Everything one map shows of one year, looked up once and shared by map, legend, ranking, table and charts.
   * Areas stand in the order of `file.raeume`.
   */
  atlas.makeView = function (selection, file, yearLimits, within) {
    const entry = { ...atlas.directory.indikatoren[file.indikator], ...file.eintrag };
    const year = nearestYear(file.jahre, selection.jahr);
    const own = selection.methode === "eigene" && file.indikator === selection.indikator;
    const method = selection.methode === "eigene" && !own ? "rund" : selection.methode;
    const table = yearLimits ? yearLimits[file.jahre[year]] : file.grenzen;
    const symbols = entry.art === "anzahl";
    const limits = symbols ? [] : own ? selection.grenzen : limitsFor(table, method, selection.klassen);
    const k = limits.length + 1;
    const first = file.indikator === selection.indikator;
    let paletteId = (first && selection.palette) || entry.palette;
    // two maps side by side never share a colour scale that means two things
    if (!first && paletteId === (selection.palette || atlas.directory.indikatoren[selection.indikator].palette)) paletteId = paletteId === "blau" ? "purp" : "blau";
    const steps = atlas.directory.paletten[paletteId];
    const colours = symbols ? [steps[5][3]] : steps[Math.max(3, Math.min(7, k))];
    const values = file.w[year];
    const letters = file.s[year];
    const status = (i) => LETTERS[letters ? letters[i] : "o"];
    // how good a value is, said only where it is not simply exact
    const quality = file.g[year];
    const named = (letter) => (letter === "e" ? "" : atlas.directory.gueten[letter]);
    const n = file.raeume.length;
    const classes = new Int8Array(n);
    const shown = new Uint8Array(n);
    for (let i = 0; i < n; i += 1) {
      classes[i] = !letters || letters[i] === "o" ? classOf(values[i], limits) : -1;
      shown[i] = (!selection.innerhalb || file.gruppe[i] === selection.innerhalb) && (!within || within.has(file.raeume[i])) ? 1 : 0;
    }
    return {
      selection, file, entry, year, jahr: file.jahre[year], limits, k, colours, values, classes, shown,
      counts: file.anzahl ? file.anzahl[year] : null,
      symbols,
      maxRadius: symbolRadius(n),
      status,
      guete: (i) => (status(i) === "gesperrt" || status(i) === "fehlt" || !quality ? "" : quality.length > 1 ? named(quality[i]) : named(quality)),
      rank: (i) => (!file.r || Number.isNaN(file.r[0][year][i]) ? null : [file.r[0][year][i], file.r[1][year][i], file.n[year]]),
      region: file.region[year],
      group: (key) => (key && file.gruppen[key] ? file.gruppen[key][year] : NaN),
      indexOf: (key) => file.index.get(key),
    };
  };

  /* Which area of the geometry a position means is part of the directory of the level, fetched with the geometry. */
  atlas.attachAreas = function (file, areas) {
    file.raeume = areas.ids; file.kuerzel = areas.kuerzel; file.namen = areas.namen; file.gruppe = areas.gruppe;
    file.index = areas.index;
    return file;
  };
})();
