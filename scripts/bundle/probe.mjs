// The smallest module that uses everything that the app's own modules need of an engine beyond the first version of WebAssembly;
// an engine that refuses it gets the module for old ones (docs/decisions/0024-old-engines.md).
const section = (id, ...content) => [id, content.length, ...content];
const [I32, EXTERNREF, FUNCTION, END, ZERO] = [0x7f, 0x6f, 0x60, 0x0b, [0x41, 0]];
const code = [
  0, // no locals
  0x43, 0, 0, 0, 0, 0xfc, 0, // i32.trunc_sat_f32_s: nontrapping-float-to-int
  0xc0, // i32.extend8_s: sign-ext
  ...ZERO, ...ZERO, ...ZERO, 0xfc, 0x0b, 0, // memory.fill: bulk-memory-opt
  ...ZERO, END,
];
export const probe = [
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, 1, FUNCTION, 1, EXTERNREF, 2, I32, I32), // a reference, and two results: reference-types, multivalue
  ...section(2, 1, 0, 0, 3, I32, 1), // imported, and mutable: mutable-globals
  ...section(3, 1, 0),
  ...section(5, 1, 0, 1),
  ...section(10, 1, code.length, ...code),
];
