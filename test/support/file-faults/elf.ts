/** Where a loaded shared object keeps the addresses of the functions that it takes from others. */
import { readFileSync } from 'node:fs';

const RELOCATION_SECTION = 4;
/** x64: 64, GLOB_DAT, JUMP_SLOT; arm64: ABS64, GLOB_DAT, JUMP_SLOT. */
const HOLDS_AN_ADDRESS: ReadonlySet<number> = new Set([1, 6, 7, 257, 1025, 1026]);

interface Section {
  readonly type: number;
  readonly start: number;
  readonly size: number;
  readonly link: number;
}

const sectionsOf = (elf: Buffer): Section[] => {
  const [table, size, count] = [
    Number(elf.readBigUInt64LE(0x28)),
    elf.readUInt16LE(0x3a),
    elf.readUInt16LE(0x3c),
  ];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: elf.readUInt32LE(at + 4),
      start: Number(elf.readBigUInt64LE(at + 24)),
      size: Number(elf.readBigUInt64LE(at + 32)),
      link: elf.readUInt32LE(at + 40),
    };
  });
};

const sectionAt = (sections: readonly Section[], index: number): Section => {
  const found = sections[index];
  if (found === undefined) throw new Error(`the file has no section ${index}`);
  return found;
};

/** For every function that a 64-bit little-endian ELF file imports: the offsets, from where it is loaded, of all words that hold its address. */
export const importSlots = (file: string): Map<string, number[]> => {
  const elf = readFileSync(file);
  const sections = sectionsOf(elf);
  const slots = new Map<string, number[]>();
  for (const relocations of sections.filter(({ type }) => type === RELOCATION_SECTION)) {
    const symbols = sectionAt(sections, relocations.link);
    const names = sectionAt(sections, symbols.link);
    for (let at = relocations.start; at < relocations.start + relocations.size; at += 24) {
      const info = elf.readBigUInt64LE(at + 8);
      const symbol = Number(info >> 32n);
      if (symbol === 0 || !HOLDS_AN_ADDRESS.has(Number(info & 0xffffffffn))) continue;
      const from = names.start + elf.readUInt32LE(symbols.start + symbol * 24);
      const name = elf.toString('latin1', from, elf.indexOf(0, from));
      slots.set(name, [...(slots.get(name) ?? []), Number(elf.readBigUInt64LE(at))]);
    }
  }
  return slots;
};

/** Where this process has loaded the file whose path ends so, and its whole path. */
export const loadedAt = (ending: string): { readonly file: string; readonly base: number } => {
  for (const line of readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    const [range = '', , offset, , , ...path] = line.split(/\s+/);
    const file = path.join(' ');
    if (Number(`0x${offset}`) === 0 && file.endsWith(ending))
      return { file, base: Number(`0x${range.split('-')[0]}`) };
  }
  throw new Error(`«…${ending}» is not loaded`);
};
