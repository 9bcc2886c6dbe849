// A QR code (ISO/IEC 18004) of version 3, level M: up to 42 bytes of text, 29 modules a side, one block, the first mask.

const SIZE = 29;
const DATA = 44;
const CHECK = 26;

// Multiplication of the field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1.
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

// The remainder of the data by the generator (x - 1)(x - 2)(x - 4)…, its highest coefficient left out.
function checkWords(data) {
  let generator = [1];
  for (let i = 0, root = 1; i < CHECK; i++, root = times(root, 2)) {
    const raised = [...generator, 0];
    generator.forEach((factor, at) => (raised[at + 1] ^= times(factor, root)));
    generator = raised;
  }
  const rest = new Array(CHECK).fill(0);
  for (const word of data) {
    const lead = word ^ rest.shift();
    rest.push(0);
    rest.forEach((_, at) => (rest[at] ^= times(generator[at + 1], lead)));
  }
  return rest;
}

// Mode "bytes", the length, the text, the end, and what fills the rest.
function codewords(text) {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length > DATA - 2) throw new RangeError("too long for this code");
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...bytes.flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data = [];
  for (let at = 0; at < nibbles.length; at += 2) data.push((nibbles[at] << 4) | (nibbles[at + 1] ?? 0));
  for (let pad = 0xec; data.length < DATA; pad ^= 0xec ^ 0x11) data.push(pad);
  return [...data, ...checkWords(data)];
}

// Level M and mask 0, with their own check bits.
function formatBits() {
  let rest = 0;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  return rest ^ 0x5412;
}

// Rows of modules, true where dark.
export function modules(text) {
  const grid = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
  const square = (row, column, reach, isDark) => {
    for (let r = -reach; r <= reach; r++) {
      for (let c = -reach; c <= reach; c++) {
        const line = grid[row + r];
        if (line && column + c >= 0 && column + c < SIZE) line[column + c] = isDark(Math.max(Math.abs(r), Math.abs(c)));
      }
    }
  };
  for (let at = 8; at < SIZE - 8; at++) grid[6][at] = grid[at][6] = at % 2 === 0;
  for (const [row, column] of [[3, 3], [3, SIZE - 4], [SIZE - 4, 3]]) square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
  square(SIZE - 7, SIZE - 7, 2, (ring) => ring !== 1);

  const bits = formatBits();
  const bit = (at) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at++) {
    const near = at < 6 ? at : at < 8 ? at + 1 : SIZE - 15 + at;
    grid[near][8] = bit(at);
    const far = at < 8 ? SIZE - 1 - at : at === 8 ? 7 : 14 - at;
    grid[8][far] = bit(at);
  }
  grid[SIZE - 8][8] = true;
  return filled(grid, codewords(text));
}

// Puts the bits where nothing is yet: in columns of two from the right, up and down by turns.
function filled(grid, words) {
  let at = 0;
  let up = true;
  for (let right = SIZE - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step++) {
      const row = up ? SIZE - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row][column] !== null) continue;
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        grid[row][column] = (bit === 1) !== ((row + column) % 2 === 0);
        at++;
      }
    }
  }
  return grid;
}

const SVG = "http://www.w3.org/2000/svg";

// The code as a picture, with the quiet zone that readers need.
export function picture(text, label) {
  const svg = document.createElementNS(SVG, "svg");
  const side = SIZE + 8;
  const attributes = { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, class: "qr", "shape-rendering": "crispEdges", width: 222, height: 222 };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const dark = modules(text).flatMap((row, r) => row.flatMap((on, c) => (on ? [`M${c + 4} ${r + 4}h1v1h-1z`] : [])));
  for (const [fill, d] of [["#fff", `M0 0h${side}v${side}h-${side}z`], ["#000", dark.join("")]]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("fill", fill);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
