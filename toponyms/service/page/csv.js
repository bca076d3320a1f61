// The beginning of a CSV file: what its columns are called, and its first rows.

const SIGNS = [",", ";", "\t", "|"];

/** Rows of a text with one sign between the fields; quotes as RFC 4180 has them. */
export function rows(text, sign, most = Infinity) {
  const found = [];
  let row = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length && found.length < most; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && field === "") quoted = true;
    else if (letter === sign) {
      row.push(field);
      field = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at += 1;
      row.push(field);
      if (row.length > 1 || row[0] !== "") found.push(row);
      row = [];
      field = "";
    } else field += letter;
  }
  if (found.length < most && (field !== "" || row.length)) found.push([...row, field]);
  return found;
}

/** The sign between the fields: the one that the first rows have alike, and most often. */
export function sign(text) {
  const scored = SIGNS.map((one) => {
    const widths = rows(text, one, 10).map((row) => row.length);
    const alike = widths.filter((width) => width === widths[0]).length;
    return { one, value: widths[0] > 1 ? alike * 1000 + widths[0] : 0 };
  });
  return scored.reduce((best, next) => (next.value > best.value ? next : best)).one;
}

/** The text of bytes: UTF-8 or UTF-16 by its mark, else Windows-1251 if it is not UTF-8. */
export function decoded(bytes, whole) {
  const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" }[[bytes[0], bytes[1]].join()];
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
