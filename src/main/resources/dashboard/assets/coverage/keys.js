// @ts-check

/**
 * Goes through the squares with the arrow keys. One of them is in the order of the Tab key, the one that was last.
 * @param {HTMLElement} grid
 * @param {{tell: (item: any, week: string) => void, choose: (item: any, week: string) => void, find: (account: string) => any}} ways
 */
export function gridKeys(grid, { tell, choose, find }) {
  /** @type {HTMLElement | undefined} */
  let current;
  const cells = (/** @type {Element | null | undefined} */ row) => /** @type {HTMLElement[]} */ ([...(row?.querySelectorAll('[role="gridcell"]') ?? [])]);
  const rows = () => [...grid.querySelectorAll('tbody tr')];
  const mark = (/** @type {HTMLElement | undefined} */ cell) => {
    if (current) current.tabIndex = -1;
    current = cell;
    if (current) current.tabIndex = 0;
  };
  const of = (/** @type {Element} */ cell) => /** @type {const} */ ([find(/** @type {HTMLElement} */ (cell.closest('tr')).dataset.account ?? ''), /** @type {HTMLElement} */ (cell).dataset.week ?? '']);

  /** @param {string} key @param {boolean} far whether Ctrl is held @param {number} r @param {number} c @returns {[number, number] | undefined} */
  const next = (key, far, r, c) => {
    switch (key) {
      case 'ArrowRight': return [r, c + 1];
      case 'ArrowLeft': return [r, c - 1];
      case 'ArrowDown': return [r + 1, c];
      case 'ArrowUp': return [r - 1, c];
      case 'PageDown': return [r + 10, c];
      case 'PageUp': return [r - 10, c];
      case 'Home': return [far ? 0 : r, 0];
      case 'End': return [far ? Infinity : r, Infinity];
      default: return undefined;
    }
  };

  grid.addEventListener('keydown', (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[role="gridcell"]');
    if (!cell) return;
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(...of(cell)); return; }
    const all = rows();
    const r = all.indexOf(/** @type {any} */ (cell.closest('tr')));
    const to = next(event.key, event.ctrlKey, r, cells(all[r]).indexOf(/** @type {HTMLElement} */ (cell)));
    if (!to) return;
    event.preventDefault();
    const row = cells(all[Math.max(0, Math.min(to[0], all.length - 1))]);
    row[Math.max(0, Math.min(to[1], row.length - 1))]?.focus();
  });
  grid.addEventListener('focusin', (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[role="gridcell"]');
    if (cell) { mark(/** @type {HTMLElement} */ (cell)); tell(...of(cell)); }
  });
  grid.addEventListener('pointerover', (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[role="gridcell"]');
    if (cell) tell(...of(cell));
  });
  grid.addEventListener('click', (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[role="gridcell"]');
    if (cell) choose(...of(cell));
  });

  return {
    /** Where one is, to come back there when the squares are drawn anew. */
    held: () => (current ? { account: current.closest('tr')?.dataset.account, week: current.dataset.week, focused: document.activeElement === current } : undefined),
    /** @param {any} held */
    settle(held) {
      const row = held && grid.querySelector(`tr[data-account="${held.account}"]`);
      const cell = row?.querySelector(`[data-week="${held.week}"]`) ?? cells(rows()[0]).at(-1);
      mark(cell);
      if (held?.focused) cell?.focus({ preventScroll: true });
    },
  };
}
