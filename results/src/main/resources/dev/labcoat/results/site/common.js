/* What the site's pages share. Everything that comes out of the data is set as text, never as markup. */
'use strict';

const $ = (id) => document.getElementById(id);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function row(cells, head) {
  const made = element('tr');
  made.append(...cells.map((cell) => (cell instanceof Node ? cell : element(head ? 'th' : 'td', cell, head ? { scope: 'col' } : {}))));
  return made;
}

/** Fills a menu with values and what they are called. */
function choices(select, options, chosen) {
  select.replaceChildren(...options.map(([value, name]) => element('option', name, { value })));
  select.value = chosen;
}

/** Data are scripts, which a browser loads from a disk too, where it refuses to read other files. */
function load(script) {
  return new Promise((loaded, failed) => {
    const made = element('script', undefined, { src: script });
    made.onload = loaded;
    made.onerror = () => failed(new Error(`${script} is missing`));
    document.head.append(made);
  });
}

// ---- the address ----

/** No more than a path within the site, so that no address can make a page load a stranger's script. */
const TRACK = /^[A-Za-z0-9-]+\/[A-Za-z0-9-]+$/;

/** The path of what a page shows, and what of it, by commits and params, which mean the same tomorrow. */
function place() {
  const [path, ...settings] = location.hash.slice(1).split('&');
  return { path, settings: new URLSearchParams(settings.join('&')) };
}

function remember(name, ...values) {
  const { path, settings } = place();
  settings.delete(name);
  values.forEach((value) => settings.append(name, value));
  history.replaceState(null, '', `#${path}${settings.size ? `&${settings}` : ''}`);
}

function commitUrl(track, run) {
  return track.commitUrl && /^[0-9a-f]{40}$/.test(run.commit) ? track.commitUrl.replaceAll('{commit}', run.commit) : null;
}

// ---- numbers, as the tables of the command line write them ----

const UNITS = {
  's/op': [[1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns']],
  'B/op': [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB'], [1, 'B']],
};
UNITS.s = UNITS['s/op'];
UNITS.B = UNITS['B/op'];

function digits(value) {
  const size = Math.abs(value);
  if (size >= 1000 || size === 0) return Math.round(value).toLocaleString('en-US');
  if (size < 0.01) return value.toExponential(2);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

function scaleOf(value, unit) {
  const scales = UNITS[unit] || [[1, unit]];
  return scales.find(([factor]) => Math.abs(value) >= factor) || scales[scales.length - 1];
}

function quantity(value, unit) {
  const [factor, name] = scaleOf(value, unit);
  return `${digits(value / factor)} ${name}`;
}

function percent(share) {
  const value = Math.abs(100 * share);
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}

function scoreText(mean, error, unit) {
  if (mean === null) return 'failed';
  return error ? `${quantity(mean, unit)} ±${percent(error / mean)}` : quantity(mean, unit);
}

/** How fast something is that takes so many times the other's time for an operation. */
function speed(times) {
  if (times >= 2 || times <= 0.5) return `${digits(1 / times)}x as fast`;
  const words = percent(times - 1);
  return words === '0.0 %' ? 'as fast' : `${words} ${times > 1 ? 'slower' : 'faster'}`;
}

// ---- lines ----

const settingText = (settings) => Object.entries(settings).map((pair) => pair.join('=')).join(' ');

/** The params of a line, and its threads if they are not one. */
function settingsOf({ params, threads }) {
  return { ...params, ...(threads !== 1 && { threads: String(threads) }) };
}
