/** As people read it; what is no JSON stays as it is. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const most = 100_000;

/** No more than a page can show without a halt, and whether something was left out. */
export const beginning = (body: string): { text: string; isCut: boolean } =>
  body.length > most ? { text: body.slice(0, most), isCut: true } : { text: pretty(body), isCut: false };
