/* Draws one benchmark. Everything that comes out of the data is set as text, never as markup. */
'use strict';

const labcoat = (() => {
  const MOST_LINES = 8;
  const MOST_ROWS = 200;
  const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
  const UNITS = {
    's/op': [[1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns']],
    'B/op': [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB'], [1, 'B']],
  };

  const $ = (id) => document.getElementById(id);
  const runs = [];
  const points = [];
  let track;
  let chart; // of the catalog
  let lines;
  let plot;
  let curve;
  let changes = {}; // by chart
  let waterfalls = [];

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  // ---- numbers, as the tables of the command line write them ----

  function digits(value) {
    const size = Math.abs(value);
    if (size >= 1000 || size === 0) return Math.round(value).toLocaleString('en-US');
    if (size < 0.01) return value.toExponential(2);
    return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
  }

  function scaleOf(value) {
    const scales = UNITS[chart.unit] || [[1, chart.unit]];
    return scales.find(([factor]) => Math.abs(value) >= factor) || scales[scales.length - 1];
  }

  function quantity(value) {
    const [factor, unit] = scaleOf(value);
    return `${digits(value / factor)} ${unit}`;
  }

  function score(point) {
    if (!point) return '–';
    if (point.mean === null) return 'failed';
    return point.error ? `${quantity(point.mean)} ±${percent(point.error / point.mean)}` : quantity(point.mean);
  }

  function percent(share) {
    const value = Math.abs(100 * share);
    return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
  }

  // ---- the data ----

  /** The place of the page's chart in the site, and what of it is shown: #machine/track/chart&from=1&to=9&line=0,2&scale=log */
  function place() {
    const [path, ...settings] = decodeURIComponent(location.hash.slice(1)).split('&');
    return { path, settings: new URLSearchParams(settings.join('&')) };
  }

  function remember(name, value) {
    const { path, settings } = place();
    if (value === null) settings.delete(name);
    else settings.set(name, value);
    history.replaceState(null, '', `#${path}${settings.size ? `&${settings}` : ''}`);
  }

  function load(script) {
    return new Promise((loaded, failed) => {
      const made = element('script', undefined, { src: script });
      made.onload = loaded;
      made.onerror = () => failed(new Error(`${script} is missing`));
      document.head.append(made);
    });
  }

  /** The first run of a commit; if it was never run, the first of a later one. */
  function runSince({ commit, committedAt }) {
    const own = runs.findIndex((run) => run.commit === commit);
    return own >= 0 ? own : runs.findIndex((run) => Date.parse(run.committedAt) >= Date.parse(committedAt));
  }

  function assemble(file) {
    const found = (changes[file] ?? []).map((change) => ({ ...change, run: runSince(change) }));
    lines = chart.lines.map((setting, number) => ({ number, setting, shown: false, at: new Map(), series: new Set() }));
    const changed = new Set();
    points.forEach(([run, rows]) => rows.forEach(([number, series, mean, error, forks, note]) => {
      const line = lines[number];
      if (line.series.size > 0 && !line.series.has(series)) changed.add(run);
      line.series.add(series);
      line.at.set(run, { run, series, mean, error, forks, note });
    }));
    changed.forEach((run) => runs[run].changes.push('the benchmark itself changed'));
    const wanted = place().settings.get('line');
    lines.forEach((line) => {
      line.changes = found.filter(({ setting }) => JSON.stringify(setting) === JSON.stringify(line.setting));
      line.newest = [...line.at.values()].filter((point) => point.mean !== null).pop();
      line.shown = wanted === null ? line.number < MOST_LINES : wanted.split(',').includes(String(line.number));
    });
    if (!lines.some((line) => line.shown)) lines[0].shown = true;
  }

  const shown = () => lines.filter((line) => line.shown);

  function settingsOf(line) {
    const all = { ...line.setting.params };
    if (line.setting.threads !== 1) all.threads = String(line.setting.threads);
    return all;
  }

  function varying() {
    const names = [...new Set(lines.flatMap((line) => Object.keys(settingsOf(line))))].sort();
    return names.filter((name) => new Set(lines.map((line) => settingsOf(line)[name])).size > 1);
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

  /** What is to be seen: means and forks, and no zero unless it is among them. */
  function extent(from, to, log) {
    const values = shown().flatMap((line) => pointsBetween(line, from, to)).flatMap((point) => point.forks).filter((value) => !log || value > 0);
    if (!values.length) return log ? [1, 10] : [0, 1];
    const least = values.reduce((a, b) => Math.min(a, b));
    const most = values.reduce((a, b) => Math.max(a, b));
    if (log) return [least / 1.1, most * 1.1];
    const room = (most - least) * 0.06 || Math.abs(most) * 0.05 || 1;
    return [least - room, most + room];
  }

  function axisValues(u, splits) {
    const most = Math.max(...splits.filter((split) => split !== null).map(Math.abs));
    const [factor, unit] = scaleOf(most);
    return splits.map((split) => (split === null ? '' : `${(split / factor).toLocaleString('en-US', { maximumSignificantDigits: 5 })} ${unit}`));
  }

  /** A line's runs belong to one series as long as its benchmark stays the same. */
  function columns() {
    return lines.flatMap((line) => [...line.series].map((series) => ({
      line,
      values: runs.map((_, run) => {
        const point = line.at.get(run);
        return point && point.series === series ? point.mean : undefined;
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
      [...line.series].forEach((series) => drawBand(u, seen.filter((point) => point.series === series && point.error)));
      ctx.globalAlpha = 0.7;
      if (roomy(u)) {
        seen.forEach((point) => point.forks.forEach((fork) => {
          ctx.beginPath();
          ctx.arc(u.valToPos(point.run, 'x', true), u.valToPos(fork, 'y', true), dot, 0, 2 * Math.PI);
          ctx.fill();
        }));
      }
    });
    ctx.restore();
  }

  function drawBand(u, seen) {
    const height = (value) => u.valToPos(Math.max(value, u.scales.y.min), 'y', true);
    u.ctx.beginPath();
    seen.forEach((point) => u.ctx.lineTo(u.valToPos(point.run, 'x', true), height(point.mean + point.error)));
    [...seen].reverse().forEach((point) => u.ctx.lineTo(u.valToPos(point.run, 'x', true), height(point.mean - point.error)));
    u.ctx.fill();
  }

  function drawMarks(u) {
    const { ctx, bbox } = u;
    const { min, max } = u.scales.x;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    ctx.lineWidth = devicePixelRatio;
    marksBetween(...range(u)).forEach(({ run, name }) => {
      const x = u.valToPos(run, 'x', true);
      ctx.strokeStyle = ctx.fillStyle = css('--faint');
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(name, x + size, bbox.top + 3 * size);
    });
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5 * devicePixelRatio;
    shown().forEach((line) => {
      ctx.strokeStyle = ctx.fillStyle = colour(line.number);
      pointsBetween(line, min, max).forEach((point) => {
        if (point.mean === null) drawPath(ctx, u.valToPos(point.run, 'x', true), bbox.top + bbox.height - 2 * size, [[-1, -1, 1, 1], [-1, 1, 1, -1]], size);
        else if (point.note && roomy(u)) drawPath(ctx, u.valToPos(point.run, 'x', true), u.valToPos(point.mean, 'y', true), [[0, -1, 1, 0, 0, 1, -1, 0, 0, -1]], size);
      });
      const last = pointsBetween(line, min, max).filter((point) => point.mean !== null).pop();
      if (last) ctx.fillText(String(line.number + 1), u.valToPos(last.run, 'x', true) + size, u.valToPos(last.mean, 'y', true) + size);
    });
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
        axes({ size: 90, values: axisValues }),
      ],
      series: [{}, ...data.map(({ line }) => ({
        show: line.shown, stroke: colour(line.number), dash: dashes(line.number), width: 1.5, spanGaps: true, points: { show: false },
      }))],
      hooks: {
        drawAxes: [drawRangesAndForks],
        draw: [drawMarks],
        setCursor: [(u) => tell(u.cursor.idx)],
        setScale: [(u, key) => key === 'x' && showRange(u)],
      },
    }, [runs.map((_, run) => run), ...data.map(({ values }) => values)], $('history'));
    listenForClicks();
    if (kept && kept.min !== undefined) plot.setScale('x', { min: kept.min, max: kept.max });
  }

  function zoom(from, to) {
    plot.setScale('x', { min: Math.max(0, from), max: Math.min(runs.length - 1, to) });
  }

  /** After each zoom: the address, the changes and the table are those of the runs shown. */
  function showRange(u) {
    const [from, to] = range(u);
    const all = from === 0 && to === runs.length - 1;
    remember('from', all ? null : from);
    remember('to', all ? null : to);
    $('marks').replaceChildren(...marksBetween(from, to).map(({ run, name, text }) => element('li', `${name} ${runs[run].committedAt.slice(0, 10)}, ${runs[run].label}: ${text}`)));
    if ($('runs').open) fillTable(from, to);
  }

  // ---- one run ----

  let told = null;

  function commitUrl(run) {
    return track.commitUrl && /^[0-9a-f]{40}$/.test(run.commit) ? track.commitUrl.replaceAll('{commit}', run.commit) : null;
  }

  function commit(run) {
    const url = commitUrl(run);
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
    const url = runs[index] && commitUrl(runs[index]);
    if (url) location.assign(url);
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

  function row(cells, head) {
    const made = element('tr');
    made.append(...cells.map((cell, i) => (cell instanceof Node ? cell : element(head ? 'th' : 'td', cell, head ? { scope: 'col' } : {}))));
    return made;
  }

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
        remember('line', shown().map(({ number }) => number).join(','));
        drawAll();
        if ($('runs').open) fillTable(...range());
      });
      const label = element('label', ` ${line.number + 1} `, { for: box.id });
      label.append(sample(line.number));
      const first = element('td');
      first.append(box, label);
      const settings = settingsOf(line);
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

  // ---- the newest scores over a param that is a size ----

  function curves() {
    const groups = new Map();
    lines.filter((line) => line.newest && Number.isFinite(Number(settingsOf(line)[chart.size]))).forEach((line) => {
      const { [chart.size]: size, ...others } = settingsOf(line);
      const key = JSON.stringify(others);
      if (!groups.has(key)) groups.set(key, { first: line, shown: false, at: new Map() });
      groups.get(key).at.set(Number(size), line.newest);
      groups.get(key).shown ||= line.shown;
    });
    return [...groups.values()];
  }

  function drawCurve() {
    if (curve) curve.destroy();
    curve = undefined;
    if ($('sweep').hidden || !$('sweep').open) return;
    const groups = curves().filter((group) => group.shown);
    const sizes = [...new Set(groups.flatMap((group) => [...group.at.keys()]))].sort((a, b) => a - b);
    const log = sizes[0] > 0 && sizes[sizes.length - 1] / sizes[0] >= 8;
    curve = new uPlot({
      width: $('curve').clientWidth,
      height: 288,
      legend: { show: false },
      padding: [12, 36, 0, 0],
      cursor: { drag: { setScale: false, x: false } },
      scales: { x: { time: false, distr: log ? 3 : 1, log: 2 }, y: {} },
      axes: [
        axes({ splits: () => sizes, filter: (u, splits) => splits, values: (u, splits) => splits.map((split) => split.toLocaleString('en-US')) }),
        axes({ size: 90, values: axisValues }),
      ],
      series: [{}, ...groups.map(({ first }) => ({
        stroke: colour(first.number), dash: dashes(first.number), width: 1.5, spanGaps: true, points: { show: true, size: 6 },
      }))],
      hooks: { draw: [(u) => drawErrors(u, groups)] },
    }, [sizes, ...groups.map((group) => sizes.map((size) => (group.at.has(size) ? group.at.get(size).mean : undefined)))], $('curve'));
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
      const { [chart.ladder.param]: step, ...others } = settingsOf(line);
      const name = Object.entries(others).map((pair) => pair.join('=')).join(' ');
      if (!groups.has(name)) groups.set(name, new Map());
      groups.get(name).set(step, line);
    });
    return [...groups].filter(([, steps]) => [...steps.values()].some((line) => line.shown))
      .map(([name, steps]) => climb(name, steps)).filter((ladder) => ladder);
  }

  /** As the tables of the command line say it of the newest run that has both ends: gains are logarithms of the work done in a time. */
  function climb(name, steps) {
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
      return { name: step, line: steps.get(step), point, from, gain: (chart.higherIsBetter ? 1 : -1) * Math.log(point.mean / origin.mean) };
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
        { ...together, note: missing.length ? `not held against their product, for want of ${missing.join(', ')}` : interaction(together.gain - product, Math.hypot(noise, error(together.point))) },
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

  function drawRung(u, { line, from, gain }, i) {
    const { ctx } = u;
    const [left, right] = [i - 0.35, i + 0.35].map((x) => u.valToPos(x, 'x', true));
    const [begin, end] = [from, from + gain].map((log) => u.valToPos(Math.exp(log), 'y', true));
    ctx.save();
    ctx.fillStyle = line ? colour(line.number) : css('--faint');
    ctx.fillRect(left, Math.min(begin, end) - devicePixelRatio, right - left, Math.abs(end - begin) + 2 * devicePixelRatio);
    ctx.fillStyle = css('--ink');
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    ctx.fillText(`×${digits(Math.exp(gain))}`, (left + right) / 2, Math.min(begin, end) - 5 * devicePixelRatio);
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
    const constant = Object.entries(settingsOf(lines[0])).filter(([name]) => !varying().includes(name));
    const name = chart.mode === 'thrpt' ? chart.benchmark : `${chart.benchmark} [${chart.mode}]`;
    document.title = name;
    $('title').textContent = name;
    $('question').textContent = [chart.layer, chart.question].filter(Boolean).join(': ');
    $('about').textContent = [
      track.title,
      `${chart.higherIsBetter ? 'higher' : 'lower'} is better`,
      constant.length && `all lines: ${constant.map((pair) => pair.join('=')).join(' ')}`,
    ].filter(Boolean).join(' · ');
  }

  function drawAll() {
    draw();
    drawCurve();
    drawWaterfalls();
  }

  function listen() {
    document.querySelectorAll('[data-newest]').forEach((button) => button.addEventListener('click', () => {
      const count = button.dataset.newest === 'all' ? runs.length : Number(button.dataset.newest);
      zoom(runs.length - count, runs.length - 1);
    }));
    $('scale').addEventListener('change', () => {
      remember('scale', $('scale').value);
      draw();
    });
    $('history').addEventListener('keydown', onKey);
    $('runs').addEventListener('toggle', () => $('runs').open && fillTable(...range()));
    $('sweep').addEventListener('toggle', drawCurve);
    $('ladder').addEventListener('toggle', drawWaterfalls);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
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
    // No more than a path within the site, so that no address can make this page load a stranger's script.
    if (!/^[A-Za-z0-9-]+\/[A-Za-z0-9-]+\/[A-Za-z0-9-]+$/.test(path)) throw new Error('this address names no benchmark');
    const [machine, name, file] = path.split('/');
    const folder = `data/${machine}/${name}`;
    await Promise.all([`data/${machine}/changes`, ...['track', 'runs', file].map((script) => `${folder}/${script}`)].map((script) => load(`${script}.js`)));
    chart = track.charts[file];
    if (!chart) throw new Error('this benchmark no longer exists');
    points.sort(([a], [b]) => a - b);
    assemble(file);
    describe();
    $('benchmark').hidden = false;
    const means = shown().filter((line) => line.newest).map((line) => line.newest.mean);
    if (Math.min(...means) > 0 && Math.max(...means) / Math.min(...means) >= 8) $('scale').value = 'log';
    if (['linear', 'log'].includes(settings.get('scale'))) $('scale').value = settings.get('scale');
    fillLines();
    draw();
    const from = Number(settings.get('from') ?? 0);
    const to = Number(settings.get('to') ?? runs.length - 1);
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
    listen();
    document.body.dataset.drawn = Math.round(performance.now());
  }

  addEventListener('DOMContentLoaded', () => start().catch((error) => {
    $('title').textContent = 'Nothing to show';
    $('question').textContent = `${error.message}: choose a benchmark on the first page.`;
  }));

  return {
    track: (data) => { track = data; },
    run: (run) => runs.push(run),
    points: (data) => points.push(data),
    changes: (data) => { changes = data; },
  };
})();
