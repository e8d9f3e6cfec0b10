// Numbers for people, written as view/geometry/ticks.cpp writes them: "0.0123", "−4.5", "19 214.8", "1.2·10⁻⁷".

function readable(value, digits = 6) {
  if (Number.isNaN(value)) return "–";
  const sign = value < 0 ? "−" : "";
  if (!Number.isFinite(value)) return `${sign}∞`;
  if (value === 0) return "0";
  const [figures, exponent] = Math.abs(value).toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power >= -3 && power <= 6) {
    const [whole, part] = trimmed(Number(`${figures}e${power}`).toFixed(Math.max(0, digits - 1 - power))).split(".");
    const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
    return sign + grouped + (part ? `.${part}` : "");
  }
  const mantissa = trimmed(figures);
  return `${sign}${mantissa === "1" ? "" : `${mantissa}·`}10${superscript(power)}`;
}

// Without zeros at the end of a fraction.
function trimmed(figures) {
  return figures.includes(".") ? figures.replace(/\.?0+$/, "") : figures;
}

function superscript(power) {
  return [...String(power)].map(sign => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign])).join("");
}

// For labels that are read aloud.
function spoken(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "not finite";
}
