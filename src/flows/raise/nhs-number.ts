/**
 * An NHS number as it is written, `943 476 5919`; `undefined` when it is none. The last of its ten figures checks the
 * others (modulus 11), so that a slip of the finger is noticed.
 *
 * @example
 * readNhsNumber('9434765919') // => '943 476 5919'
 * readNhsNumber('9434765918') // => undefined
 */
export function readNhsNumber(typed: string): string | undefined {
  const figures = typed.replace(/[\s\-–]/g, '');
  if (!/^\d{10}$/.test(figures) || !checks(figures)) return undefined;
  return `${figures.slice(0, 3)} ${figures.slice(3, 6)} ${figures.slice(6)}`;
}

/** Each of the first nine figures is weighed with 10, 9, … 2; what the sum lacks to a multiple of 11 is the tenth. */
function checks(figures: string): boolean {
  const weighed = Array.from(figures.slice(0, 9)).reduce(
    (sum, figure, place) => sum + Number(figure) * (10 - place),
    0,
  );
  const check = (11 - (weighed % 11)) % 11;
  return check !== 10 && check === Number(figures[9]);
}
