/*
 * Draws one benchmark: #machine/track/chart&from=1f2e3d4c&to=5b6a7988&line=server%3DJETTY+workers%3D4&metric=subject.cpu&values=relative
 * &scale=log&with=machine/track&open=anchor,runs&run=5b6a7988
 */
'use strict';

const labcoat = (() => {
  const MOST_LINES = 8;
  const MOST_ROWS = 200;
  const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
  let sides = []; // the tracks of which something is shown; of one, as a rule
  let side; // the one that is being loaded
  let runs = [];
  let track;
  let chart; // of the catalog
  let metric; // the secondary result that is shown; undefined for the score
  let lines;
  let plot;
  let curve;
  let lockstep;
  let changes = {}; // by chart
  let nights;
  let waterfalls = [];
  let fills = 0; // how often the rounds were
  const sliced = new Map(); // what was loaded of runs' slices: their charts

  // ---- numbers ----

  const unit = () => (metric ? metric.unit : chart.unit);

  const score = (point) => (point ? scoreText(point.mean, point.error, unit()) : '–');

  // ---- the data ----

  /** The first run of a commit; if it was never run, the first of a later one. */
  function runSince({ commit, committedAt }) {
    const own = runs.findIndex((run) => run.commit === commit);
    return own >= 0 ? own : runs.findIndex((run) => Date.parse(run.committedAt) >= Date.parse(committedAt));
  }

  /** The data of a track, and of its chart what is shown; which they are is said by the scripts themselves. */
  async function loadSide(folder, file) {
    side = { folder, runs: [], points: [] };
    await Promise.all(['track', 'runs'].map((script) => load(`data/${folder}/${script}.js`)));
    const loaded = side;
    loaded.chart = loaded.track.charts[file];
    if (!loaded.chart) throw new Error('this benchmark no longer exists');
    return loaded;
  }

  /** What was measured of the score, or of a secondary result that each track may have or not. */
  async function loadPoints(of, file) {
    const found = metric && of.chart.metrics.find(({ name }) => name === metric.name);
    const script = metric ? found && found.file : file;
    side = of;
    of.points = [];
    if (script) await load(`data/${of.folder}/${script}.js`);
    of.points.sort(([a], [b]) => a - b);
  }

  /** Runs of several tracks stand in one line, in the order of their commits. Tells where a run of a track stands. */
  function mergeRuns() {
    if (sides.length === 1) {
      runs = sides[0].runs;
      runs.forEach((run) => {
        run.versions ??= run.changes;
        run.changes = [...run.versions];
      });
      return (of, run) => run;
    }
    const commits = new Map();
    sides.flatMap((of) => of.runs).forEach((run) => {
      if (!commits.has(run.commit)) commits.set(run.commit, { ...run, changes: [] });
    });
    runs = [...commits.values()].sort((a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt));
    const places = new Map(runs.map((run, i) => [run.commit, i]));
    return (of, run) => places.get(of.runs[run].commit);
  }

  function assemble(file) {
    const placeOf = mergeRuns();
    const found = (changes[file] ?? []).map((change) => ({ ...change, run: runSince(change) }));
    const byJdk = place().settings.get('by') === 'jdk';
    const made = new Map();
    lines = [];
    const changed = new Set();
    sides.forEach((of, number) => of.points.forEach(([run, rows]) => rows.forEach(([index, series, mean, error, forks, note]) => {
      const more = { ...(sides.length > 1 && { where: of.track.title }), ...(byJdk && { JDK: of.runs[run].jdk }) };
      const key = JSON.stringify([number, index, more]);
      if (!made.has(key)) made.set(key, { order: [number, index], setting: of.chart.lines[index], more, at: new Map(), series: new Map() });
      const line = made.get(key);
      const at = placeOf(of, run);
      if (line.series.size > 0 && !line.series.has(series)) changed.add(at);
      if (mean !== null && !line.series.get(series)) line.series.set(series, mean);
      else if (!line.series.has(series)) line.series.set(series, null);
      line.at.set(at, { run: at, series, mean, error, forks, note });
    })));
    // A line without a result of this metric is a line all the same: its number and colour stay.
    sides.forEach((of, number) => of.chart.lines.forEach((setting, index) => {
      if (![...made.values()].some(({ order }) => order[0] === number && order[1] === index)) {
        made.set(JSON.stringify([number, index]), { order: [number, index], setting, more: sides.length > 1 ? { where: of.track.title } : {}, at: new Map(), series: new Map() });
      }
    }));
    lines = [...made.values()].sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || JSON.stringify(a.more).localeCompare(JSON.stringify(b.more)));
    changed.forEach((run) => runs[run].changes.push('the benchmark itself changed'));
    const wanted = place().settings.getAll('line');
    lines.forEach((line, number) => {
      line.number = number;
      line.changes = line.order[0] ? [] : found.filter(({ setting }) => JSON.stringify(setting) === JSON.stringify(line.setting));
      line.newest = [...line.at.values()].sort((a, b) => a.run - b.run).filter((point) => point.mean !== null).pop();
      line.shown = wanted.length ? wanted.includes(words(line)) : number < MOST_LINES;
    });
    if (!lines.some((line) => line.shown)) lines[0].shown = true;
  }

  const shown = () => lines.filter((line) => line.shown);

  const settingsOfLine = (line) => ({ ...settingsOf(line.setting), ...line.more });

  /** What an address calls a line: its params alone, whatever it stands beside. */
  const words = (line) => settingText(settingsOf(line.setting));

  function varying() {
    const names = [...new Set(lines.flatMap((line) => Object.keys(settingsOfLine(line))))].sort();
    return names.filter((name) => new Set(lines.map((line) => settingsOfLine(line)[name])).size > 1);
  }

  // ---- how a line looks: by colour and by dashes ----

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (number) => css(`--line-${number % 8}`);
  const dashes = (number) => DASHES[(number + Math.floor(number / 8)) % DASHES.length];

  function sample(number) {
    const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    Object.entries({ x1: 0, y1: 6, x2: 40, y2: 6, stroke: `var(--line-${number % 8})`, 'stroke-width': 2, 'stroke-dasharray': dashes(number).join(' ') })
      .forEach(([key, value]) => stroke.setAttribute(key, value));
    picture.setAttribute('class', 'sample');
    picture.setAttribute('aria-hidden', 'true');
    picture.append(stroke);
    return picture;
  }

  // ---- the chart over the runs ----

  function range(u = plot) {
    const { min, max } = u.scales.x;
    return [Math.max(0, Math.ceil(min)), Math.min(runs.length - 1, Math.floor(max))];
  }

  function pointsBetween(line, from, to) {
    const found = [];
    for (let run = Math.max(0, Math.floor(from)); run <= to && run < runs.length; run++) {
      if (line.at.has(run)) found.push(line.at.get(run));
    }
    return found;
  }

  const relative = () => $('values').value === 'relative';

  /** A value as it is drawn: as it is, or through the first of its line and series. */
  const drawn = (line, point, value) => (relative() ? value / (line.series.get(point.series) || 1) : value);

  /** What is to be seen: means, forks and bands, of which those that are much wider than the rest are cut; and no zero unless it is among them. */
  function extent(from, to, log) {
    const values = [];
    const ends = [];
    shown().forEach((line) => pointsBetween(line, from, to).filter((point) => point.mean !== null).forEach((point) => {
      values.push(...[point.mean, ...point.forks].map((value) => drawn(line, point, value)));
      if (point.error) ends.push(drawn(line, point, point.mean - point.error), drawn(line, point, point.mean + point.error));
    }));
    const seen = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
    if (!seen.length) return log ? [1, 10] : [0, 1];
    let least = seen.reduce((a, b) => Math.min(a, b));
    let most = seen.reduce((a, b) => Math.max(a, b));
    const beyond = log ? Math.sqrt(most / least) : (most - least) / 2;
    const [low, high] = log ? [least / beyond, most * beyond] : [least - beyond, most + beyond];
    ends.filter((end) => end >= low && end <= high).forEach((end) => {
      least = Math.min(least, end);
      most = Math.max(most, end);
    });
    if (log) return [least / 1.1, most * 1.1];
    const room = (most - least) * 0.06 || Math.abs(most) * 0.05 || 1;
    return [least - room, most + room];
  }

  function axisValues(u, splits) {
    if (relative() && u === plot) return splits.map((split) => difference(split));
    const most = Math.max(...splits.filter((split) => split !== null).map(Math.abs));
    const [factor, name] = scaleOf(most, unit());
    return splits.map((split) => (split === null ? '' : `${(split / factor).toLocaleString('en-US', { maximumSignificantDigits: 5 })} ${name}`));
  }

  /** A ratio as what it is more or less than one. */
  function difference(ratio) {
    const share = 100 * (ratio - 1);
    const number = Math.abs(share).toFixed(Math.abs(share) < 9.95 && Math.abs(share % 1) > 0.05 ? 1 : 0);
    return `${Number(number) === 0 ? '' : share > 0 ? '+' : '−'}${number} %`;
  }

  /** Round numbers on a logarithmic axis: 1, 2 and 5 of each power of ten, fewer where there are many, even steps where there would be too few. */
  function roundSplits(u, axis, least, most) {
    const found = [];
    const decades = Math.log10(most / least);
    for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
      (decades > 4 ? [1] : [1, 2, 5]).forEach((digit) => found.push(digit * 10 ** power));
    }
    const inside = found.filter((value) => value >= least && value <= most);
    if (inside.length >= 3) return inside;
    const step = 10 ** Math.floor(Math.log10((most - least) / 3));
    const size = [5, 2, 1].map((digit) => digit * step).find((one) => (most - least) / one >= 3) ?? step;
    return Array.from({ length: Math.floor(most / size) - Math.ceil(least / size) + 1 }, (_, i) => (Math.ceil(least / size) + i) * size);
  }

  /** A line's runs belong to one series as long as its benchmark stays the same. */
  function columns() {
    return lines.flatMap((line) => [...line.series.keys()].map((series) => ({
      line,
      values: runs.map((_, run) => {
        const point = line.at.get(run);
        return point && point.series === series && point.mean !== null ? drawn(line, point, point.mean) : undefined;
      }),
    })));
  }

  /** Whether each run has room for what is more than a line. */
  const roomy = (u) => u.bbox.width / Math.max(1, u.scales.x.max - u.scales.x.min) > 12 * devicePixelRatio;

  function drawRangesAndForks(u) {
    const { ctx } = u;
    const { min, max } = u.scales.x;
    const dot = 1.5 * devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    shown().forEach((line) => {
      const seen = pointsBetween(line, min - 1, max + 1).filter((point) => point.mean !== null);
      ctx.fillStyle = colour(line.number);
      ctx.globalAlpha = 0.14;
      [...line.series.keys()].forEach((series) => drawBand(u, line, seen.filter((point) => point.series === series && point.error)));
      ctx.globalAlpha = 0.7;
      if (roomy(u)) {
        seen.forEach((point) => point.forks.forEach((fork) => {
          ctx.beginPath();
          ctx.arc(u.valToPos(point.run, 'x', true), u.valToPos(drawn(line, point, fork), 'y', true), dot, 0, 2 * Math.PI);
          ctx.fill();
        }));
      }
    });
    ctx.restore();
  }

  function drawBand(u, line, seen) {
    const height = (point, value) => u.valToPos(Math.min(Math.max(drawn(line, point, value), u.scales.y.min), u.scales.y.max), 'y', true);
    u.ctx.beginPath();
    seen.forEach((point) => u.ctx.lineTo(u.valToPos(point.run, 'x', true), height(point, point.mean + point.error)));
    [...seen].reverse().forEach((point) => u.ctx.lineTo(u.valToPos(point.run, 'x', true), height(point, point.mean - point.error)));
    u.ctx.fill();
  }

  /** Names at the ends of lines: those that would stand on one another are pushed apart. */
  function drawEnds(u, ends) {
    const room = 12 * devicePixelRatio;
    const { ctx, bbox } = u;
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => { if (i > 0) end.y = Math.max(end.y, ends[i - 1].y + room); });
    const beyond = ends.length ? ends[ends.length - 1].y - (bbox.top + bbox.height) : 0;
    ends.forEach((end) => {
      ctx.fillStyle = end.colour;
      ctx.fillText(end.name, end.x, end.y - Math.max(0, beyond));
    });
  }

  function drawMarks(u) {
    const { ctx, bbox } = u;
    const { min, max } = u.scales.x;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    ctx.lineWidth = devicePixelRatio;
    const ends = [0, 0, 0, 0]; // of the names in each of the rows above the lines
    marksBetween(...range(u)).forEach(({ run, name }) => {
      const x = u.valToPos(run, 'x', true);
      const level = ends.findIndex((end) => x + size > end);
      ctx.strokeStyle = ctx.fillStyle = css('--faint');
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      if (level < 0) return; // it would stand on others; it is in the list below all the same
      ctx.fillText(name, x + size, bbox.top + 3 * size * (1 + level));
      ends[level] = x + 2 * size + ctx.measureText(name).width;
    });
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5 * devicePixelRatio;
    const names = [];
    shown().forEach((line) => {
      ctx.strokeStyle = ctx.fillStyle = colour(line.number);
      pointsBetween(line, min, max).forEach((point) => {
        if (point.mean === null) drawPath(ctx, u.valToPos(point.run, 'x', true), bbox.top + bbox.height - 2 * size, [[-1, -1, 1, 1], [-1, 1, 1, -1]], size);
        else if (point.note && roomy(u)) drawPath(ctx, u.valToPos(point.run, 'x', true), u.valToPos(drawn(line, point, point.mean), 'y', true), [[0, -1, 1, 0, 0, 1, -1, 0, 0, -1]], size);
      });
      const last = pointsBetween(line, min, max).filter((point) => point.mean !== null).pop();
      if (last) names.push({ name: String(line.number + 1), colour: colour(line.number), x: u.valToPos(last.run, 'x', true) + size, y: u.valToPos(drawn(line, last, last.mean), 'y', true) + size });
    });
    drawEnds(u, names);
    ctx.restore();
  }

  function drawPath(ctx, x, y, strokes, size) {
    strokes.forEach((stroke) => {
      ctx.beginPath();
      for (let i = 0; i < stroke.length; i += 2) ctx.lineTo(x + size * stroke[i], y + size * stroke[i + 1]);
      ctx.stroke();
    });
  }

  /** What changed in a run: versions, the benchmark itself, and lines that are shown. */
  function changesAt(run) {
    const sameChange = new Map();
    shown().forEach((line) => line.changes.filter((change) => change.run === run).forEach(({ change, before, label, subject, known }) => {
      const since = `${before ? `between ${before} and` : 'since'} ${label} “${subject}” (${known})`;
      sameChange.set(since, [...(sameChange.get(since) ?? []), `line ${line.number + 1}: ${change}`]);
    }));
    return [...runs[run].changes, ...[...sameChange].map(([since, changed]) => `${changed.join(', ')} ${since}`)];
  }

  /** The changes within some runs, each with a letter, or two. */
  function marksBetween(from, to) {
    const found = [];
    for (let run = from; run <= to; run++) {
      const text = changesAt(run).join(', ');
      if (text) found.push({ run, text });
    }
    return found.map((mark, i) => ({ ...mark, name: (i >= 26 ? String.fromCharCode(64 + Math.floor(i / 26)) : '') + String.fromCharCode(65 + (i % 26)) }));
  }

  function axes(more) {
    return { stroke: css('--faint'), grid: { stroke: css('--rule'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif', ...more };
  }

  function draw() {
    const kept = plot && { ...plot.scales.x };
    if (plot) plot.destroy();
    const log = $('scale').value === 'log';
    const data = columns();
    plot = new uPlot({
      width: $('history').clientWidth,
      height: Math.max(288, Math.min(440, innerHeight * 0.5)),
      legend: { show: false },
      padding: [12, 36, 0, 0],
      cursor: { drag: { x: true, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: (u, min, max) => (runs.length === 1 ? [-1, 1] : [min, max]) },
        y: { distr: log ? 3 : 1, range: (u) => extent(...u.series[0].idxs, log) },
      },
      axes: [
        axes({ space: 90, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], values: (u, splits) => splits.map((split) => (runs[split] ? runs[split].committedAt.slice(0, 10) : '')) }),
        axes({ size: 90, values: axisValues, ...(log && { splits: roundSplits, filter: (u, splits) => splits }) }),
      ],
      series: [{}, ...data.map(({ line }) => ({
        show: line.shown, stroke: colour(line.number), dash: dashes(line.number), width: 1.5, spanGaps: true, points: { show: false },
      }))],
      hooks: {
        drawAxes: [drawRangesAndForks],
        draw: [drawMarks],
        setCursor: [(u) => { tell(u.cursor.idx); showTip(u); }],
        setScale: [(u, key) => key === 'x' && showRange(u)],
      },
    }, [runs.map((_, run) => run), ...data.map(({ values }) => values)], $('history'));
    listenForClicks();
    listenForTouch();
    if (kept && kept.min !== undefined) plot.setScale('x', { min: kept.min, max: kept.max });
  }

  function zoom(from, to) {
    plot.setScale('x', { min: Math.max(0, from), max: Math.min(runs.length - 1, to) });
  }

  /** After each zoom: the address, the changes and the table are those of the runs shown. */
  function showRange(u) {
    const [from, to] = range(u);
    const all = from === 0 && to === runs.length - 1;
    remember('from', ...(all ? [] : [runs[from].label]));
    remember('to', ...(all ? [] : [runs[to].label]));
    $('marks').replaceChildren(...marksBetween(from, to).map(({ run, name, text }) => element('li', `${name} ${runs[run].committedAt.slice(0, 10)}, ${runs[run].label}: ${text}`)));
    if ($('runs').open) fillTable(from, to);
  }

  // ---- one run ----

  let told = null;

  function commit(run) {
    const url = commitUrl(track, run);
    return url ? element('a', run.label, { href: url }) : element('code', run.label);
  }

  /** Tells a run's commit below the chart, and its scores in the table of lines. */
  function tell(index) {
    const run = runs[index];
    if (told === index || !run) return;
    told = index;
    const notes = shown().map((line) => line.at.get(index)).filter((point) => point && point.note);
    $('readout').replaceChildren(
      commit(run),
      ' ', element('a', 'all rows', { href: commitsAddress(runs[index - 1], run) }),
      ' ', element('a', 'rounds', { href: roundsAddress(run) }),
      ` ${run.subject || 'no commit message'} · committed ${run.committedAt.slice(0, 10)}, measured ${run.startedAt.slice(0, 10)}`,
      [...changesAt(index), ...new Set(notes.map((point) => point.note))].map((text) => ` · ${text}`).join(''),
    );
    document.querySelectorAll('#lines td.at').forEach((cell, i) => { cell.textContent = score(lines[i].at.get(index)); });
  }

  function speak() {
    const scores = shown().map((line) => `line ${line.number + 1} ${score(line.at.get(told))}`).join(', ');
    $('spoken').textContent = `${$('readout').textContent}: ${scores}`;
  }

  function open(index) {
    const url = runs[index] && commitUrl(track, runs[index]);
    if (url) location.assign(url);
  }

  /** What stands under a finger is hidden by it: the values are told beside it. */
  function showTip(u) {
    const tip = $('tip');
    tip.hidden = !u.touched || u.cursor.idx === null || u.cursor.idx === undefined;
    if (tip.hidden) return;
    const seen = shown().filter((line) => line.at.has(u.cursor.idx)).slice(0, MOST_LINES);
    tip.replaceChildren(
      element('div', `${runs[u.cursor.idx].label} ${runs[u.cursor.idx].committedAt.slice(0, 10)}`),
      ...seen.map((line) => element('div', `${line.number + 1}: ${score(line.at.get(u.cursor.idx))}`, { style: `color: var(--line-${line.number % 8})` })),
    );
    const right = u.cursor.left > u.over.clientWidth / 2;
    tip.style.left = right ? '' : `${u.over.offsetLeft + u.cursor.left + 24}px`;
    tip.style.right = right ? `${$('history').clientWidth - u.over.offsetLeft - u.cursor.left + 24}px` : '';
  }

  function listenForTouch() {
    const { over } = plot;
    const touch = (event) => {
      plot.touched = event.pointerType === 'touch';
      if (!plot.touched) return;
      const box = over.getBoundingClientRect();
      plot.setCursor({ left: event.clientX - box.left, top: event.clientY - box.top });
    };
    ['pointerdown', 'pointermove'].forEach((name) => over.addEventListener(name, touch));
  }

  /** A click opens the commit; a drag or a double click zooms; a tap only tells the run, whose commit can be tapped then. */
  function listenForClicks() {
    let from;
    let waiting;
    plot.over.addEventListener('pointerdown', (event) => { from = event.pointerType === 'mouse' ? event.clientX : undefined; });
    plot.over.addEventListener('click', (event) => {
      if (from === undefined || Math.abs(event.clientX - from) > 3) return;
      const index = plot.cursor.idx;
      waiting = setTimeout(() => open(index), 300);
    });
    plot.over.addEventListener('mousedown', () => clearTimeout(waiting));
    plot.over.addEventListener('dblclick', () => clearTimeout(waiting));
  }

  function move(index) {
    const [from, to] = range();
    const run = Math.max(from, Math.min(to, index));
    plot.setCursor({ left: plot.valToPos(run, 'x'), top: plot.over.clientHeight / 2 });
    tell(run);
    speak();
  }

  function onKey(event) {
    const [from, to] = range();
    const at = told === null ? to : told;
    const quarter = Math.max(1, Math.round((to - from) / 4));
    const actions = {
      ArrowLeft: () => move(at - 1),
      ArrowRight: () => move(at + 1),
      Home: () => move(from),
      End: () => move(to),
      '+': () => zoom(Math.max(from, at - quarter), Math.min(to, at + quarter)),
      '-': () => zoom(from - 2 * quarter, to + 2 * quarter),
      Escape: () => zoom(0, runs.length - 1),
      Enter: () => open(told),
    };
    if (actions[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  // ---- tables ----

  function fillLines() {
    const names = varying();
    const head = element('thead');
    head.append(row(['line', ...names, 'newest', 'at the cursor'], true));
    names.forEach((_, i) => head.rows[0].cells[i + 1].classList.add('words'));
    const body = element('tbody');
    lines.forEach((line) => {
      const box = element('input', undefined, { type: 'checkbox', id: `line-${line.number}` });
      box.checked = line.shown;
      box.addEventListener('change', () => {
        line.shown = box.checked;
        remember('line', ...new Set(shown().map(words)));
        drawAll();
        fillRounds();
        if ($('runs').open) fillTable(...range());
      });
      const label = element('label', ` ${line.number + 1} `, { for: box.id });
      label.append(sample(line.number));
      const first = element('td');
      first.append(box, label);
      const settings = settingsOfLine(line);
      body.append(row([
        first,
        ...names.map((name) => element('td', settings[name] ?? '–', { class: 'words' })),
        score(line.newest),
        element('td', '–', { class: 'at' }),
      ]));
      first.classList.add('words');
    });
    $('lines').replaceChildren(element('caption', 'Lines, each one setting of the benchmark', { class: 'unseen' }), head, body);
  }

  function fillTable(from, to) {
    const head = element('thead');
    head.append(row(['committed', 'commit', 'subject', ...shown().map((line) => `line ${line.number + 1}`)], true));
    head.rows[0].cells[1].classList.add('words');
    head.rows[0].cells[2].classList.add('words');
    const body = element('tbody');
    for (let run = to; run >= from && run > to - MOST_ROWS; run--) {
      const link = element('td', undefined, { class: 'words' });
      link.append(commit(runs[run]));
      const cells = shown().map((line) => {
        const point = line.at.get(run);
        return point && point.note ? `${score(point)} (${point.note})` : score(point);
      });
      body.append(row([element('td', runs[run].committedAt.slice(0, 10), { class: 'words' }), link, element('td', runs[run].subject, { class: 'words cut' }), ...cells]));
    }
    $('table').replaceChildren(
      element('caption', to - from >= MOST_ROWS ? `The newest ${MOST_ROWS} of the runs shown` : 'The runs shown, newest first', { class: 'faint' }),
      head,
      body,
    );
  }

  // ---- the rounds of one run ----

  function roundsAddress(run) {
    const { path, settings } = place();
    settings.set('run', run.label);
    settings.set('open', [...new Set([...(settings.get('open') ?? '').split(',').filter(Boolean), 'rounds'])].join(','));
    return `#${path}&${settings}`;
  }

  /** The run that the address names, or the newest. */
  function chosenRun() {
    const named = runs.findLastIndex((run) => run.label === place().settings.get('run'));
    return named < 0 ? runs.length - 1 : named;
  }

  /** A run as its own track knows it, which has its slices and flame graphs. */
  const ownRun = (line, at) => (sides.length === 1 ? runs[at] : sides[line.order[0]].runs.findLast((run) => run.commit === runs[at].commit));

  /** The forks of a line: with their slices where these are published; else their scores, which are always there. */
  async function forksOf(line, at) {
    const of = sides[line.order[0]];
    const { slices } = ownRun(line, at);
    if (!of.track.sliced.includes(slices)) return line.at.get(at).forks.map((score) => ({ round: null, scores: [score], note: '' }));
    if (!sliced.has(slices)) await load(`data/${of.folder}/slices/${slices}.js`);
    const found = (sliced.get(slices)[place().path.split('/')[2]] ?? []).find((one) => one.line === line.order[1]);
    return found ? found.forks : [];
  }

  async function fillRounds() {
    if (!$('rounds').open) return;
    fills += 1;
    const fill = fills;
    const at = chosenRun();
    const parts = [];
    for (const line of shown().filter((one) => one.at.has(at))) {
      const forks = await forksOf(line, at);
      const graphs = (ownRun(line, at).flameGraphs ?? []).filter((graph) => graph.chart === place().path.split('/')[2] && graph.line === line.order[1]);
      const around = element('div', undefined, { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Rounds of line ${line.number + 1}` });
      if (forks.length) around.append(rounds.table(`Line ${line.number + 1}: ${words(line) || 'all rounds'}`, forks, chart.unit, `var(--line-${line.number % 8})`));
      const links = element('p');
      graphs.forEach((graph, i) => links.append(i ? ', ' : 'Flame graphs: ', element('a', graph.process, { href: `data/${sides[line.order[0]].folder}/${graph.file}` })));
      parts.push(around, ...(graphs.length ? [links] : []));
    }
    if (fill !== fills) return; // something else was chosen meanwhile
    const run = runs[at];
    const whole = sides.every((of) => of.runs.every((one) => one.commit !== run.commit || of.track.sliced.includes(one.slices)));
    $('rounds-of').replaceChildren(commit(run), ` ${run.subject || 'no commit message'} · measured ${run.startedAt.slice(0, 10)}. ${parts.length ? '' : 'It has no score of a line that is shown. '}${
      whole ? 'A dot is a slice, the forks of a line on one axis.' : 'The means of forks alone: slices are shown of the newest runs, and are in the history of all.'}`);
    $('rounds-of-lines').replaceChildren(...parts);
  }

  // ---- the newest scores over a param that is a size ----

  function curves() {
    const groups = new Map();
    lines.filter((line) => line.newest && Number.isFinite(Number(settingsOfLine(line)[chart.size]))).forEach((line) => {
      const { [chart.size]: size, ...others } = settingsOfLine(line);
      const key = JSON.stringify(others);
      if (!groups.has(key)) groups.set(key, { others, at: new Map() });
      groups.get(key).at.set(Number(size), line.newest);
      // Its colour is that of the first of its lines that is shown above.
      if (line.shown) groups.get(key).first ??= line;
    });
    return [...groups.values()];
  }

  function drawCurve() {
    if (curve) curve.destroy();
    curve = undefined;
    if ($('sweep').hidden || !$('sweep').open) return;
    const groups = curves().filter((group) => group.first);
    const sizes = [...new Set(groups.flatMap((group) => [...group.at.keys()]))].sort((a, b) => a - b);
    const log = sizes[0] > 0 && sizes[sizes.length - 1] / sizes[0] >= 8;
    curve = new uPlot({
      width: $('curve').clientWidth,
      height: 288,
      legend: { show: false },
      padding: [12, 36, 0, 0],
      cursor: { drag: { setScale: false, x: false } },
      scales: { x: { time: false, distr: log ? 3 : 1, log: 2 }, y: { range: () => errorExtent(groups) } },
      axes: [
        axes({ splits: () => sizes, filter: (u, splits) => splits, values: (u, splits) => spaced(u, splits, splits.map((split) => split.toLocaleString('en-US'))) }),
        axes({ size: 90, values: axisValues }),
      ],
      series: [{}, ...groups.map(({ first }) => ({
        stroke: colour(first.number), dash: dashes(first.number), width: 1.5, spanGaps: true, points: { show: true, size: 6 },
      }))],
      hooks: { draw: [(u) => drawErrors(u, groups)] },
    }, [sizes, ...groups.map((group) => sizes.map((size) => (group.at.has(size) ? group.at.get(size).mean : undefined)))], $('curve'));
    $('curve-lines').replaceChildren(...groups.map(({ first, others }) => {
      const item = element('li');
      item.append(sample(first.number), ` ${settingText(Object.fromEntries(Object.entries(others).filter(([name]) => varying().includes(name)))) || 'all lines'}`);
      return item;
    }));
  }

  /** All means with their error bars. */
  function errorExtent(groups) {
    const ends = groups.flatMap((group) => [...group.at.values()].flatMap(({ mean, error }) => [mean - (error ?? 0), mean + (error ?? 0)]));
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const room = (most - least) * 0.06 || Math.abs(most) * 0.05 || 1;
    return [least - room, most + room];
  }

  /** Of the names along the x axis those that do not stand on the one before. */
  function spaced(u, splits, names) {
    let end = -Infinity;
    return names.map((name, i) => {
      const half = 4 * name.length;
      const x = u.valToPos(splits[i], 'x');
      if (x - half < end) return '';
      end = x + half + 4;
      return name;
    });
  }

  function drawErrors(u, groups) {
    u.ctx.save();
    u.ctx.lineWidth = devicePixelRatio;
    groups.forEach((group) => group.at.forEach((point, size) => {
      u.ctx.strokeStyle = colour(group.first.number);
      u.ctx.beginPath();
      u.ctx.moveTo(u.valToPos(size, 'x', true), u.valToPos(point.mean - point.error, 'y', true));
      u.ctx.lineTo(u.valToPos(size, 'x', true), u.valToPos(point.mean + point.error, 'y', true));
      u.ctx.stroke();
    }));
    u.ctx.restore();
  }

  // ---- the newest scores over a param that turns knobs one at a time and then together ----

  /** The ladders of which a line is shown: one for each setting of the other params. */
  function ladders() {
    const groups = new Map();
    lines.forEach((line) => {
      const { [chart.ladder.param]: step, ...others } = settingsOfLine(line);
      const name = settingText(others);
      if (!groups.has(name)) groups.set(name, new Map());
      groups.get(name).set(step, line);
    });
    return [...groups].filter(([, steps]) => [...steps.values()].some((line) => line.shown))
      .map(([name, steps]) => ladderOf(name, steps)).filter((ladder) => ladder);
  }

  /** As the tables of the command line say it of the newest run that has both ends: gains are logarithms of the work done in a time. */
  function ladderOf(name, steps) {
    const { baseline, steps: known, all } = chart.ladder;
    const scored = (step, run) => {
      const point = steps.get(step)?.at.get(run);
      return point && point.mean > 0 && point.forks.length > 1 ? point : undefined;
    };
    const run = runs.findLastIndex((_, i) => scored(baseline, i) && scored(all, i));
    const knobs = [...steps.keys()].filter((step) => step !== baseline && step !== all && scored(step, run));
    if (!knobs.length) return undefined;
    const missing = known.filter((step) => !scored(step, run));
    const origin = scored(baseline, run);
    const error = (point) => point.error / point.mean;
    const rung = (step, from) => {
      const point = scored(step, run);
      return {
        name: step, line: steps.get(step), point, from,
        gain: (chart.higherIsBetter ? 1 : -1) * Math.log(point.mean / origin.mean),
        error: step === baseline ? 0 : Math.hypot(error(point), error(origin)),
      };
    };
    let product = 0;
    let noise = (knobs.length - 1) * error(origin);
    const turned = knobs.map((step) => {
      const made = rung(step, product);
      product += made.gain;
      noise = Math.hypot(noise, error(made.point));
      const differs = Math.abs(made.gain) > Math.hypot(error(made.point), error(origin));
      return { ...made, note: differs ? '' : `cannot be told from ${baseline}` };
    });
    const together = rung(all, 0);
    return {
      name,
      run,
      rungs: [
        { ...rung(baseline, 0), note: '' },
        ...turned,
        ...(missing.length ? [] : [{ name: 'multiplied', from: 0, gain: product, note: '' }]),
        { ...together, note: missing.length ? `not compared with their product, for want of ${missing.join(', ')}` : interaction(together.gain - product, Math.hypot(noise, error(together.point))) },
      ],
    };
  }

  function interaction(difference, error) {
    if (Math.abs(difference) <= error) return 'cannot be told from multiplied';
    return difference > 0 ? 'more: they gain from one another' : 'less: they share what they gain';
  }

  function drawWaterfalls() {
    waterfalls.forEach((waterfall) => waterfall.destroy());
    waterfalls = [];
    $('waterfalls').replaceChildren();
    if ($('ladder').hidden || !$('ladder').open) return;
    const all = ladders();
    const heights = all.flatMap(({ rungs }) => rungs.flatMap(({ from, gain }) => [from, from + gain])).map(Math.exp);
    const extremes = [Math.min(...heights) / 1.1, Math.max(...heights) * 1.25];
    all.forEach((ladder) => {
      const title = [ladder.name, `newest run with both ends: ${runs[ladder.run].label}`].filter(Boolean).join(', ');
      const picture = element('div', undefined, { class: 'chart', role: 'img', 'aria-label': `${title}, as a waterfall; the same figures stand in the table beneath` });
      const around = element('div', undefined, { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Ladder ${ladder.name}` });
      around.append(ladderTable(ladder, title));
      $('waterfalls').append(picture, around);
      waterfalls.push(waterfall(ladder, extremes, picture));
    });
    if (!all.length) $('waterfalls').append(element('p', `No run has ${chart.ladder.baseline}, ${chart.ladder.all} and a step between, each of two forks or more, of a line that is shown.`));
  }

  function waterfall({ rungs }, extremes, picture) {
    const splits = rungs.map((_, i) => i);
    const longest = Math.max(...rungs.map(({ name }) => name.length));
    return new uPlot({
      width: picture.clientWidth,
      height: 260 + 5 * longest,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [-0.6, rungs.length - 0.4] }, y: { distr: 3, log: 2, range: extremes } },
      axes: [
        axes({ size: 24 + 5 * longest, rotate: -45, grid: { show: false }, splits: () => splits, values: () => rungs.map(({ name }) => name) }),
        axes({ size: 60, splits: () => powersOfTwo(extremes), filter: (u, found) => found, values: (u, found) => found.map((factor) => `×${factor}`) }),
      ],
      series: [{}, { stroke: 'transparent', points: { show: false } }],
      hooks: { draw: [(u) => rungs.forEach((rung, i) => drawRung(u, rung, i))] },
    }, [splits, rungs.map(({ from, gain }) => Math.exp(from + gain))], picture);
  }

  function powersOfTwo([least, most]) {
    const found = [];
    for (let power = Math.ceil(Math.log2(least)); power <= Math.log2(most); power++) found.push(2 ** power);
    return found;
  }

  function drawRung(u, { line, from, gain, error }, i) {
    const { ctx } = u;
    const [left, right] = [i - 0.35, i + 0.35].map((x) => u.valToPos(x, 'x', true));
    const [begin, end] = [from, from + gain].map((log) => u.valToPos(Math.exp(log), 'y', true));
    ctx.save();
    ctx.fillStyle = line ? colour(line.number) : css('--faint');
    ctx.fillRect(left, Math.min(begin, end) - devicePixelRatio, right - left, Math.abs(end - begin) + 2 * devicePixelRatio);
    ctx.fillStyle = ctx.strokeStyle = css('--ink');
    const [least, most] = [from + gain - (error ?? 0), from + gain + (error ?? 0)]
      .map((log) => u.valToPos(Math.min(Math.max(Math.exp(log), u.scales.y.min), u.scales.y.max), 'y', true));
    if (error) {
      ctx.lineWidth = 1.5 * devicePixelRatio;
      drawPath(ctx, (left + right) / 2, 0, [[0, least, 0, most], [-4 * devicePixelRatio, least, 4 * devicePixelRatio, least], [-4 * devicePixelRatio, most, 4 * devicePixelRatio, most]], 1);
    }
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    const factor = `×${digits(Math.exp(gain))}`;
    // Where it would stand on its neighbour's, the table beneath has it.
    if (ctx.measureText(factor).width > (right - left) / 0.7) {
      ctx.restore();
      return;
    }
    ctx.fillText(factor, (left + right) / 2, Math.max(Math.min(begin, end, most) - 5 * devicePixelRatio, u.bbox.top + 12 * devicePixelRatio));
    ctx.restore();
  }

  function ladderTable({ rungs }, title) {
    const made = element('table');
    const head = element('thead');
    head.append(row([chart.ladder.param, 'score', `against ${chart.ladder.baseline}`, 'remark'], true));
    const body = element('tbody');
    body.append(...rungs.map(({ name, line, point, gain, note }) => row([
      element('td', line ? `${name} (line ${line.number + 1})` : name, { class: 'words' }),
      score(point),
      `${digits(Math.exp(gain))}x as fast`,
      element('td', note, { class: 'words' }),
    ])));
    made.append(element('caption', title, { class: 'faint' }), head, body);
    return made;
  }

  // ---- the page ----

  function describe() {
    const constant = Object.entries(settingsOfLine(lines[0])).filter(([name]) => !varying().includes(name));
    const name = chart.mode === 'thrpt' ? chart.benchmark : `${chart.benchmark} [${chart.mode}]`;
    document.title = name;
    $('title').textContent = name;
    $('question').textContent = [chart.layer, chart.question].filter(Boolean).join(': ');
    $('history-title').textContent = `${metric ? metric.title : 'Score'} over the runs`;
    $('about').textContent = [
      sides.map((of) => of.track.title).join(' beside '),
      metric ? metric.title : `${chart.higherIsBetter ? 'higher' : 'lower'} is better`,
      constant.length && `all lines: ${constant.map((pair) => pair.join('=')).join(' ')}`,
    ].filter(Boolean).join(' · ');
  }

  function drawAll() {
    draw();
    drawCurve();
    drawWaterfalls();
    drawLockstep();
  }

  // ---- the nights: commits compared with the anchor ----

  async function openNights() {
    if (!$('anchor').open || $('anchor').hidden) return;
    const { path } = place();
    const [machine, , file] = path.split('/');
    if (!nights) await load(`data/${machine}/nights/${file}.js`);
    drawLockstep();
  }

  const nightsOf = (line) => (line.order[0] ? undefined : nights.rows.find(({ setting }) => JSON.stringify(setting) === JSON.stringify(line.setting)));

  /** Some of the nights' own lines may have no run beside them; those of a line that is shown are drawn. */
  function drawLockstep() {
    if (lockstep) lockstep.destroy();
    lockstep = undefined;
    if (!nights || !$('anchor').open) return;
    const rows = shown().map((line) => ({ line, row: nightsOf(line) })).filter(({ row }) => row);
    const values = rows.map(({ row }) => {
      const slower = nights.commits.map(() => undefined);
      row.nights.forEach((night) => { slower[night.commit] = Math.exp(night.slower); });
      return slower;
    });
    if (rows.length) {
      lockstep = new uPlot({
        width: $('lockstep').clientWidth,
        height: 288,
        legend: { show: false },
        padding: [12, 36, 0, 0],
        cursor: { drag: { setScale: false, x: false } },
        scales: { x: { time: false, range: (u, min, max) => (nights.commits.length === 1 ? [-1, 1] : [min, max]) }, y: { range: () => nightExtent(rows) } },
        axes: [
          axes({ space: 90, incrs: [1, 2, 5, 10, 20, 50, 100, 200], values: (u, splits) => splits.map((split) => (nights.commits[split] ? nights.commits[split].committedAt.slice(0, 10) : '')) }),
          axes({ size: 90, values: (u, splits) => splits.map(difference) }),
        ],
        series: [{}, ...rows.map(({ line }) => ({
          stroke: colour(line.number), dash: dashes(line.number), width: 1.5, spanGaps: true, points: { show: false },
        }))],
        hooks: { drawAxes: [(u) => drawPairs(u, rows)], draw: [(u) => drawSteps(u, rows)] },
      }, [nights.commits.map((_, i) => i), ...values], $('lockstep'));
    }
    fillNights(rows);
    $('evidence').replaceChildren(...rows.flatMap(({ line }) => line.changes.map((change) => evidence(line, change))));
  }

  function nightExtent(rows) {
    const values = rows.flatMap(({ row }) => row.nights.flatMap((night) => [night.slower, ...night.pairs])).map(Math.exp);
    const [least, most] = [Math.min(1, ...values), Math.max(1, ...values)];
    const room = (most - least) * 0.06 || 0.01;
    return [least - room, most + room];
  }

  function drawPairs(u, rows) {
    rows.forEach(({ line, row }) => {
      u.ctx.fillStyle = colour(line.number);
      row.nights.forEach((night) => night.pairs.forEach((pair) => {
        u.ctx.beginPath();
        u.ctx.arc(u.valToPos(night.commit, 'x', true), u.valToPos(Math.exp(pair), 'y', true), 1.5 * devicePixelRatio, 0, 2 * Math.PI);
        u.ctx.fill();
      }));
    });
  }

  /** The anchor's own level, and where a line changed. */
  function drawSteps(u, rows) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = css('--faint');
    ctx.lineWidth = devicePixelRatio;
    const level = u.valToPos(1, 'y', true);
    drawPath(ctx, 0, 0, [[bbox.left, level, bbox.left + bbox.width, level]], 1);
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    rows.flatMap(({ line }) => line.changes).forEach(({ commit: id }) => {
      const x = u.valToPos(nights.commits.findIndex((one) => one.commit === id), 'x', true);
      drawPath(ctx, 0, 0, [[x, bbox.top, x, bbox.top + bbox.height]], 1);
    });
    ctx.restore();
  }

  function fillNights(rows) {
    const head = element('thead');
    head.append(row(['committed', 'commit', 'subject', ...rows.map(({ line }) => `line ${line.number + 1}`), 'pairs'], true));
    [1, 2].forEach((cell) => head.rows[0].cells[cell].classList.add('words'));
    const body = element('tbody');
    nights.commits.map((one, i) => [one, i]).reverse().slice(0, MOST_ROWS).forEach(([one, i]) => {
      const seen = rows.map(({ row: of }) => of.nights.find((night) => night.commit === i));
      const link = element('td', undefined, { class: 'words' });
      link.append(commit(one));
      body.append(row([
        element('td', one.committedAt.slice(0, 10), { class: 'words' }), link, element('td', one.subject, { class: 'words cut' }),
        ...seen.map((night) => (night ? difference(Math.exp(night.slower)) : '–')), String(Math.max(0, ...seen.filter(Boolean).map((night) => night.pairs.length))),
      ]));
    });
    $('nights').replaceChildren(element('caption', 'Time for an operation against the anchor, newest first', { class: 'faint' }), head, body);
  }

  /** What stands behind a change: the comparison of the commits before and after, the commits that may have done it, and the run. */
  function evidence(line, change) {
    const made = element('section');
    made.append(element('h3', `Line ${line.number + 1}: ${change.change} ${change.before ? `between ${change.before} and` : 'since'} ${change.label}, ${change.known}`));
    const list = element('ul');
    const [machine] = place().path.split('/');
    change.reports.forEach((report) => {
      const item = element('li', 'Commits before and after, compared in lockstep: ');
      item.append(element('a', `${report.verdict}, ${report.pairs} ${report.pairs === 1 ? 'pair' : 'pairs'}`, { href: `data/${machine}/${report.file}` }), ' (the whole report)');
      list.append(item);
    });
    if (!change.reports.length) list.append(element('li', 'Commits before and after were not compared yet, or the comparison is kept no more.'));
    const commits = element('li', change.commits.length > 1 ? 'One of these commits did it: ' : 'The commit: ');
    (change.commits.length ? change.commits : [{ label: change.label, subject: change.subject }]).forEach(({ label, url, subject }, i) => {
      commits.append(i ? '; ' : '', url ? element('a', label, { href: url }) : element('code', label), ` “${subject}”`);
    });
    list.append(commits);
    if (runs[change.run]) {
      const item = element('li', 'The run: ');
      item.append(element('a', `all rows of ${runs[change.run].label}`, { href: commitsAddress(runs[change.run - 1], runs[change.run]) }), ', ', element('a', 'its rounds', { href: roundsAddress(runs[change.run]) }));
      list.append(item);
    }
    made.append(list);
    return made;
  }

  /** Two commits side by side; one alone where there is none before it. */
  function commitsAddress(base, head) {
    const [machine, name] = place().path.split('/');
    return `commits.html#${machine}/${name}${base ? `&base=${encodeURIComponent(base.commit)}` : ''}&head=${encodeURIComponent(head.commit)}`;
  }

  // ---- raw data ----

  function rawRows() {
    const [from, to] = range();
    return shown().flatMap((line) => pointsBetween(line, from, to).map((point) => {
      const run = runs[point.run];
      return {
        commit: run.commit, committedAt: run.committedAt, startedAt: run.startedAt, benchmark: chart.benchmark, mode: chart.mode, metric: metric ? metric.name : 'score', unit: unit(),
        ...settingsOfLine(line), mean: point.mean, error: point.error, forks: point.forks, note: point.note ?? '',
      };
    }));
  }

  /** As RFC 4180 has it. */
  function csv(rows) {
    const heads = [...new Set(rows.flatMap((one) => Object.keys(one)))];
    const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    const lineOf = (one) => heads.map((head) => quoted(Array.isArray(one[head]) ? one[head].join(' ') : String(one[head] ?? ''))).join(',');
    return [heads.map(quoted).join(','), ...rows.map(lineOf)].join('\r\n');
  }

  function save(name, type, content) {
    const url = URL.createObjectURL(new Blob([content], { type }));
    element('a', undefined, { href: url, download: name }).click();
    URL.revokeObjectURL(url);
  }

  // ---- what is chosen ----

  async function showMetric(file, name) {
    metric = chart.metrics.find((one) => one.name === name);
    for (const of of sides) await loadPoints(of, file);
    assemble(file);
    describe();
    told = null;
    fillLines();
  }

  /** Tracks that have the chart too are known to the first page's index, which is loaded when there is time. */
  async function offerOthers(file) {
    side = {};
    await load('data/index.js');
    const { tracks, benchmarks } = side.index;
    const { path, settings } = place();
    const entry = benchmarks.find((one) => one.chart === file);
    const others = (entry ? entry.tracks : []).map((number) => tracks[number]).filter(({ folder }) => !path.startsWith(`${folder}/`));
    const jdks = new Set(sides.flatMap((of) => of.runs).map((run) => run.jdk));
    const options = [['', 'nothing'], ...(jdks.size > 1 ? [['jdk', 'each JDK apart']] : []), ...others.map(({ folder, title }) => [folder, title])];
    if (options.length === 1) return;
    choices($('beside'), options, settings.get('with') ?? settings.get('by') ?? '');
    $('beside').parentElement.hidden = false;
    $('beside').addEventListener('change', () => {
      const value = $('beside').value;
      remember('line');
      remember('by', ...(value === 'jdk' ? ['jdk'] : []));
      remember('with', ...(value && value !== 'jdk' ? [value] : []));
      location.reload();
    });
  }

  function listen(file) {
    document.querySelectorAll('[data-newest]').forEach((button) => button.addEventListener('click', () => {
      const count = button.dataset.newest === 'all' ? runs.length : Number(button.dataset.newest);
      zoom(runs.length - count, runs.length - 1);
    }));
    ['scale', 'values'].forEach((name) => $(name).addEventListener('change', () => {
      remember(name, $(name).value);
      draw();
    }));
    $('metric').addEventListener('change', async () => {
      remember('metric', ...($('metric').value ? [$('metric').value] : []));
      await showMetric(file, $('metric').value);
      drawAll();
      fillRounds();
      if ($('runs').open) fillTable(...range());
    });
    $('csv').addEventListener('click', () => save(`${file}.csv`, 'text/csv', csv(rawRows())));
    $('json').addEventListener('click', () => save(`${file}.json`, 'application/json', JSON.stringify(rawRows(), null, 1)));
    $('history').addEventListener('keydown', onKey);
    const fill = { runs: () => $('runs').open && fillTable(...range()), sweep: drawCurve, ladder: drawWaterfalls, anchor: openNights, rounds: fillRounds };
    document.querySelectorAll('details').forEach((section) => section.addEventListener('toggle', () => {
      remember('open', ...[[...document.querySelectorAll('details[open]')].map(({ id }) => id).join(',')].filter(Boolean));
      if (fill[section.id]) fill[section.id]();
    }));
    ['(prefers-color-scheme: dark)', 'print'].forEach((query) => matchMedia(query).addEventListener('change', drawAll));
    let width = $('history').clientWidth;
    new ResizeObserver(() => {
      if ($('history').clientWidth !== width) {
        width = $('history').clientWidth;
        drawAll();
      }
    }).observe($('history'));
    addEventListener('hashchange', () => location.reload());
  }

  async function start() {
    const { path, settings } = place();
    const [machine, name, file, ...more] = path.split('/');
    if (!TRACK.test(`${machine}/${name}`) || !/^[A-Za-z0-9-]+$/.test(file) || more.length) throw new Error('this address names no benchmark');
    const folders = [`${machine}/${name}`, ...settings.getAll('with').filter((folder) => TRACK.test(folder))];
    for (const folder of folders) sides.push(await loadSide(folder, file));
    await load(`data/${machine}/changes.js`);
    [{ track, chart }] = sides;
    choices($('metric'), [['', 'score'], ...chart.metrics.map(({ name: key, title }) => [key, title])], '');
    const wanted = settings.get('metric');
    if (chart.metrics.some((one) => one.name === wanted)) $('metric').value = wanted;
    await showMetric(file, $('metric').value);
    $('benchmark').hidden = false;
    const means = shown().filter((line) => line.newest).map((line) => line.newest.mean);
    if (Math.min(...means) > 0 && Math.max(...means) / Math.min(...means) >= 8) $('scale').value = 'log';
    if (['linear', 'log'].includes(settings.get('scale'))) $('scale').value = settings.get('scale');
    if (settings.get('values') === 'relative') $('values').value = 'relative';
    draw();
    const from = settings.has('from') ? Math.max(0, runs.findIndex((run) => run.label === settings.get('from'))) : 0;
    const last = runs.findLastIndex((run) => run.label === settings.get('to'));
    const to = last < 0 ? runs.length - 1 : last;
    if (from < to) zoom(from, to);
    tell(runs.length - 1);
    if (chart.size) {
      $('size').textContent = chart.size;
      $('sweep').hidden = false;
    }
    if (chart.ladder) {
      $('knobs').textContent = chart.ladder.param;
      $('ladder').hidden = false;
    }
    $('anchor').hidden = !changes[file];
    listen(file);
    (settings.get('open') ?? '').split(',').filter((id) => $(id) instanceof HTMLDetailsElement).forEach((id) => { $(id).open = true; });
    if ($('rounds').open && settings.has('run')) {
      await fillRounds();
      $('rounds').scrollIntoView();
    }
    document.body.dataset.drawn = Math.round(performance.now());
    setTimeout(() => offerOthers(file).catch(() => undefined));
  }

  addEventListener('DOMContentLoaded', () => start().catch((error) => {
    $('title').textContent = 'Nothing to show';
    $('question').textContent = `${error.message}: choose a benchmark on the first page.`;
  }));

  return {
    track: (data) => { side.track = data; },
    run: (run) => side.runs.push(run),
    points: (data) => side.points.push(data),
    changes: (data) => { changes = data; },
    nights: (data) => { nights = data; },
    slices: (data) => sliced.set(data.run, data.charts),
    index: (data) => { side.index = data; },
  };
})();
