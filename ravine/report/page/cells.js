// A picture of cells: what stands in the one that is pointed at, and how its run is made again. A click, or Enter, holds
// it, so that the command can be copied; the arrow keys go from cell to cell.

// The index of the cell between two of these edges, which rise or fall; -1 beside all of them. Of cells of no width the
// next that has some.
function cellAt(edges, place) {
  const rising = edges[0] <= edges.at(-1);
  for (let i = 0; i + 1 < edges.length; ++i) {
    const low = rising ? edges[i] : edges[i + 1], high = rising ? edges[i + 1] : edges[i];
    if (low <= place && place < high) return i;
  }
  return -1;
}

// The number of the run of a cell.
function runOf(runs, columns, column, row) {
  return Array.isArray(runs) ? runs[row * columns + column] : runs.first + column * runs.across + row * runs.up;
}

class CellPicture {
  constructor(figure) {
    this.data = JSON.parse(figure.querySelector("script").textContent);
    this.picture = figure.querySelector(".picture");
    this.frame = figure.querySelector(".frame");
    this.readout = figure.querySelector(".said");
    this.hint = this.readout.textContent;
    this.held = false;
    const { picture } = this;
    picture.tabIndex = 0;
    picture.addEventListener("pointermove", event => this.held || this.show(this.pointed(event)));
    picture.addEventListener("pointerleave", () => this.held || this.show(undefined));
    picture.addEventListener("click", event => {
      const cell = this.pointed(event);
      this.held = cell !== undefined && !(this.held && this.isShown(cell));
      this.show(cell);
    });
    picture.addEventListener("keydown", event => this.pressed(event));
  }

  pointed(event) {
    const area = this.picture.getBoundingClientRect();
    const column = cellAt(this.data.x.edges, (event.clientX - area.left) / area.width);
    const row = cellAt(this.data.y.edges, (event.clientY - area.top) / area.height);
    return column < 0 || row < 0 ? undefined : { column, row };
  }

  isShown({ column, row }) {
    return this.cell?.column === column && this.cell?.row === row;
  }

  pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { x, y } = this.data;
    const cell = this.cell ?? { column: 0, row: 0 };
    const stride = event.shiftKey ? 10 : 1;
    // Rows are counted upwards, as the picture's edges say.
    const upwards = y.edges[0] <= y.edges.at(-1) ? -1 : 1;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, upwards], ArrowDown: [0, -upwards] };
    if (event.key === "Escape") {
      this.held = false;
      this.show(undefined);
    } else if (event.key === "Enter") {
      this.held = this.cell !== undefined && !this.held;
      this.show(this.cell);
    } else if (moves[event.key]) {
      const [across, up] = moves[event.key].map(move => move * stride);
      const within = (i, count) => Math.min(count - 1, Math.max(0, i));
      this.held = true;
      this.show(this.cell === undefined ? cell : {
        column: within(cell.column + across, x.values.length),
        row: within(cell.row + up, y.values.length),
      });
    } else return;
    event.preventDefault();
  }

  show(cell) {
    this.cell = cell;
    this.frame.hidden = cell === undefined;
    this.frame.classList.toggle("held", this.held);
    if (cell === undefined) {
      this.readout.textContent = this.hint;
      return;
    }
    const { x, y, value, values, runs, command } = this.data;
    const { column, row } = cell;
    const [left, right] = [x.edges[column], x.edges[column + 1]].sort((a, b) => a - b);
    const [top, bottom] = [y.edges[row], y.edges[row + 1]].sort((a, b) => a - b);
    const share = part => `${100 * part}%`;
    Object.assign(this.frame.style, {
      left: share(left), top: share(top), width: share(right - left), height: share(bottom - top),
    });
    const said = document.createElement("span"), code = document.createElement("code");
    const place = `${x.values[column]}, ${y.values[row]}`;
    said.textContent = values ? `${place}: ${value} ${values[row * x.values.length + column]}` : place;
    code.textContent = command + runOf(runs, x.values.length, column, row);
    this.readout.replaceChildren(said, code);
  }
}

for (const figure of document.querySelectorAll("figure.cells")) new CellPicture(figure);
