// The names by which a wasm module and its surroundings know each other, in the binary format.
const IMPORT = 2;
const EXPORT = 7;
const CODE = 10;
const CUSTOM = 0;
const FUNCTION_NAMES = 1;

// Gives `bytes` with the import section's entries mapped by `change`: `{ module, name }` to the same.
export function changeImports(bytes, change) {
  return changed(bytes, IMPORT, (at) => {
    const [module, name, kind, type] = [at.text(), at.text(), at.number(), at.number()];
    if (kind !== 0) throw new Error(`the wasm imports ${name}, which is not a function`);
    return { module, name, kind, type };
  }, change, ({ module, name, kind, type }) => [text(module), text(name), number(kind), number(type)]);
}

// Gives `bytes` with the export section's entries mapped by `change`: `{ name }` to the same, or to nothing; and with those of `more`.
export function changeExports(bytes, change, more = []) {
  return changed(bytes, EXPORT, (at) => ({ name: at.text(), kind: at.number(), index: at.number() }), change,
    ({ name, kind, index }) => [text(name), number(kind), number(index)], more);
}

// Gives `bytes` without the custom sections that `unwanted` says yes to, by name.
export function dropCustom(bytes, unwanted) {
  const at = reader(bytes, 8);
  const kept = [bytes.subarray(0, 8)];
  while (at.place() < bytes.length) {
    const start = at.place();
    const [id, length] = [at.number(), at.number()];
    const end = at.place() + length;
    if (id !== CUSTOM || !unwanted(at.text())) kept.push(bytes.subarray(start, end));
    at.skip(end - at.place());
  }
  return Buffer.concat(kept);
}

// The names of the custom sections.
export function customs(bytes) {
  const names = [];
  dropCustom(bytes, (name) => names.push(name));
  return names;
}

// What is known of the functions: how many are imported, the bytes of each body, their names by index where the module still has them.
export function sections(bytes) {
  const at = reader(bytes, 8);
  const found = { imported: 0, bodies: [], names: new Map() };
  while (at.place() < bytes.length) {
    const [id, length] = [at.number(), at.number()];
    const end = at.place() + length;
    if (id === IMPORT) found.imported = at.number(); // all of them are functions, or `changeImports` says so
    if (id === CODE) for (let left = at.number(); left > 0; left--) at.skip(found.bodies[found.bodies.push(at.number()) - 1]);
    if (id === CUSTOM && at.text() === "name") readNames(at, end, found.names);
    at.skip(end - at.place());
  }
  return found;
}

function readNames(at, end, names) {
  while (at.place() < end) {
    const [id, length] = [at.number(), at.number()];
    const after = at.place() + length;
    if (id === FUNCTION_NAMES) for (let left = at.number(); left > 0; left--) names.set(at.number(), at.text());
    at.skip(after - at.place());
  }
}

function changed(bytes, id, read, change, write, more = []) {
  const at = reader(bytes, 8); // after the magic number and the version
  while (bytes[at.place()] !== id) {
    at.number();
    at.skip(at.number());
    if (at.place() >= bytes.length) throw new Error(`the wasm has no section ${id}`);
  }
  const start = at.place();
  at.number();
  at.number();
  const entries = Array.from({ length: at.number() }, () => read(at)).map(change).filter(Boolean).concat(more);
  const body = Buffer.concat([number(entries.length), ...entries.flatMap(write)]);
  return Buffer.concat([bytes.subarray(0, start), number(id), number(body.length), body, bytes.subarray(at.place())]);
}

function reader(bytes, place) {
  const at = {
    place: () => place,
    skip: (length) => { place += length; },
    number() {
      for (let value = 0, shift = 0; ; shift += 7) {
        const byte = bytes[place++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
      }
    },
    text() {
      const length = at.number();
      return bytes.toString("utf8", place, (place += length));
    },
  };
  return at;
}

// LEB128, unsigned.
const number = (value) => Buffer.from(value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]);
const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
