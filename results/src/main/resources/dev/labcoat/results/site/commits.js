/* The rows of two commits of a track, each with its newest score: #machine/track&base=COMMIT&head=COMMIT */
'use strict';

const labcoat = (() => {
  const MOST_ROWS = 1000;
  const runs = [];
  const scores = new Map(); // of each commit that was loaded, by chart and line
  let track;
  let loading;

  async function scoresOf(commit) {
    const run = runs.find((one) => one.commit === commit);
    if (!run) return new Map();
    if (!scores.has(commit)) {
      loading = new Map();
      scores.set(commit, loading);
      await load(`data/${place().path}/commits/${run.file}.js`);
    }
    return scores.get(commit);
  }

  function pairs(base, head) {
    return [...head].map(([key, now]) => {
      const before = base.get(key);
      const chart = track.charts[now.chart];
      const comparable = before && before.series === now.series && before.mean > 0 && now.mean > 0;
      const slower = comparable ? (chart.higherIsBetter ? before.mean / now.mean : now.mean / before.mean) : undefined;
      return { ...now, before, slower, size: comparable ? Math.abs(Math.log(slower)) : -1, info: chart };
    }).sort((a, b) => b.size - a.size);
  }

  /** What changed most comes first. */
  function fill(rows, { label }) {
    const head = element('thead');
    head.append(row(['benchmark', 'change', 'base', 'head'], true));
    const body = element('tbody');
    rows.slice(0, MOST_ROWS).forEach(({ chart, line, series, mean, error, note, before, slower, info }) => {
      const setting = settingText(settingsOf(info.lines[line]));
      const address = `chart.html#${place().path}/${chart}&${new URLSearchParams({ line: setting })}`;
      const name = element('th', undefined, { scope: 'row' });
      name.append(
        element('a', info.benchmark, { href: address }),
        ...(setting ? [element('small', setting)] : []), ...(note ? [element('small', note)] : []),
        ' ', element('a', 'rounds', { href: `${address}&${new URLSearchParams({ run: label, open: 'rounds' })}`, 'aria-label': `rounds of ${info.benchmark} ${setting}` }),
      );
      const change = slower ? speed(slower) : before && before.series !== series ? 'the benchmark itself changed' : '–';
      body.append(row([name, change, before ? scoreText(before.mean, before.error, info.unit) : '–', scoreText(mean, error, info.unit)]));
    });
    $('rows').replaceChildren(element('caption', rows.length > MOST_ROWS ? `The ${MOST_ROWS} rows that differ most` : 'Each row of head, what differs most first', { class: 'faint' }), head, body);
  }

  function name(run) {
    const url = commitUrl(track, run);
    return url ? element('a', run.label, { href: url }) : element('code', run.label);
  }

  async function show() {
    const [base, head] = ['base', 'head'].map((side) => runs.findLast((run) => run.commit === $(side).value));
    remember('base', base.commit);
    remember('head', head.commit);
    const rows = pairs(await scoresOf(base.commit), await scoresOf(head.commit));
    const judged = rows.filter(({ slower }) => slower).length;
    $('said').replaceChildren(
      name(head), ` ${head.subject} (committed ${head.committedAt.slice(0, 10)}, JDK ${head.jdk}) beside `,
      name(base), ` ${base.subject} (committed ${base.committedAt.slice(0, 10)}, JDK ${base.jdk}): ${judged} of ${rows.length} rows have both scores.`,
    );
    fill(rows, head);
    document.body.dataset.drawn = `${base.label} ${head.label}`;
  }

  async function start() {
    const { path, settings } = place();
    if (!TRACK.test(path)) throw new Error('this address names no results');
    await Promise.all(['track', 'runs'].map((script) => load(`data/${path}/${script}.js`)));
    const commits = [...new Map(runs.map((run) => [run.commit, run])).values()].reverse();
    const options = commits.map((run) => [run.commit, `${run.label} ${run.committedAt.slice(0, 10)} ${run.subject.slice(0, 60)}`]);
    const known = (commit, otherwise) => (commits.some((run) => run.commit === commit) ? commit : otherwise.commit);
    choices($('head'), options, known(settings.get('head'), commits[0]));
    const head = commits.findIndex((run) => run.commit === $('head').value);
    choices($('base'), options, known(settings.get('base'), commits[Math.min(head + 1, commits.length - 1)]));
    $('about').textContent = track.title;
    $('commits').hidden = false;
    ['base', 'head'].forEach((side) => $(side).addEventListener('change', show));
    addEventListener('hashchange', () => location.reload());
    await show();
  }

  addEventListener('DOMContentLoaded', () => start().catch((error) => {
    $('title').textContent = 'Nothing to show';
    $('about').textContent = `${error.message}: choose a benchmark on the first page.`;
  }));

  return {
    track: (data) => { track = data; },
    run: (run) => runs.push(run),
    scores: (charts) => Object.entries(charts).forEach(([chart, rows]) => rows.forEach(([line, series, mean, error, forks, note]) => {
      loading.set(`${chart} ${line}`, { chart, line, series, mean, error, note });
    })),
  };
})();
