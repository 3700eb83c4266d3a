// @ts-check
import { el, fill } from './el.js';
import { say } from './say.js';

/**
 * @typedef {{
 *   name: string, label: string, number?: boolean, title?: string, sortable?: boolean, head?: boolean,
 *   value?: (row: any) => any, cell: (row: any) => any
 * }} Column `value` is what is sorted by, the cell is what is seen; `head` names its row
 * @typedef {{name: string, down: boolean}} Order
 */

/**
 * A table whose columns are sorted by buttons in their heads. Who fills it says in which order the rows are.
 *
 * @param {{caption: string, columns: Column[], order?: Order, onSort?: (order: Order) => void, id?: string}} what
 */
export function table({ caption, columns, order, onSort, id }) {
  const body = el('tbody');
  const head = el('tr');
  const node = el('div.scroll', { tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', { id }, el('caption.unseen', null, caption), el('thead', null, head), body));

  const sortBy = (/** @type {Column} */ column) => {
    // Of figures the highest are wanted first, of words the beginning of the alphabet.
    const down = order?.name === column.name ? !order.down : column.number === true;
    order = { name: column.name, down };
    drawHead();
    onSort?.(order);
    say(`Sorted by ${column.label}, ${down ? 'highest' : 'lowest'} first`);
  };
  const drawHead = () => {
    const held = head.contains(document.activeElement) ? document.activeElement?.closest('th')?.dataset.name : undefined;
    fill(head, columns.map(headOf));
    if (held) head.querySelector(`th[data-name="${held}"] button`)?.focus();
  };
  const headOf = (/** @type {Column} */ column) => {
    const sorted = order?.name === column.name ? (order.down ? 'descending' : 'ascending') : undefined;
    const sortable = onSort && column.sortable !== false;
    return el('th', { scope: 'col', class: column.number ? 'number' : '', 'aria-sort': sorted ?? (sortable ? 'none' : undefined), title: column.title, dataset: { name: column.name } },
      sortable ? el('button.sort', { type: 'button', onclick: () => sortBy(column) }, column.label, el('span.arrow', { 'aria-hidden': 'true' }, sorted === 'descending' ? '▼' : sorted ? '▲' : '')) : column.label);
  };
  drawHead();

  return {
    node,
    /** @param {any[]} rows in the order in which they are shown */
    show(rows) { fill(body, rows.map((row) => rowOf(row, columns))); },
    /** @param {any[]} rows */
    add(rows) { body.append(...rows.map((row) => rowOf(row, columns))); },
    /** @param {Column[]} next */
    reshape(next) { columns = next; drawHead(); },
    order: () => order,
  };
}

/** @param {any} row @param {Column[]} columns */
function rowOf(row, columns) {
  return el('tr', null, columns.map((column) => el(column.head ? 'th' : 'td',
    { class: column.number ? 'number' : '', scope: column.head ? 'row' : undefined }, column.cell(row))));
}

/**
 * Rows in an order. Those that lack the value come last, whichever way it goes.
 * @param {any[]} rows @param {Column[]} columns @param {Order | undefined} order
 */
export function sorted(rows, columns, order) {
  const column = columns.find((c) => c.name === order?.name);
  if (!column || !order) return rows;
  const value = column.value ?? ((row) => row[column.name]);
  const sign = order.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true }));
  });
}
